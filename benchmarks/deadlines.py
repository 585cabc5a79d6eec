"""What the sweep of deadlines costs, each reading beside what it is compared with, in one run, as ratios.

    .venv/bin/python -m benchmarks.deadlines sweep [--open 1000000] [--due 10000]
    .venv/bin/python -m benchmarks.deadlines helpdesk [--open 100000] [--due 6863]

`sweep`: the sweep beside bare SQL that claims the same deadlines and inserts the same rows (reminders, mails, events),
and the sweep with few deadlines open beside that with many, at the same number due. `helpdesk`: the same work as
django-helpdesk's `escalate_tickets`, which is installed from the registry into an environment of its own under a
temporary directory; both render their mails to memory, and both are run four at once to count what was said twice.
Takes databases of its own from the services of the tests.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tests import services

services.use()

import django

django.setup()

from django.core.management import call_command
from django.db import connection, connections, transaction
from django.utils import timezone

from benchmarks import beside_helpdesk, crowd
from mla_portal.outbox.models import Message
from mla_portal.outbox.rendering import compose
from requests_app.models import Deadline, Reminder
from requests_app.services.reminders import BATCH, reminders_sweep

ROUNDS = 3
WRITTEN = ("requests_app_deadline", "requests_app_reminder", "outbox_message", "audit_event", "audit_chainhead")
AT_ONCE = 4
# What a person would write by hand who wants the same rows: one statement, no rules, no words.
BARE = """
    WITH due AS (
        SELECT d.id, d.kind, d.round, d.starts_at, d.due_at, d.request_id
        FROM requests_app_deadline d
        WHERE d.closed_at IS NULL AND d.next_step_at <= %(now)s
        ORDER BY d.next_step_at, d.id LIMIT %(limit)s
        FOR UPDATE SKIP LOCKED
    ), told AS (
        SELECT due.*, r.reference, r.urgency, r.kind AS request_kind, asking.name AS from_name, asked.name AS to_name,
            asking.time_zone AS other_zone, desk.email, desk.name AS desk, desk.language, asked.time_zone
        FROM due
        JOIN requests_app_request r ON r.id = due.request_id
        JOIN contacts_authority asking ON asking.id = r.requesting_authority_id
        JOIN contacts_authority asked ON asked.id = r.requested_authority_id
        JOIN LATERAL (
            SELECT email, name, language FROM contacts_contactpoint
            WHERE authority_id = asked.id AND email <> '' ORDER BY "order" LIMIT 1
        ) desk ON true
    ), reminders AS (
        INSERT INTO requests_app_reminder
            (id, deadline_id, round, step, audience, recipient, recipient_name, created_at)
        SELECT uuidv7(), id, round, 0, 'contact', email, desk, %(now)s FROM told
        ON CONFLICT DO NOTHING
    ), mails AS (
        INSERT INTO outbox_message
            (id, key, template, to_address, to_name, language, time_zone, context, topic, status, attempts, created_at,
             next_attempt_at, last_error)
        SELECT uuidv7(), 'reminder:' || id || ':' || round || ':0:' || email, 'reminder', email, desk, language,
            time_zone, jsonb_build_object('reference', reference, 'kind', request_kind, 'urgency', urgency,
                'from_authority', from_name, 'to_authority', to_name, 'path', '/requests/' || request_id || '/',
                'deadline', kind, 'owed_by', 'requested', 'audience', 'contact', 'wording', '',
                'due_at', due_at, 'other_zone', other_zone, 'next_at', due_at, 'overdue', false),
            'deadline:' || id, 'queued', 0, %(now)s, %(now)s, ''
        FROM told ON CONFLICT DO NOTHING
    ), events AS (
        INSERT INTO audit_event (chain, at, actor_name, verb, data)
        SELECT 'request:' || request_id, %(now)s, '', 'reminder.sent',
            '{"kind":"' || kind || '","step":0,"told":1}' FROM told ORDER BY 1
    )
    UPDATE requests_app_deadline d SET next_step = 1, next_step_at = d.due_at + interval '1 day', told_at = %(now)s
    FROM due WHERE d.id = due.id
"""


@dataclass(frozen=True, kw_only=True)
class Cost:
    wall: float
    busy: float

    def __str__(self) -> str:
        return f"{self.busy:.2f} ({self.wall:.2f})"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = options.add_subparsers(dest="command", required=True)
    for name, open_, due in (("sweep", 1_000_000, 10_000), ("helpdesk", 100_000, 6_863)):
        command = commands.add_parser(name)
        command.add_argument("--open", type=int, default=open_)
        command.add_argument("--due", type=int, default=due)
    given = options.parse_args()
    with _own_database():
        call_command("load_demo", "--empty", verbosity=0)
        (_compare_sweep if given.command == "sweep" else _compare_helpdesk)(given.open, given.due)


def _compare_sweep(open_: int, due: int) -> None:
    crowd.fill(1, due)
    few, _bare = _both(due)
    crowd.fill(due + 1, open_)
    many, bare = _both(due)
    print(f"{due:,} due, median of {ROUNDS}; seconds of processors (seconds on the wall)")
    print(f"{due:>11,} open: sweep {few}")
    print(f"{open_:>11,} open: sweep {many}, bare SQL {bare}")
    print(f"sweep to bare SQL: {many.busy / bare.busy:.2f} ({many.wall / bare.wall:.2f}), at most 1.5")
    print(f"many open to few:  {many.busy / few.busy:.2f} ({many.wall / few.wall:.2f}), less than 1.5")


def _both(due: int) -> tuple[Cost, Cost]:
    """The sweep and the bare SQL by turns, so that a machine that is busy is so for both."""
    _sweep_all(_make_due(due))
    rounds = [(_sweep_all(_make_due(due)), _bare_all(_make_due(due))) for _round in range(ROUNDS)]
    return _median([swept for swept, _bare in rounds]), _median([bare for _swept, bare in rounds])


def _median(costs: list[Cost]) -> Cost:
    return Cost(wall=statistics.median(one.wall for one in costs), busy=statistics.median(one.busy for one in costs))


def _sweep_all(now: datetime) -> Cost:
    with _costing() as cost:
        while reminders_sweep(now=now):
            pass
    return cost()


def _bare_all(now: datetime) -> Cost:
    with _costing() as cost, connection.cursor() as cursor:
        while True:
            with transaction.atomic():
                cursor.execute(BARE, {"now": now, "limit": BATCH})
                if cursor.rowcount == 0:
                    break
    return cost()


@contextmanager
def _costing() -> Iterator[Callable[[], Cost]]:
    """Time by the clock on the wall, and of processors: of this process and of the one that serves it in the database.
    On a machine that does other things too the first says little.
    """
    started, busy = time.perf_counter(), _busy()
    found: list[Cost] = []
    yield lambda: found[0]
    found.append(Cost(wall=time.perf_counter() - started, busy=_busy() - busy))


def _busy() -> float:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [pid] = cursor.fetchone() or [0]
    on_processor = int(Path(f"/proc/{pid}/schedstat").read_text().split()[0])
    return time.process_time() + on_processor / 1e9


def _make_due(number: int) -> datetime:
    """The same deadlines are due again, in a new round, in which nothing was said yet. Returns their instant."""
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(
            # Each at an instant of its own within the last hour.
            "UPDATE requests_app_deadline d SET next_step = 0, next_step_at = at, round = round + 1, told_at = NULL,"
            " starts_at = at - interval '12 hours', due_at = at + interval '12 hours'"
            " FROM (SELECT id, %s - random() * interval '1 hour' AS at FROM requests_app_deadline"
            " WHERE id < lpad(to_hex(%s), 32, '0')::uuid) moment WHERE moment.id = d.id",
            [now, number],
        )
        cursor.execute(f"VACUUM ANALYZE {', '.join(WRITTEN)}")
    return now


def _compare_helpdesk(open_: int, due: int) -> None:
    crowd.fill(1, open_)
    # Before and after the other, so that a machine that is busy is so for both.
    before = [_say_and_render(due) for _round in range(2)]
    theirs = beside_helpdesk.measure(open_, due)
    ours = _median([*before, _say_and_render(due)])
    twice = _four_at_once(_make_due(due), due)
    print(f"{due:,} due of {open_:,}, {theirs.mails:,} mails rendered to memory by each, one worker each")
    print("seconds of processors (seconds on the wall)")
    print(f"portal:          {ours}; {AT_ONCE} at once said {twice:,} twice")
    print(f"django-helpdesk: {theirs.busy:.2f} ({theirs.seconds:.2f}); {AT_ONCE} at once said {theirs.twice:,} twice")
    print(f"ratio: {theirs.busy / ours.busy:.1f} ({theirs.seconds / ours.wall:.1f}), at least 20")


def _say_and_render(due: int) -> Cost:
    now = _make_due(due)
    with _costing() as cost:
        while reminders_sweep(now=now):
            pass
        mails = [compose(message).as_bytes() for message in Message.objects.filter(created_at=now).iterator()]
    if len(mails) != due:
        raise RuntimeError(f"{len(mails)} mails were rendered instead of {due}")
    return cost()


def _four_at_once(now: datetime, due: int) -> int:
    """How many reminders too many four sweeps said that ran beside each other."""
    before = Reminder.objects.count()
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    workers = [fork.Process(target=_worker, args=(now,)) for _number in range(AT_ONCE)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    left = Deadline.objects.filter(closed_at__isnull=True, next_step_at__lte=now).count()
    if left or any(worker.exitcode for worker in workers):
        raise RuntimeError(f"{left} were left, the workers ended with {[worker.exitcode for worker in workers]}")
    return Reminder.objects.count() - before - due


def _worker(now: datetime) -> None:
    while reminders_sweep(now=now):
        pass


@contextmanager
def _own_database() -> Iterator[None]:
    """Made and dropped by the same means as that of the tests."""
    name = str(connection.settings_dict["NAME"])
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    main()
