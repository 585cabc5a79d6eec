"""What the sheet of a country warns of, on top: its law, its entries, and that nobody answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.cautions import country_cautions, unverified
from contacts.facts import CountryFacts
from contacts.models import Authority, AuthorityKind
from contacts.selectors.duty import DutyState, OnDuty
from contacts.selectors.facts import provenance_of
from mla_portal.ui.parts import Duty

_NOBODY = frozenset({DutyState.HOLE, DutyState.RAN_OUT, DutyState.LEFT})


def country_warnings(facts: CountryFacts, authorities: Sequence[Authority], duties: Iterable[OnDuty]) -> list[Duty]:
    law = [Duty(message=one.message, article=one.article) for one in country_cautions(facts)]
    return [*law, *_entries(facts, authorities), *_nobody(duties)]


def _entries(facts: CountryFacts, authorities: Sequence[Authority]) -> list[Duty]:
    """Of those that speak for the country: an organisation only has its seat there."""
    speaking = [one for one in authorities if one.kind != AuthorityKind.ORGANISATION]
    if not speaking:
        text = _("The directory has no authority of %(country)s. Its central authority must be found by other means.")
        return [Duty(message=text % {"country": facts.name})]
    doubtful = [one for one in speaking if _doubtful(one, facts.on)]
    if len(doubtful) == 1:
        subject = _("The entry of %(authority)s") % {"authority": doubtful[0].name}
        return [Duty(message=one.message) for one in unverified(provenance_of(doubtful[0]), facts.on, subject)]
    text = ngettext(
        "%(number)d entry is marked below as not verified, or as not looked at for 180 days. Check it first.",
        "The entries of %(number)d authorities are not verified, or nobody has looked at them for 180 days; each is"
        " marked below. Check them first.",
        len(doubtful),
    )
    return [Duty(message=text % {"number": len(doubtful)})] if doubtful else []


def _doubtful(authority: Authority, on: date) -> bool:
    fact = provenance_of(authority)
    return not fact.verified or fact.stale(on)


def _nobody(duties: Iterable[OnDuty]) -> list[Duty]:
    text = _("Nobody is on duty now at %(desk)s, %(authority)s. Call its number all the same, then the back-ups.")
    return [
        Duty(message=text % {"desk": duty.desk.name, "authority": duty.desk.authority.name})
        for duty in duties
        if duty.desk.round_the_clock and duty.state in _NOBODY
    ]
