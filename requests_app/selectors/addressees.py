"""Whom a case may ask: authorities of other Parties, by country."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import Q

from contacts.models import Authority, AuthorityKind
from requests_app.kinds import Kind
from requests_app.models import Case

Choices = list[tuple[str, list[tuple[str, str]]]]


def addressees(case: Case, kind: Kind, *, on: date) -> Choices:
    """[(country, [(code, name)])], countries in the order of the alphabet, those asked first for this kind on top."""
    valid = (Q(valid_from__isnull=True) | Q(valid_from__lte=on)) & (Q(valid_until__isnull=True) | Q(valid_until__gt=on))
    others = Authority.objects.filter(valid).exclude(jurisdiction=case.authority.jurisdiction_id)
    by_country: dict[str, list[Authority]] = defaultdict(list)
    for authority in others.select_related("jurisdiction").order_by("name"):
        by_country[authority.jurisdiction.name].append(authority)
    return [
        (
            country,
            [
                (one.code, _label(country, one))
                for one in sorted(there, key=lambda one: one.kind not in kind.asked_first)
            ],
        )
        for country, there in sorted(by_country.items(), key=lambda pair: pair[0].casefold())
    ]


def _label(country: str, authority: Authority) -> str:
    """With the country first: it has to be seen when the list is closed too, and is what people type to find it."""
    return f"{country}: {authority.name} – {AuthorityKind(authority.kind).label}"
