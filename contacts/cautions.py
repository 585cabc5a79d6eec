"""What to be wary of before asking a country. The same sentences on its sheet and beside a request. Pure.

Codes are those of the HTTP contract.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from contacts.facts import BUDAPEST, CountryFacts, Provenance
from contacts.names import country_name
from contacts.treaty_states import TreatyState, treaty_state

DUAL_CRIMINALITY = "29(4)"


@dataclass(frozen=True)
class Caution:
    """`detail` is what of the message may come to say something worse, whatever the language of the reader."""

    code: str
    article: str
    message: str
    detail: str = ""


def country_cautions(facts: CountryFacts) -> list[Caution]:
    """Not a Party on the day, the reservation of Article 29(4), and what nobody has verified."""
    return [*not_a_party(facts), *dual_criminality(facts), *unverified_party(facts)]


def not_a_party(facts: CountryFacts) -> list[Caution]:
    if facts.party_to(BUDAPEST):
        return []
    status, names = facts.status(BUDAPEST), {"country": facts.name}
    state = treaty_state(status, facts.on) if status else TreatyState.UNDATED
    detail = state.value
    if status and status.in_force_from and state is TreatyState.TO_COME:
        text = _("%(country)s becomes a Party to the Convention on %(day)s. Until then the Convention gives no basis.")
        names["day"], detail = _day(status.in_force_from), f"from {status.in_force_from}"
    elif status and status.in_force_until and state is TreatyState.ENDED:
        text = _("%(country)s has not been a Party to the Convention since %(day)s.")
        names["day"], detail = _day(status.in_force_until), f"until {status.in_force_until}"
    elif state is TreatyState.RATIFIED:
        text = _("%(country)s has ratified the Convention, which is not in force there yet. Ask under another treaty.")
    elif state is TreatyState.SIGNED:
        text = _("%(country)s has signed the Convention but is not a Party to it. Ask under another treaty.")
    elif facts.parent:
        text = _("Whether the Convention extends to %(country)s is not entered. Ask an authority of %(parent)s.")
        names["parent"], detail = country_name(facts.parent), f"of {facts.parent}"
    else:
        text = _("The directory does not know %(country)s as a Party to the Convention. Ask under another treaty.")
        detail = "unknown"
    return [Caution("not_a_party", "29(1)", text % names, detail)]


def dual_criminality(facts: CountryFacts) -> list[Caution]:
    reserved = facts.reservation(DUAL_CRIMINALITY)
    if reserved is None:
        return []
    standing = reserved.provenance.standing
    text = {
        "believed": _("%(country)s is believed to have reserved the right to refuse preservation (not verified)"),
        "possible": _("%(country)s may have reserved the right to refuse preservation (not verified)"),
    }.get(standing, _("%(country)s has reserved the right to refuse preservation"))
    condition = _("where the act is no offence there, unless it is one of Articles 2 to 11.")
    message = f"{text % {'country': facts.name}} {condition}"
    detail = "verified" if reserved.provenance.verified else standing
    return [Caution("dual_criminality_reservation", DUAL_CRIMINALITY, message, detail)]


def unverified_party(facts: CountryFacts) -> list[Caution]:
    status = facts.status(BUDAPEST)
    if status is None or not status.in_force:
        return []
    subject = _("That %(country)s is a Party to the Convention") % {"country": facts.name}
    return unverified(status.provenance, facts.on, subject)


def unverified_authority(name: str, provenance: Provenance, on: date) -> list[Caution]:
    return unverified(provenance, on, _("The entry of %(authority)s") % {"authority": name})


def unverified(provenance: Provenance, on: date, subject: str) -> list[Caution]:
    """That `subject`, the begin of a sentence, was read in no source, or not looked at for 180 days."""
    names = {"subject": subject}
    if not provenance.verified:
        return [Caution("unverified_entry", "", _("%(subject)s is not verified. Check it first.") % names, "unread")]
    if not provenance.stale(on):
        return []
    if provenance.checked_on is None:
        text = _("%(subject)s was read in a source, but nobody has said when. Check it first.")
        return [Caution("unverified_entry", "", text % names, "undated")]
    text = _("%(subject)s was last checked on %(day)s, more than 180 days ago. Check it again.")
    names["day"] = _day(provenance.checked_on)
    return [Caution("unverified_entry", "", text % names, f"checked {provenance.checked_on}")]


def _day(day: date) -> str:
    return date_format(day, "j F Y")
