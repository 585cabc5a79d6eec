"""The deadlines of which something is to be said now: claimed by the sweep, in one query, as plain values."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import TextField
from django.db.models.functions import Cast

from requests_app.models import Deadline, DeadlineKind
from requests_app.selectors.domestic_tasks import people_in_charge
from requests_app.selectors.parties import Parties, in_charge

_COLUMNS = (
    "key",
    "round",
    "kind",
    "owed_by",
    "policy_id",
    "starts_at",
    "due_at",
    "zone",
    "next_step",
    "told_at",
    "paused_for",
    "request__urgency",
)
_PARTIES = (
    "request_key",
    "request__requesting_authority_id",
    "request__requested_authority_id",
    "request__requested_authority__member",
    "request__requested_authority__jurisdiction_id",
    "case_key",
    "request__case__sealed",
    "author_key",
    "person_key",
    "asked_person_key",
)
# As text: of thousands, most keys only go back to the database, and the same people stand behind many.
_KEYS = {
    "key": "pk",
    "request_key": "request_id",
    "case_key": "request__case_id",
    "author_key": "request__author_id",
    "person_key": "request__requesting_person_id",
    "asked_person_key": "request__requested_person_id",
}
_END, _PEOPLE = len(_PARTIES), 3


class Due(NamedTuple):
    """A deadline that is claimed: what its rung is reckoned from, and who stands behind it."""

    parties: Parties
    key: str
    round: int
    kind: str
    owed_by: str
    policy: int
    starts_at: datetime
    due_at: datetime
    zone: str
    next_step: int
    told_at: datetime | None
    paused_for: timedelta | None
    urgency: str


def due_now(now: datetime, limit: int) -> list[Due]:
    """At most `limit` of those due at `now`, the earliest first, locked; those that another worker has are skipped."""
    rows = (
        Deadline.objects.filter(closed_at__isnull=True, next_step_at__lte=now)
        .order_by("next_step_at", "pk")
        .select_for_update(of=("self",), skip_locked=True, no_key=True)
        .annotate(**{name: Cast(column, TextField()) for name, column in _KEYS.items()})
        .values_list(*_PARTIES, *_COLUMNS)
    )
    return _in_charge([_due(row) for row in rows[:limit]])


def _in_charge(due: list[Due]) -> list[Due]:
    """Of a task at home whoever has it stands in the place of the officer; no query where there is none."""
    tasks = [one.key for one in due if one.kind == DeadlineKind.DOMESTIC_TASK]
    if not tasks:
        return due
    people = people_in_charge(tasks)
    return [one._replace(parties=in_charge(one.parties, people.get(one.key))) for one in due]


def _due(row: tuple[Any, ...]) -> Due:
    people = _END - _PEOPLE
    return Due(Parties(*row[:people], *map(_person, row[people:_END])), *row[_END:])


@lru_cache(maxsize=10_000)
def _person(key: str | None) -> UUID | None:
    return UUID(key) if key else None
