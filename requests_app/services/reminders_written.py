"""What a sweep writes, with one statement for each table however many rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from mla_portal.ids import uuid7
from requests_app.selectors.due import Due
from requests_app.services.reminders_said import NewReminder, Rung

_REMINDERS = """
    INSERT INTO requests_app_reminder
        (id, deadline_id, round, step, audience, recipient, recipient_name, created_at)
    SELECT id, deadline, round, step, audience, recipient, name, %s
    FROM unnest(%s::uuid[], %s::uuid[], %s::int[], %s::int[], %s::text[], %s::text[], %s::text[])
        AS said (id, deadline, round, step, audience, recipient, name)
    ON CONFLICT (deadline_id, round, step, recipient) DO NOTHING
"""
_DEADLINES = """
    UPDATE requests_app_deadline SET next_step = said.step, next_step_at = said.at, told_at = said.told_at
    FROM unnest(%s::uuid[], %s::int[], %s::timestamptz[], %s::timestamptz[]) AS said (id, step, at, told_at)
    WHERE requests_app_deadline.id = said.id
"""


def reminders_write(rows: Sequence[NewReminder], *, now: datetime) -> None:
    """In the transaction of the sweep; what was said already stays as it is."""
    if not rows:
        return
    columns: list[list[Any]] = [
        [str(uuid7()) for _row in rows],
        [str(row.rung.due.pk) for row in rows],
        [row.rung.due.round for row in rows],
        [row.rung.number for row in rows],
        [row.audience for row in rows],
        [row.recipient.address for row in rows],
        [row.recipient.name for row in rows],
    ]
    with connection.cursor() as cursor:
        cursor.execute(_REMINDERS, [now, *columns])


def deadlines_set(due: Sequence[Due], rungs: Mapping[UUID, Rung], *, now: datetime) -> None:
    """The next rung of each. A ladder that has lost its rungs is left, or it would be taken again and again."""
    said = [rungs.get(one.pk) for one in due]
    columns: list[list[Any]] = [
        [str(one.pk) for one in due],
        [rung.number + 1 if rung else one.next_step for one, rung in zip(due, said, strict=True)],
        [rung.next_at if rung else None for rung in said],
        [now if rung else one.told_at for one, rung in zip(due, said, strict=True)],
    ]
    with connection.cursor() as cursor:
        cursor.execute(_DEADLINES, columns)
