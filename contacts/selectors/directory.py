"""Reading the directory. It is open to everybody who is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db.models import Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.cities import countries_with_city, zones_like
from contacts.facts import CountryFacts
from contacts.models import Authority, AuthorityKind, ContactPoint, Instrument, Jurisdiction, in_force_on, valid_on
from contacts.names import countries_in_order, countries_like
from contacts.selectors.countries import IN_TURN
from contacts.selectors.facts import country_facts_of
from contacts.selectors.words import choices_like, says
from mla_portal.errors import NotFound

# To be given to mla_portal.paging: by the country's name in the reader's language, then by who is asked first there.
ORDER = "place"


@dataclass(frozen=True, kw_only=True)
class CountryFound:
    """A country as a search shows it. `desk` says whether it has a 24/7 point of contact on that day."""

    facts: CountryFacts
    desk: bool


def countries_found(text: str, *, on: date) -> list[CountryFound]:
    """The countries that `text` may mean, the likeliest first, then those with such a city, as they are on a day."""
    codes = [*countries_like(text), text.strip().upper(), *countries_with_city(text)]
    rows = Jurisdiction.objects.in_bulk(codes)
    facts = country_facts_of(rows.values(), on=on)
    desks = Authority.objects.filter(valid_on(on), kind=AuthorityKind.CONTACT_POINT_247, jurisdiction__in=rows)
    with_desk = set(desks.values_list("jurisdiction_id", flat=True))
    return [CountryFound(facts=facts[code], desk=code in with_desk) for code in dict.fromkeys(codes) if code in rows]


def authorities_found(*, text: str = "", kind: str = "", jurisdiction: str = "") -> QuerySet[Authority]:
    """The authorities of which every word of `text` is said somewhere, in the order of their countries.

    That is in name, own name, city, address, code, kind or country, or is the city whose time it keeps. Each has
    `place`, by which pages are cut, and `answers_always`: whether one of its desks of today answers day and night.
    """
    today = timezone.localdate()
    desks = ContactPoint.objects.filter(valid_on(today), authority=OuterRef("pk"), round_the_clock=True)
    found = Authority.objects.annotate(place=_place(), answers_always=Exists(desks))
    if kind:
        found = found.filter(kind=kind)
    if jurisdiction:
        found = found.filter(jurisdiction=jurisdiction)
    for word in text.split():
        found = found.filter(
            says(word, "name", "original_name", "city", "address", "code")
            | Q(kind__in=choices_like(word, AuthorityKind.choices))
            | Q(jurisdiction__in=[*countries_like(word), word.upper()])
            | Q(time_zone__in=zones_like(word))
        )
    return found


def authority_get(code: str) -> Authority:
    """With its desks in their order. Raises NotFound."""
    found = Authority.objects.select_related("jurisdiction").prefetch_related("contact_points").filter(code=code)
    authority = found.first()
    if authority is None:
        raise NotFound(_("The directory has no authority with this code. Look for it by its name or its country."))
    return authority


def jurisdictions_found(*, on: date, text: str = "", party_to: Instrument | None = None) -> QuerySet[Jurisdiction]:
    """The countries that `text`, or such a city, may mean, or all; with `party_to`, those that it binds on the day."""
    found = Jurisdiction.objects.all()
    if party_to is not None:
        binding = party_to.statuses.filter(in_force_on(on), jurisdiction=OuterRef("pk"))
        found = found.filter(Exists(binding))
    if text.strip():
        found = found.filter(code__in=[*countries_like(text), text.strip().upper(), *countries_with_city(text)])
    return found


def jurisdiction_get(code: str) -> Jurisdiction:
    """Raises NotFound."""
    jurisdiction = Jurisdiction.objects.filter(code=code.upper()).first()
    if jurisdiction is None:
        raise NotFound(_("The directory has no country or territory with this code. Codes are those of ISO 3166-1."))
    return jurisdiction


def instruments_found(text: str = "") -> QuerySet[Instrument]:
    """The treaties of which every word of `text` is said in name or code."""
    found = Instrument.objects.all()
    for word in text.split():
        found = found.filter(says(word, "name", "short_name", "code"))
    return found


def instrument_get(code: str) -> Instrument:
    """Raises NotFound."""
    instrument = Instrument.objects.filter(code=code).first()
    if instrument is None:
        raise NotFound(_("The directory has no treaty with this code. Look for it by its name."))
    return instrument


def _place() -> CombinedExpression:
    country, kind = _position("jurisdiction_id", countries_in_order()), _position("kind", [*map(str, IN_TURN)])
    return country * Value(len(IN_TURN) + 1) + kind


def _position(field: str, values: list[str]) -> Coalesce:
    """Where the value of the field stands among `values`; behind the last, if it does not."""
    listed = Value(values, output_field=ArrayField(TextField()))
    position = Func(listed, F(field), function="array_position", output_field=IntegerField())
    return Coalesce(position, Value(len(values) + 1))
