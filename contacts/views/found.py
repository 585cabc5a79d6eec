"""What a search of the directory finds beside authorities, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.facts import BUDAPEST, CountryFacts
from contacts.models import Instrument, ServiceProvider
from contacts.names import country_name
from contacts.selectors.directory import CountryFound, countries_found, instruments_found
from contacts.selectors.providers import ORDER as PROVIDER_ORDER
from contacts.selectors.providers import providers_found
from contacts.treaty_states import TONES, TreatyState, treaty_state

# How many of each are shown: what is meant stands first, or one types on.
COUNTRIES, OTHERS = 8, 5


@dataclass(frozen=True, kw_only=True)
class CountryLine:
    """`parent` is a name. `party` and its tone: where it stands with the Convention; `verified`: whether that is."""

    code: str
    name: str
    parent: str
    party: str
    tone: str
    verified: bool
    desk: bool


@dataclass(frozen=True, kw_only=True)
class Found:
    """Under a text, on a day; each count is of all, not of what is shown."""

    countries: list[CountryLine]
    country_count: int
    providers: list[ServiceProvider]
    provider_count: int
    treaties: list[Instrument]
    treaty_count: int

    def __bool__(self) -> bool:
        return bool(self.countries or self.providers or self.treaties)


def found_under(text: str, *, on: date) -> Found:
    countries = countries_found(text, on=on)
    providers, treaties = providers_found(text), instruments_found(text)
    return Found(
        countries=[country_line(one) for one in countries[:COUNTRIES]],
        country_count=len(countries),
        providers=list(providers.order_by(PROVIDER_ORDER)[:OTHERS]),
        provider_count=providers.count(),
        treaties=list(treaties.order_by("code")[:OTHERS]),
        treaty_count=treaties.count(),
    )


def country_line(found: CountryFound) -> CountryLine:
    facts = found.facts
    status = facts.status(BUDAPEST)
    party, tone = _party(facts)
    return CountryLine(
        code=facts.code,
        name=facts.name,
        parent=country_name(facts.parent) if facts.parent else "",
        party=party,
        tone=tone,
        verified=status is None or status.provenance.verified,
        desk=found.desk,
    )


def said(authorities: int, found: Found | None) -> str:
    """What was found, in one sentence: for those who cannot see it change."""
    counted = [(authorities, ngettext("%d authority", "%d authorities", authorities))]
    if found:
        counted = [
            (found.country_count, ngettext("%d country", "%d countries", found.country_count)),
            *counted,
            (found.provider_count, ngettext("%d provider", "%d providers", found.provider_count)),
            (found.treaty_count, ngettext("%d treaty", "%d treaties", found.treaty_count)),
        ]
    there = ", ".join(text % number for number, text in counted if number)
    return _("Found: %(what)s.") % {"what": there} if there else _("Nothing found.")


def _party(facts: CountryFacts) -> tuple[str, str]:
    status = facts.status(BUDAPEST)
    if status is None:
        # Whether a treaty extends to a territory is for its State to say, and nobody has entered it.
        return (_("No entry of its own") if facts.parent else _("Not known as a Party")), "neutral"
    state = treaty_state(status, facts.on)
    begins = date_format(status.in_force_from, "j F Y") if status.in_force_from else ""
    said = {
        TreatyState.IN_FORCE: _("Party to the Convention"),
        TreatyState.TO_COME: _("Party from %(day)s") % {"day": begins},
        TreatyState.RATIFIED: _("Ratified, not a Party"),
        TreatyState.SIGNED: _("Signed, not a Party"),
        TreatyState.ENDED: _("No longer a Party"),
    }
    return said.get(state, _("Not known as a Party")), TONES[state]
