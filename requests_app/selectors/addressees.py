"""Whom a case may ask: authorities of other countries, by country."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.utils.translation import gettext as _

from contacts.days import day_in
from contacts.facts import BUDAPEST
from contacts.models import Authority, AuthorityKind, InstrumentStatus
from requests_app.kinds import Kind
from requests_app.models import Case

Choices = list[tuple[str, list[tuple[str, str]]]]


def addressees(case: Case, kind: Kind, *, now: datetime) -> Choices:
    """[(country, [(code, name)])], countries in the order of the alphabet, those asked first for this kind on top.

    An organisation is left out: it may pass a request on, but no data are in its power.
    """
    others = Authority.objects.exclude(jurisdiction=case.authority.jurisdiction_id)
    by_country: dict[str, list[Authority]] = defaultdict(list)
    for authority in others.exclude(kind=AuthorityKind.ORGANISATION).select_related("jurisdiction").order_by("name"):
        if authority.valid_on(day_in(authority.time_zone, now)):
            by_country[authority.jurisdiction.name].append(authority)
    parties = _parties(now)
    return [
        (
            country,
            [
                (one.code, _label(country, one, is_party=one.jurisdiction_id in parties))
                for one in sorted(there, key=lambda one: one.kind not in kind.asked_first)
            ],
        )
        for country, there in sorted(by_country.items(), key=lambda pair: pair[0].casefold())
    ]


def authority_with(code: str) -> Authority | None:
    """The authority of this code; None where nobody has it."""
    return Authority.objects.select_related("jurisdiction").filter(code=code).first()


def _parties(now: datetime) -> set[str]:
    """The codes of the Parties to the Convention, each on the day that it is there."""
    statuses = InstrumentStatus.objects.filter(instrument__code=BUDAPEST).select_related("jurisdiction")
    return {one.jurisdiction_id for one in statuses if one.in_force_on(day_in(one.jurisdiction.time_zone, now))}


def _label(country: str, authority: Authority, *, is_party: bool) -> str:
    """With the country first: it has to be seen when the list is closed too, and is what people type to find it."""
    place = country if is_party else _("%(country)s (not a Party)") % {"country": country}
    return f"{place}: {authority.name} – {AuthorityKind(authority.kind).label}"
