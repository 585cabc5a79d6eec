"""Many deadlines at once, made by the database after a pattern, and what was said of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import django

django.setup()

from django.db import connection
from django.utils import timezone

from contacts.models import Authority
from mla_portal.accounts.models import User
from requests_app.models import Case, Deadline, EscalationPolicy, Request

# Each is the pattern, under its own key and between its own two authorities.
COPIES = {
    "id": "lpad(to_hex(n), 32, '0')::uuid",
    "reference": "'REF-' || n",
    "case_id": "lpad(to_hex(n - n %% 10), 32, '0')::uuid",
    "requesting_authority_id": "a.ids[1 + (n - n %% 10) %% array_length(a.ids, 1)]",
    "requested_authority_id": "a.ids[1 + (n - n %% 10 + 1 + n %% 7) %% array_length(a.ids, 1)]",
    "client_token": "n::text",
}
CASES = """
    INSERT INTO requests_app_case
        (id, authority_id, reference, title, facts, sealed, created_by_id, created_at, updated_at)
    SELECT lpad(to_hex(n), 32, '0')::uuid, a.ids[1 + n %% array_length(a.ids, 1)], 'case ' || n, 'Case ' || n, 'Facts',
        %(sealed)s AND n %% 50 = 0, %(user)s, now(), now()
    FROM generate_series(%(first)s, %(last)s) n,
        (SELECT array_agg(id ORDER BY id) ids FROM contacts_authority WHERE member) a
    WHERE n %% 10 = 0
"""
DEADLINES = """
    INSERT INTO requests_app_deadline
        (id, request_id, kind, owed_by, rule, policy_id, starts_at, due_at, zone, explanation, next_step, next_step_at,
         round, silenced_reason, closed_reason)
    SELECT r.id, r.id, 'acknowledgement', 'requested', '29(3)', %(policy)s, r.sent_at, r.sent_at + interval '24 hours',
        'UTC', '[]', 0, now() + interval '1 day' + random() * interval '30 days', 0, '', ''
    FROM requests_app_request r
    WHERE r.reference <> 'PATTERN' AND NOT EXISTS (SELECT FROM requests_app_deadline d WHERE d.request_id = r.id)
"""
# Half of the time is over at a moment of the next `seconds`: one rung of each, and no other, is due in them.
SPREAD = """
    UPDATE requests_app_deadline d
    SET next_step_at = at, starts_at = at - interval '12 hours', due_at = at + interval '12 hours'
    FROM (SELECT id, now() + random() * %s * interval '1 second' AS at FROM requests_app_deadline) moment
    WHERE moment.id = d.id
"""


@dataclass(frozen=True, kw_only=True)
class Said:
    """`deadlines` of which something was said; reminders `twice`; what is there without its mail or its event."""

    deadlines: int
    twice: int
    apart: int


def fill(first: int, last: int) -> None:
    """Open deadlines of acknowledgements, one for each number from 1 on, none of them due; their keys are one less."""
    user = User.objects.get(username="officer.ge")
    policy = EscalationPolicy.objects.get(authority=None, deadline_kind="acknowledgement", urgency="normal")
    given: dict[str, Any] = {
        "first": first - 1,
        "last": last - 1,
        "user": user.pk,
        "policy": policy.pk,
        "sealed": False,
    }
    with connection.cursor() as cursor:
        cursor.execute(CASES, given)
        cursor.execute(copies(user), given)
        cursor.execute(DEADLINES, given)
        cursor.execute("ANALYZE")


def spread(number: int, *, seconds: int) -> None:
    fill(1, number)
    with connection.cursor() as cursor:
        cursor.execute(SPREAD, [seconds])
    connection.close()


def left() -> int:
    """How many are due and were not said yet; -1 while the database does not answer."""
    try:
        return Deadline.objects.filter(next_step=0).count()
    except django.db.OperationalError:
        return -1
    finally:
        connection.close()


def said() -> Said:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(DISTINCT deadline_id), count(*) - count(DISTINCT (deadline_id, round, step, recipient)),"
            " count(*) - count(DISTINCT deadline_id) FROM requests_app_reminder"
        )
        deadlines, same, more = cursor.fetchone() or (0, 0, 0)
        cursor.execute(
            "SELECT abs((SELECT count(*) FROM requests_app_reminder) - (SELECT count(*) FROM outbox_message WHERE"
            " template = 'reminder')) + abs((SELECT count(*) FROM requests_app_reminder) - (SELECT count(*) FROM"
            " audit_event WHERE verb = 'reminder.sent'))"
        )
        [apart] = cursor.fetchone() or [0]
    return Said(deadlines=deadlines, twice=same + more, apart=apart)


def copies(user: User, **differing: str) -> str:
    """The statement that makes requests, after a pattern: whatever columns a request has by now, they are filled.

    `differing` are expressions for columns in which a copy is another than the pattern, with `n` as its number.
    """
    pattern = Request.objects.filter(reference="PATTERN").first() or _pattern(user)
    names = [field.column for field in Request._meta.concrete_fields]
    different = {**COPIES, **differing}
    values = ", ".join(different.get(name, f'p."{name}"') for name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    return f"""
        INSERT INTO requests_app_request ({columns})
        SELECT {values} FROM requests_app_request p, generate_series(%(first)s, %(last)s) n,
            (SELECT array_agg(id ORDER BY id) ids FROM contacts_authority WHERE member) a
        WHERE p.id = '{pattern.pk}'
    """


def _pattern(user: User) -> Request:
    one, two = Authority.objects.filter(member=True).order_by("pk")[:2]
    now = timezone.now()
    [made] = Request.objects.bulk_create(
        [
            Request(
                reference="PATTERN",
                case=Case.objects.order_by("pk").first(),
                kind="preservation",
                requesting_authority=one,
                requested_authority=two,
                status="sent",
                author=user,
                requesting_person=user,
                client_token="pattern",  # noqa: S106 - no secret
                sent_at=now,
                created_at=now,
                updated_at=now,
            )
        ]
    )
    return made
