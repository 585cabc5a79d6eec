"""Many rows at once, as the services would have left them, for tests of lists."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from requests_app.models import Case, Deadline, DeadlineKind, EscalationPolicy, Request
from tests.world import World


def sent_rows(world: World, number: int, *, due_in: timedelta = timedelta(hours=20), **more: Any) -> list[Request]:
    """`number` requests sent an hour ago, each due a minute after the one before."""
    now = timezone.now()
    rows = requests(world, number, status="sent", sent_at=now - timedelta(hours=1), **more)
    policy = EscalationPolicy.objects.get(authority=None, deadline_kind=DeadlineKind.ACKNOWLEDGEMENT, urgency="normal")
    Deadline.objects.bulk_create(
        Deadline(
            request=row,
            kind=DeadlineKind.ACKNOWLEDGEMENT,
            rule="29(3)",
            policy=policy,
            starts_at=now + due_in - timedelta(days=1),
            due_at=now + due_in + timedelta(minutes=index),
        )
        for index, row in enumerate(rows)
    )
    return rows


def acknowledged_rows(world: World, took: list[timedelta], *, sent_at: datetime, **more: Any) -> list[Request]:
    """Requests sent at one instant, each due after a day and acknowledged after its own time."""
    rows = requests(world, len(took), status="acknowledged", sent_at=sent_at, **more)
    policy = EscalationPolicy.objects.get(authority=None, deadline_kind=DeadlineKind.ACKNOWLEDGEMENT, urgency="normal")
    for row, length in zip(rows, took, strict=True):
        row.acknowledged_at = sent_at + length
    Request.objects.bulk_update(rows, ["acknowledged_at"])
    Deadline.objects.bulk_create(
        Deadline(
            request=row,
            kind=DeadlineKind.ACKNOWLEDGEMENT,
            rule="29(3)",
            policy=policy,
            starts_at=sent_at,
            due_at=sent_at + timedelta(days=1),
            closed_at=row.acknowledged_at,
            closed_reason="acknowledged",
        )
        for row in rows
    )
    return rows


def requests(world: World, number: int, **more: Any) -> list[Request]:
    case = more.pop("case", None) or Case.objects.first() or world.case()
    begun = Request.objects.count()
    now = timezone.now()
    given: dict[str, Any] = {
        "kind": "preservation",
        "requesting_authority": case.authority,
        "requested_authority": world.asked,
        "author": world.officer,
        "requesting_person": more.get("author", world.officer),
        "created_at": now,
        "updated_at": now,
        **more,
    }
    return Request.objects.bulk_create(
        Request(reference=f"GE-2026-9{begun + index:04d}", case=case, client_token=f"row {begun + index}", **given)
        for index in range(number)
    )


def cost(client: Client, address: str) -> int:
    """How many queries the page takes, once the session has noted that its person is there."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)
