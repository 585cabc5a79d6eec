"""Mutual assistance through the central authorities: Article 31, under the treaty in force or Article 27."""

from __future__ import annotations

from django.utils.translation import gettext as _

from contacts.models import Answer, AuthorityKind
from requests_app.advice.base import Data, Fit, Situation, Way
from requests_app.advice.saying import absent, central_only, doubts, languages, no_convention

_ASKS = (AuthorityKind.CENTRAL_AUTHORITY.value,)


def mutual_assistance(situation: Situation) -> Way:
    treaties = situation.assistance_treaties
    law = _law(situation)
    fit, why = _fit(situation) if law or treaties else _without_treaty(situation)
    return Way(
        code="mutual_assistance",
        fit=fit,
        title=_("Central authority: mutual assistance"),
        law=law,
        treaties=treaties,
        why=why,
        sentences=tuple(_sentences(situation)),
        cautions=tuple(_cautions(situation)),
        kind=situation.form,
        asks=_ASKS,
    )


def _law(situation: Situation) -> tuple[str, ...]:
    law: list[str] = []
    if situation.budapest:
        law.append("31(1)")
        if not situation.assistance_treaties:
            law.append("27(2)")
            if situation.wish.emergency:
                law.append("27(9)(a)")
    elif situation.united_nations:
        law += ["40 UNCC", "44 UNCC"]
    if situation.protocol:
        law += ["10 CETS 224"] if situation.wish.emergency else []
        law += ["8 CETS 224"] if situation.wish.data != Data.CONTENT else []
    return tuple(law)


def _fit(situation: Situation) -> tuple[Fit, str]:
    wish = situation.wish
    if wish.kept:
        return Fit.POSSIBLE, _("It comes next: what is kept is handed over only on a request for mutual assistance.")
    if not wish.as_evidence:
        return Fit.POSSIBLE, _("It is slow for intelligence; take it when the data shall become evidence.")
    if wish.emergency:
        return Fit.POSSIBLE, _("It follows the quick ways, so that what they brought can be used as evidence.")
    if situation.order_to_provider:
        return Fit.POSSIBLE, _("For what the provider does not give on your order.")
    return Fit.BEST, _("What comes this way is evidence: obtained by an order there and certified as you ask.")


def _without_treaty(situation: Situation) -> tuple[Fit, str]:
    """It is left to what the law there and reciprocity allow."""
    none = _("The directory knows no treaty on mutual assistance between the two: ask on reciprocity, by diplomats.")
    return Fit.POSSIBLE, f"{no_convention(situation)} {none}".strip()


def _sentences(situation: Situation) -> list[str]:
    wanted, said = situation.asked.requirements, []
    if situation.assistance_treaties and situation.budapest:
        said.append(
            _("A treaty on mutual assistance is in force: its procedures apply, not those of Art. 27 (Art. 27(1)).")
        )
    if situation.wish.emergency and situation.protocol:
        said.append(_("An emergency is answered on a rapidly expedited basis, at any hour (Art. 10 CETS 224)."))
    elif situation.wish.emergency and situation.budapest and not situation.assistance_treaties:
        said.append(_("Urgent requests may go from court to court, with a copy through the central authorities."))
    if situation.protocol and situation.wish.data != Data.CONTENT:
        said.append(
            _("An order can be given effect there: 45 days to serve it, then 20 (subscriber) or 45 (traffic) days.")
        )
    said.append(_("Mostly it takes 6 to 24 months (T-CY assessment of 2014), longer when the request is incomplete."))
    if situation.budapest:
        said.append(_("Where data may be lost or changed, it is answered on an expedited basis (Art. 31(3))."))
    taken = languages(
        _("Requests for mutual assistance are taken in: %(languages)s."), wanted.mla_languages if wanted else ()
    )
    return [*said, *taken]


def _cautions(situation: Situation) -> list[str]:
    wanted = situation.asked.requirements
    said = central_only(situation) if "27(9)(a)" in _law(situation) else []
    if wanted:
        said += [text for text in (wanted.thresholds, wanted.dual_criminality) if text]
    if wanted and wanted.formal_confirmation == Answer.YES:
        said.append(_("What is sent electronically has to be confirmed formally (Art. 25(3))."))
    return [*said, *doubts(situation), *absent(situation, _ASKS)]
