"""How the pages and the sweep behave when the portal is full: each reading at two sizes, side by side, as a ratio.

    .venv/bin/python -m benchmarks.scale [--small 10000] [--large 1000000]

Takes a database of its own from the services of the tests. The requests are spread over the authorities of the
demonstration and over ten years; one in a hundred waits for its acknowledgement.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from tests import services

services.use()

import django

django.setup()

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from contacts.models import Authority
from mla_portal.accounts.models import User
from mla_portal.paging import page
from requests_app.models import Request
from requests_app.selectors import dashboard, home, lists
from requests_app.selectors import deadlines as deadline_lists
from requests_app.services.reminders import reminders_sweep

TIMES = 5
FILL = (
    """
    INSERT INTO requests_app_case
        (id, authority_id, reference, title, facts, sealed, created_by_id, created_at, updated_at)
    SELECT lpad(to_hex(n), 32, '0')::uuid, a.ids[1 + n %% array_length(a.ids, 1)], 'case ' || n, 'Case ' || n, 'Facts',
        n %% 50 = 0, %(user)s, now(), now()
    FROM generate_series(%(first)s, %(last)s) n, (SELECT array_agg(id ORDER BY id) ids FROM contacts_authority) a
    WHERE n %% 10 = 0
    """,
    """
    INSERT INTO requests_app_request
        (id, reference, case_id, kind, requesting_authority_id, requested_authority_id, urgency, status, outcome,
         content, schema_version, author_id, client_token, submitted_digest, reason, sent_at, acknowledged_at,
         created_at, updated_at)
    SELECT lpad(to_hex(n), 32, '0')::uuid, 'REF-' || n, lpad(to_hex(n - n %% 10), 32, '0')::uuid, 'preservation',
        a.ids[1 + (n - n %% 10) %% array_length(a.ids, 1)],
        a.ids[1 + (n - n %% 10 + 1 + n %% 7) %% array_length(a.ids, 1)],
        'normal', CASE WHEN n %% 100 = 1 THEN 'sent' ELSE 'acknowledged' END, '', '{}', 1, %(user)s, n::text, '', '',
        now() - (%(last)s - n) * interval '5 minutes' - interval '1 hour',
        CASE WHEN n %% 100 = 1 THEN NULL ELSE now() - (%(last)s - n) * interval '5 minutes' END, now(), now()
    FROM generate_series(%(first)s, %(last)s) n, (SELECT array_agg(id ORDER BY id) ids FROM contacts_authority) a
    WHERE n >= 10
    """,
    """
    INSERT INTO requests_app_deadline
        (id, request_id, kind, rule, policy_id, starts_at, due_at, next_step, next_step_at, closed_at, closed_reason)
    SELECT r.id, r.id, 'acknowledgement', '29(3)', p.id, r.sent_at, r.sent_at + interval '24 hours', 2,
        CASE WHEN r.status = 'sent' THEN now() + interval '1 day' END, r.acknowledged_at,
        CASE WHEN r.status = 'sent' THEN '' ELSE 'acknowledged' END
    FROM requests_app_request r, requests_app_escalationpolicy p
    WHERE p.authority_id IS NULL AND p.urgency = 'normal'
        AND NOT EXISTS (SELECT FROM requests_app_deadline d WHERE d.request_id = r.id)
    """,
    "ANALYZE",
)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--small", type=int, default=10_000)
    options.add_argument("--large", type=int, default=1_000_000)
    sizes = options.parse_args()
    with _own_database():
        call_command("load_demo", "--empty", verbosity=0)
        found = []
        first = 0
        for size in (sizes.small, sizes.large):
            _fill(first, size)
            first = size + 1
            found.append({name: _measure(read) for name, read in _readings().items()})
        _print(sizes.small, sizes.large, *found)


@contextmanager
def _own_database() -> Iterator[None]:
    """Made and dropped by the same means as that of the tests."""
    name = str(connection.settings_dict["NAME"])
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def _fill(first: int, last: int) -> None:
    user = User.objects.get(username="officer.ge")
    with connection.cursor() as cursor:
        for statement in FILL:
            cursor.execute(statement, {"first": first, "last": last, "user": user.pk} if "%(" in statement else None)


def _readings() -> dict[str, Callable[[], object]]:
    officer = User.objects.get(username="officer.ge")
    supervisor = User.objects.get(username="supervisor.ge")
    contact = User.objects.get(username="contact.ge")
    now = timezone.now()
    everything = lists.Wanted()
    return {
        "requests, first page": lambda: page(lists.own_requests(officer, everything, now=now), order="-id"),
        "requests, by reference": lambda: page(
            lists.own_requests(officer, lists.Wanted(q="REF-99"), now=now), order="-id"
        ),
        "requests, overdue": lambda: page(
            lists.own_requests(officer, lists.Wanted(overdue=True), now=now), order="-id"
        ),
        "inbox, to acknowledge": lambda: page(
            lists.unacknowledged(lists.received_requests(contact, everything, now=now), now=now), order="due_first"
        ),
        "inbox, acknowledged": lambda: page(
            lists.acknowledged(lists.received_requests(contact, everything, now=now)), order="-sent_at"
        ),
        "inbox, badge": lambda: lists.count_unacknowledged(contact),
        "home of an officer": lambda: home.work_of(officer, now=now),
        "dashboard": lambda: dashboard.standing(supervisor, now=now),
        "deadlines, overdue": lambda: page(
            deadline_lists.overdue(deadline_lists.open_deadlines(supervisor), now=now), order="due_at"
        ),
        "sweep of 100 due": lambda: _sweep(now),
    }


def _sweep(now: datetime) -> None:
    """A hundred deadlines are due, however many are open; undone after."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE requests_app_deadline SET next_step_at = %s WHERE id IN ("
                "SELECT id FROM requests_app_deadline WHERE closed_at IS NULL ORDER BY due_at LIMIT 100)",
                [now],
            )
        reminders_sweep(now=now)
        transaction.set_rollback(True)


def _measure(read: Callable[[], object]) -> float:
    read()
    took = []
    for _time in range(TIMES):
        started = time.perf_counter()
        read()
        took.append(time.perf_counter() - started)
    return statistics.median(took)


def _print(small: int, large: int, few: dict[str, float], many: dict[str, float]) -> None:
    print(f"{'median of ' + str(TIMES):28}{small:>14,}{large:>14,}{'ratio':>8}")
    for name, seconds in few.items():
        print(f"{name:28}{seconds * 1000:>11.1f} ms{many[name] * 1000:>11.1f} ms{many[name] / seconds:>8.1f}")
    print(f"{Request.objects.count():,} requests, {Authority.objects.count()} authorities")


if __name__ == "__main__":
    main()
