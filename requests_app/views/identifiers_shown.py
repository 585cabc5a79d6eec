"""The rows of the table of identifiers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from requests_app.kinds import Caution
from requests_app.kinds.identifier_warnings import of_identifier
from requests_app.models import Identifier, Request
from requests_app.selectors.answers import given_identifier
from requests_app.selectors.clocks import clocks_of
from templates_app.values import instant


@dataclass(frozen=True, kw_only=True)
class ShownIdentifier:
    """`times` as they were given, each followed by the same in UTC."""

    type: str
    value: str
    port: int | None
    times: list[tuple[str, ...]]
    note: str
    warnings: list[Caution]
    change: str
    remove: str


def shown_identifiers(
    request: Request, rows: Iterable[Identifier] | None = None, *, now: datetime
) -> list[ShownIdentifier]:
    """Of these `rows` of the request, or of all."""
    clocks = clocks_of(request)
    rows = request.identifiers.all() if rows is None else rows
    return [shown_identifier(request, row, now=now, clocks=clocks) for row in rows]


def shown_identifier(request: Request, row: Identifier, *, now: datetime, clocks: Sequence[str]) -> ShownIdentifier:
    given = given_identifier(row)
    return ShownIdentifier(
        type=row.get_type_display(),
        value=row.value,
        port=row.port,
        times=[instant(moment) for moment in (given.at, given.until) if moment],
        note=row.note,
        warnings=of_identifier(given, now=now, clocks=clocks),
        change=reverse("identifier_change", args=[request.pk, row.pk]),
        remove=reverse("identifier_remove", args=[request.pk, row.pk]),
    )
