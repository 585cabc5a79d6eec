"""What a sweep writes: one statement for each table, in which the database puts together what deadlines differ in.

The claimed deadlines go in as `said`, one row each; what is said of them as `told`, one row for each person of each
saying. However many deadlines share a saying, it is reckoned once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from mla_portal.audit.services import event_data, events_record_from
from mla_portal.audit.verbs import Verb
from mla_portal.ids import NEXT_KEY, uuid7_run
from mla_portal.outbox.services import messages_queue_from
from requests_app.selectors.due import Due
from requests_app.services.reminders_said import SUBJECT, Saying, Telling, data_of, tellings_of

TEMPLATE = "reminder"
_SAID = """
    unnest(%(keys)s::uuid[], %(requests)s::uuid[], %(rounds)s::int[], %(sayings)s::int[], %(due)s::timestamptz[],
        %(next)s::timestamptz[]) AS said (deadline, request, round, saying, due_at, next_at)
"""
_TOLD = """
    unnest(%(told)s::int[], %(number)s::int[], %(audience)s::text[], %(address)s::text[], %(name)s::text[],
        %(language)s::text[], %(time_zone)s::text[], %(by_mail)s::bool[], %(not_before)s::timestamptz[],
        %(own)s::bool[], %(place)s::text[], %(wording)s::text[], %(kind)s::text[], %(owed_by)s::text[])
        AS told (saying, number, audience, address, name, language, time_zone, by_mail, not_before, own, place, wording,
            kind, owed_by)
"""
_STEPS = "unnest(%(steps)s::int[], %(data)s::text[]) WITH ORDINALITY AS step (number, data, saying)"
_REMINDERS = f"""
    INSERT INTO requests_app_reminder (id, deadline_id, round, step, audience, recipient, recipient_name, created_at)
    SELECT {NEXT_KEY}, deadline, round, number, audience, address, name, %(now)s
    FROM {_SAID} JOIN {_TOLD} USING (saying)
    ON CONFLICT (deadline_id, round, step, recipient) DO NOTHING
"""
# Instants as ISO 8601 text, as everywhere in the outbox. `overdue` as it will be when the mail goes out.
_MAILS = f"""
    SELECT 'reminder:' || said.deadline || ':' || said.round || ':' || told.number || ':' || told.address AS key,
        'deadline:' || said.deadline AS topic, told.address AS to_address, told.name AS to_name,
        told.language, told.time_zone, told.not_before AS next_attempt_at,
        jsonb_build_object(
            'reference', r.reference, 'kind', r.kind, 'urgency', r.urgency,
            'from_authority', asking.name, 'to_authority', asked.name,
            'path', CASE
                WHEN told.place IS NULL THEN ''
                WHEN strpos(told.place, '{SUBJECT}') = 0 THEN '/requests/' || said.request || '/' || told.place
                ELSE '/requests/' || said.request || '/' || replace(told.place, '{SUBJECT}', (
                    SELECT coalesce(d.subject::text, '') FROM requests_app_deadline d WHERE d.id = said.deadline))
            END,
            'deadline', told.kind, 'owed_by', told.owed_by, 'audience', told.audience, 'wording', told.wording,
            'due_at', said.due_at, 'overdue', said.due_at <= told.not_before, 'next_at', said.next_at,
            'other_zone', CASE WHEN told.own THEN asked.time_zone ELSE asking.time_zone END
        ) AS context
    FROM {_SAID} JOIN {_TOLD} USING (saying)
    JOIN requests_app_request r ON r.id = said.request
    JOIN contacts_authority asking ON asking.id = r.requesting_authority_id
    JOIN contacts_authority asked ON asked.id = r.requested_authority_id
    WHERE told.by_mail
"""
_EVENTS = f"""
    SELECT 'request:' || said.request AS chain, step.data
    FROM {_SAID} JOIN {_STEPS} USING (saying)
"""
_DEADLINES = f"""
    UPDATE requests_app_deadline d SET next_step = step.number + 1, next_step_at = said.next_at, told_at = %(now)s
    FROM {_SAID} JOIN {_STEPS} USING (saying)
    WHERE d.id = said.deadline
"""


class Said(NamedTuple):
    """Of this deadline this is said now; the next rung comes at `next_at`."""

    due: Due
    saying: Saying
    next_at: datetime


def said_write(said: Sequence[Said], *, now: datetime) -> None:
    """Reminders, next instants, mails and events, in the transaction of the sweep; what was said already stays."""
    if not said:
        return
    # In the order of their keys, which is about that of their rows: pages and indexes are gone through once.
    said = sorted(said, key=lambda one: one.due.key)
    sayings = list({id(one.saying): one.saying for one in said}.values())
    number_of = {id(saying): number for number, saying in enumerate(sayings, 1)}
    given: dict[str, Any] = {
        "now": now,
        "keys": _array(one.due.key for one in said),
        "requests": _array(one.due.parties.pk for one in said),
        "due": _array(one.due.due_at.isoformat() for one in said),
        "rounds": _array(str(one.due.round) for one in said),
        "sayings": _array(str(number_of[id(one.saying)]) for one in said),
        "next": _array(one.next_at.isoformat() for one in said),
        "steps": [saying.number for saying in sayings],
        "data": [event_data(data_of(saying)) for saying in sayings],
        **_told(sayings, now),
    }
    with connection.cursor() as cursor:
        cursor.execute(_REMINDERS, {**given, **uuid7_run()})
        cursor.execute(_DEADLINES, given)
    messages_queue_from(_MAILS, given, template=TEMPLATE, now=now)
    events_record_from(_EVENTS, given, verb=Verb.REMINDER_SENT, at=now)


def _told(sayings: Sequence[Saying], now: datetime) -> dict[str, list[Any]]:
    """Each column of `told`."""
    rows = [(number, one) for number, saying in enumerate(sayings, 1) for one in tellings_of(saying, now)]
    people = [one.recipient for _number, one in rows]
    columns: dict[str, list[Any]] = {
        field.name: [getattr(one, field.name) for _number, one in rows] for field in fields(Telling)
    }
    del columns["recipient"]
    return {
        "told": [number for number, _one in rows],
        "address": [one.address for one in people],
        "name": [one.name for one in people],
        "language": [one.language for one in people],
        "time_zone": [one.time_zone for one in people],
        **columns,
    }


def _array(values: Iterable[str]) -> str:
    """As one text, which costs a fraction of a list of thousands; for keys, numbers and instants: nothing to quote."""
    return "{" + ",".join(values) + "}"
