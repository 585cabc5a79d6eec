"""The authorities of the demonstration and their desks. What is there already is left as an administrator made it."""

from __future__ import annotations

from django.utils import timezone

from contacts.models import Authority, AuthorityKind, ContactPoint, Jurisdiction, Standing
from contacts.telephones import telephone_international
from mla_portal.errors import Conflict
from requests_app.demo.countries import COUNTRIES, Country

_SQUARE = "1 Demonstration Square\nExample Town"


def directory_load() -> dict[str, Authority]:
    """{code: authority} of the whole demonstration. Raises Conflict where a real entry has one of the codes."""
    Jurisdiction.objects.bulk_create(
        [Jurisdiction(code=country.code, time_zone=country.time_zone) for country in COUNTRIES], ignore_conflicts=True
    )
    wanted = {one.code: one for country in COUNTRIES for one in (_central_authority(country), _contact_point(country))}
    found = set(Authority.objects.filter(code__in=wanted).values_list("code", flat=True))
    Authority.objects.bulk_create(one for code, one in wanted.items() if code not in found)
    authorities = Authority.objects.in_bulk(wanted, field_name="code")
    real = sorted(code for code, authority in authorities.items() if not authority.is_demo)
    if real:
        raise Conflict(f"The directory has real entries with codes of the demonstration: {', '.join(real)}.")
    ContactPoint.objects.bulk_create(
        desk
        for country in COUNTRIES
        for code in (f"{country.code}-CA", f"{country.code}-247")
        if code not in found
        for desk in _desks(country, authorities[code])
    )
    return authorities


def _central_authority(country: Country) -> Authority:
    return _authority(
        country,
        code=f"{country.code}-CA",
        kind=AuthorityKind.CENTRAL_AUTHORITY,
        name=f"Central Authority of {country.name} (demonstration)",
        original_name=country.central_authority,
        email=f"central.{country.code.lower()}@authority.example",
        telephone=_telephone(country, 100),
        office_hours="Monday to Friday, 09:00 to 18:00",
    )


def _contact_point(country: Country) -> Authority:
    return _authority(
        country,
        code=f"{country.code}-247",
        kind=AuthorityKind.CONTACT_POINT_247,
        name=f"24/7 Contact Point of {country.name} (demonstration)",
        original_name=country.contact_point,
        email=f"point.{country.code.lower()}@authority.example",
        telephone=_telephone(country, 200),
        office_hours="Day and night, every day",
    )


def _authority(country: Country, **fields: str) -> Authority:
    return Authority(
        jurisdiction_id=country.code,
        address=_SQUARE,
        time_zone=country.time_zone,
        member=country.member,
        channel=country.channel,
        source="Demonstration",
        checked_on=timezone.localdate(),
        standing=Standing.CONFIRMED,
        is_demo=True,
        **fields,
    )


def _desks(country: Country, authority: Authority) -> list[ContactPoint]:
    code = country.code.lower()
    if authority.kind == AuthorityKind.CENTRAL_AUTHORITY:
        return [
            ContactPoint(
                authority=authority,
                order=1,
                name=f"Registry ({country.code}, demonstration)",
                function="Incoming requests",
                email=f"registry.{code}@contact.example",
                telephone=_telephone(country, 101),
                hours=authority.office_hours,
            )
        ]
    return [
        ContactPoint(
            authority=authority,
            order=1,
            name=f"Duty desk ({country.code}, demonstration)",
            function="Duty officer",
            email=f"desk.{code}@contact.example",
            telephone=_telephone(country, 201),
            cell_phone=_telephone(country, 202),
            hours="Day and night",
            round_the_clock=True,
        ),
        ContactPoint(
            authority=authority,
            order=2,
            name=f"Back-up desk ({country.code}, demonstration)",
            function="Head of shift",
            email=f"backup.{code}@contact.example",
            cell_phone=_telephone(country, 203),
            hours="Day and night",
            round_the_clock=True,
        ),
    ]


def _telephone(country: Country, number: int) -> str:
    """A number that looks right and that no network has given to anybody."""
    return telephone_international(f"{country.telephone} {number}")
