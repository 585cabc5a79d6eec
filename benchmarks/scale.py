"""How the pages and the sweep behave when the portal is full: each reading at two sizes, side by side, as a ratio.

    .venv/bin/python -m benchmarks.scale [--small 10000] [--large 1000000]

Takes a database of its own from the services of the tests. The requests are spread over the authorities of the
demonstration and over ten years; one in a hundred waits for its acknowledgement, two in three are somebody's.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from tests import services

services.use()

import django

django.setup()

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from benchmarks import crowd
from contacts.models import Authority
from contacts.roles import Role
from contacts.services.memberships import membership_grant
from mla_portal.accounts.models import User
from mla_portal.paging import page
from requests_app.models import EscalationPolicy, Request
from requests_app.selectors import dashboard, home, lists
from requests_app.selectors import deadlines as deadline_lists
from requests_app.selectors.lists import Whose, supervised
from requests_app.selectors.orphans import orphans
from requests_app.services.leaving import authority_leave
from requests_app.services.reminders import reminders_sweep

TIMES = 5
# Spread over ten years; one in a hundred waits for its acknowledgement, two in three are in somebody's hands.
AGED = {
    "status": "CASE WHEN n %% 100 = 1 THEN 'sent' ELSE 'acknowledged' END",
    "sent_at": "now() - (%(last)s - n) * interval '5 minutes' - interval '1 hour'",
    "acknowledged_at": "CASE WHEN n %% 100 <> 1 THEN now() - (%(last)s - n) * interval '5 minutes' END",
    "requesting_person_id": "CASE WHEN n %% 1000 = 5 THEN %(gone)s WHEN n %% 3 > 0 THEN %(user)s END",
    "requested_person_id": "CASE WHEN n %% 3 > 0 THEN %(contact)s END",
}
DEADLINES = """
    INSERT INTO requests_app_deadline
        (id, request_id, kind, owed_by, rule, policy_id, starts_at, due_at, zone, explanation, next_step, next_step_at,
         round, silenced_reason, closed_at, closed_reason)
    SELECT r.id, r.id, 'acknowledgement', 'requested', '29(3)', %(policy)s, r.sent_at, r.sent_at + interval '24 hours',
        'UTC', '[]', 2, CASE WHEN r.status = 'sent' THEN now() + interval '1 day' END, 0, '', r.acknowledged_at,
        CASE WHEN r.status = 'sent' THEN '' ELSE 'acknowledged' END
    FROM requests_app_request r
    WHERE r.reference <> 'PATTERN' AND NOT EXISTS (SELECT FROM requests_app_deadline d WHERE d.request_id = r.id)
"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--small", type=int, default=10_000)
    options.add_argument("--large", type=int, default=1_000_000)
    sizes = options.parse_args()
    with _own_database():
        call_command("load_demo", "--empty", verbosity=0)
        _let_somebody_go()
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


def _let_somebody_go() -> None:
    gone, supervisor = User.objects.create(username="gone"), User.objects.get(username="supervisor.ge")
    authority = supervised(supervisor).order_by("pk")[0]
    membership_grant(actor=None, user=gone, authority=authority, role=Role.OFFICER)
    authority_leave(actor=supervisor, user=gone, authority=authority)


def _fill(first: int, last: int) -> None:
    user = User.objects.get(username="officer.ge")
    given: dict[str, Any] = {
        "first": first,
        "last": last,
        "user": user.pk,
        "gone": User.objects.get(username="gone").pk,
        "contact": User.objects.get(username="contact.ge").pk,
        "policy": EscalationPolicy.objects.get(authority=None, deadline_kind="acknowledgement", urgency="normal").pk,
        "sealed": True,
    }
    with connection.cursor() as cursor:
        cursor.execute(crowd.CASES, given)
        cursor.execute(crowd.copies(user, **AGED), given)
        cursor.execute(DEADLINES, given)
        cursor.execute("ANALYZE")


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
        "requests, mine": lambda: page(
            lists.own_requests(officer, lists.Wanted(whose=Whose.MINE), now=now), order="-id"
        ),
        "requests, nobody's": lambda: page(
            lists.own_requests(officer, lists.Wanted(whose=Whose.NOBODYS), now=now), order="-id"
        ),
        "inbox, nobody's": lambda: page(
            lists.acknowledged(lists.received_requests(contact, lists.Wanted(whose=Whose.NOBODYS), now=now)),
            order="-sent_at",
        ),
        "left by who has gone": lambda: page(orphans(supervisor)),
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
