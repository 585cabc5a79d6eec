"""Whom a case may ask: authorities of other countries, by country."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from contacts.days import day_in
from contacts.facts import BUDAPEST
from contacts.models import Authority, AuthorityKind, InstrumentStatus
from requests_app.kinds import Kind
from requests_app.models import Case

Choices = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True, kw_only=True)
class Addressees:
    """`choices` are [(country, [(code, label)])]; `closed` the codes of those that such a request cannot go to."""

    choices: Choices
    closed: frozenset[str]


def addressees(case: Case, kind: Kind, *, now: datetime) -> Addressees:
    """Countries in the order of the alphabet, those asked first for this kind on top.

    An organisation is left out: it may pass a request on, but no data are in its power.
    """
    others = Authority.objects.exclude(jurisdiction=case.authority.jurisdiction_id)
    by_country: dict[str, list[Authority]] = defaultdict(list)
    for authority in others.exclude(kind=AuthorityKind.ORGANISATION).select_related("jurisdiction").order_by("name"):
        if authority.valid_on(day_in(authority.time_zone, now)):
            by_country[authority.jurisdiction.name].append(authority)
    treaties = treaties_by_country(kind, now=now)
    own = treaties.get(case.authority.jurisdiction_id, set())
    bound = {code for code, there in treaties.items() if there & own} if kind.only_in_force else set(treaties)
    choices = [
        (
            country,
            [
                (one.code, _label(country, one, kind, bound=one.jurisdiction_id in bound))
                for one in sorted(there, key=lambda one: one.kind not in kind.asked_first)
            ],
        )
        for country, there in sorted(by_country.items(), key=lambda pair: pair[0].casefold())
    ]
    closed = {one.code for there in by_country.values() for one in there if one.jurisdiction_id not in bound}
    return Addressees(choices=choices, closed=frozenset(closed) if kind.only_in_force else frozenset())


def authority_with(code: str) -> Authority | None:
    """The authority of this code; None where nobody has it."""
    return Authority.objects.select_related("jurisdiction").filter(code=code).first()


def treaties_by_country(kind: Kind, *, now: datetime) -> dict[str, set[str]]:
    """{country: codes} of the treaties that can carry such a request, where one binds on the day that it is there."""
    meant = Q(instrument__code__in=kind.instruments) | Q(instrument__kind__in=kind.instruments)
    found: dict[str, set[str]] = defaultdict(set)
    for one in InstrumentStatus.objects.filter(meant).select_related("jurisdiction", "instrument"):
        if one.in_force_on(day_in(one.jurisdiction.time_zone, now)):
            found[one.jurisdiction_id].add(one.instrument.code)
    return dict(found)


def _label(country: str, authority: Authority, kind: Kind, *, bound: bool) -> str:
    """With the country first: it has to be seen when the list is closed too, and is what people type to find it."""
    place = country if bound else _unbound(kind) % {"country": country}
    return f"{place}: {authority.name} – {AuthorityKind(authority.kind).label}"


def _unbound(kind: Kind) -> str:
    if kind.instruments == (BUDAPEST,):
        return _("%(country)s (not a Party)")
    return _("%(country)s (not in force)") if kind.only_in_force else _("%(country)s (no treaty known)")
