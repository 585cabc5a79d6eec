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

DUAL_CRIMINALITY = "29(4)"


@dataclass(frozen=True)
class Caution:
    code: str
    article: str
    message: str


def country_cautions(facts: CountryFacts) -> list[Caution]:
    """Not a Party on the day, the reservation of Article 29(4), and what nobody has verified."""
    return [*not_a_party(facts), *dual_criminality(facts), *unverified_party(facts)]


def not_a_party(facts: CountryFacts) -> list[Caution]:
    if facts.party_to(BUDAPEST):
        return []
    status, names = facts.status(BUDAPEST), {"country": facts.name}
    if status and status.in_force_from and status.in_force_from > facts.on:
        text = _("%(country)s becomes a Party to the Convention on %(day)s. Until then the Convention gives no basis.")
        names["day"] = _day(status.in_force_from)
    elif status and status.in_force_until:
        text = _("%(country)s has not been a Party to the Convention since %(day)s.")
        names["day"] = _day(status.in_force_until)
    elif status and status.signed_on:
        text = _("%(country)s has signed the Convention but is not a Party to it. Ask under another treaty.")
    elif facts.parent:
        text = _("Whether the Convention extends to %(country)s is not entered. Ask an authority of %(parent)s.")
        names["parent"] = country_name(facts.parent)
    else:
        text = _("The directory does not know %(country)s as a Party to the Convention. Ask under another treaty.")
    return [Caution("not_a_party", "29(1)", text % names)]


def dual_criminality(facts: CountryFacts) -> list[Caution]:
    reserved = facts.reservation(DUAL_CRIMINALITY)
    if reserved is None:
        return []
    text = {
        "believed": _("%(country)s is believed to have reserved the right to refuse preservation (not verified)"),
        "possible": _("%(country)s may have reserved the right to refuse preservation (not verified)"),
    }.get(reserved.provenance.standing, _("%(country)s has reserved the right to refuse preservation"))
    condition = _("where the act is no offence there, unless it is one of Articles 2 to 11.")
    return [Caution("dual_criminality_reservation", DUAL_CRIMINALITY, f"{text % {'country': facts.name}} {condition}")]


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
    if not provenance.verified:
        return [
            Caution("unverified_entry", "", _("%(subject)s is not verified. Check it first.") % {"subject": subject})
        ]
    if not provenance.stale(on):
        return []
    if provenance.checked_on is None:
        text = _("%(subject)s was read in a source, but nobody has said when. Check it first.")
        return [Caution("unverified_entry", "", text % {"subject": subject})]
    text = _("%(subject)s was last checked on %(day)s, more than 180 days ago. Check it again.")
    return [Caution("unverified_entry", "", text % {"subject": subject, "day": _day(provenance.checked_on)})]


def _day(day: date) -> str:
    return date_format(day, "j F Y")
