"""What the sheet of a country shows beside its facts, each in a fixed number of queries."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch

from contacts.models import Authority, AuthorityKind, ContactPoint, Jurisdiction, ProviderEntity, valid_on

# Who is asked first: preservation goes to the point of contact (Art. 35), the request that follows to the central one.
IN_TURN = (
    AuthorityKind.CONTACT_POINT_247,
    AuthorityKind.CENTRAL_AUTHORITY,
    AuthorityKind.PROSECUTION_OFFICE,
    AuthorityKind.COURT,
    AuthorityKind.POLICE_UNIT,
    AuthorityKind.INTERPOL_NCB,
    AuthorityKind.ORGANISATION,
)


def authorities_in(country: Jurisdiction, *, on: date) -> list[Authority]:
    """Its authorities on that day, in the order in which they are asked, each with the desks that it has then."""
    desks = Prefetch("contact_points", ContactPoint.objects.filter(valid_on(on)).order_by("order"))
    found = Authority.objects.filter(valid_on(on), jurisdiction=country).prefetch_related(desks)
    turns: list[str] = [*IN_TURN]
    return sorted(found, key=lambda one: (turns.index(one.kind), not one.member, one.code))


def asked_first(authorities: list[Authority]) -> Authority | None:
    """The first that speaks for the country: an organisation only has its seat there."""
    return next((one for one in authorities if one.kind != AuthorityKind.ORGANISATION), None)


def provider_entities_in(country: Jurisdiction, *, on: date) -> list[ProviderEntity]:
    """The legal entities of providers there on that day, by provider."""
    found = ProviderEntity.objects.filter(valid_on(on), jurisdiction=country)
    return list(found.select_related("provider").order_by("provider__name", "legal_name"))
