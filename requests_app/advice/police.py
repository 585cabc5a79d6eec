"""From police to police, through INTERPOL."""

from __future__ import annotations

from django.utils.translation import gettext as _

from contacts.models import AuthorityKind
from requests_app.advice.base import Fit, Situation, Way
from requests_app.advice.saying import absent, central_only, linked, not_evidence

_ASKS = (AuthorityKind.INTERPOL_NCB.value, AuthorityKind.POLICE_UNIT.value)


def interpol(situation: Situation) -> Way:
    fit, why = _fit(situation)
    return Way(
        code="interpol",
        fit=fit,
        title=_("Police to police, through INTERPOL"),
        law=_law(situation),
        why=why,
        sentences=(
            _("The National Central Bureaus of nearly all countries reach each other at any hour (I-24/7)."),
            _("The police there give what they have, or may get without an order: rarely content."),
            _linked(situation),
        ),
        cautions=tuple(_cautions(situation)),
        kind="preservation" if situation.wish.kept else situation.form,
        asks=_ASKS,
    )


def _fit(situation: Situation) -> tuple[Fit, str]:
    wish = situation.wish
    if wish.kept:
        return Fit.POSSIBLE, _("The police there may ask the provider to keep the data; they cannot always compel it.")
    if wish.emergency:
        if situation.protocol:
            return Fit.POSSIBLE, _("Beside the 24/7 point, where the police there can act themselves.")
        return Fit.BEST, _("A life is at risk: the police there can act at once.")
    if not wish.as_evidence:
        return Fit.BEST, _("It is the quick way to learn where to go on: police first, mutual assistance later.")
    return Fit.POSSIBLE, _("To learn whether the data are there and who holds them, before mutual assistance.")


def _law(situation: Situation) -> tuple[str, ...]:
    """Art. 27(9) is for urgent requests, where no other treaty applies (27(1))."""
    if situation.budapest and situation.wish.emergency and not situation.assistance_treaties:
        return ("27(9)(b)",)
    return ("47 UNCC",) if situation.united_nations else ()


def _linked(situation: Situation) -> str:
    if situation.wish.kept:
        return linked()
    form = _(
        "The form is that of mutual assistance, so that nothing is written twice; to a bureau, it asks the police."
    )
    return f"{linked()} {form}"


def _cautions(situation: Situation) -> list[str]:
    later = _("If it shall be evidence later, ask for it again by mutual assistance.")
    said = [not_evidence() if situation.wish.as_evidence else later]
    if absent(situation, _ASKS):
        none = _(
            "The directory has no bureau or police unit of %(country)s: go through your own National Central Bureau,"
            " and have theirs entered."
        )
        said.append(none % {"country": situation.asked.name})
    return [*said, *central_only(situation)] if "27(9)(b)" in _law(situation) else said
