"""What presses where one supervises: deadlines by kind and by desk, what lapses, and mails that reached nobody.

Counted through the access rule, so a sealed case is counted only for those who are named on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q

from mla_portal.accounts.models import User
from mla_portal.outbox.models import Message, Status
from requests_app.models import Deadline
from requests_app.selectors.deadlines import lapsing, open_deadlines, where_supervised
from requests_app.selectors.lists import supervised
from requests_app.states import Side

LINES = 10
FAILED_LOOKED_AT = 500
WEEK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Pressure:
    """`kinds`: how much of each is open, overdue, due within a week. `desks`: of each own authority what it owes."""

    lapsing: list[Deadline]
    kinds: list[dict[str, Any]]
    desks: list[dict[str, Any]]
    silenced: list[Deadline]
    undelivered: int


def pressure_on(user: User, *, now: datetime) -> Pressure:
    found = where_supervised(open_deadlines(user), user)
    # Only counted: nothing of the rows is read.
    counted = found.order_by().select_related(None).defer(None)
    late, soon = Q(due_at__lt=now), Q(due_at__gte=now, due_at__lt=now + WEEK)
    figures = {"open": Count("pk"), "overdue": Count("pk", filter=late), "week": Count("pk", filter=soon)}
    kinds = counted.values("kind").annotate(**figures).order_by("-overdue", "-open")
    return Pressure(
        lapsing=list(lapsing(found, now=now).order_by("due_at", "pk")[:LINES]),
        kinds=list(kinds),
        desks=_desks(user, counted, figures),
        silenced=list(found.filter(silenced_at__isnull=False).select_related("silenced_by").order_by("due_at")[:LINES]),
        undelivered=_undelivered(found),
    )


def _desks(user: User, counted: Any, figures: dict[str, Count]) -> list[dict[str, Any]]:
    """What each authority that one supervises has to do itself, the busiest first."""
    own = supervised(user)
    rows: list[dict[str, Any]] = []
    for side in Side:
        path = f"request__{side}_authority"
        owed = counted.filter(owed_by=side, **{f"{path}__in": own})
        rows += owed.values(name=F(f"{path}__name"), side=F("owed_by")).annotate(**figures)
    return sorted(rows, key=lambda row: (-row["overdue"], -row["open"], row["name"]))


def _undelivered(found: Any) -> int:
    """Reminders of these deadlines that reached nobody: a person has to look. Few fail: they are read first."""
    failed = Message.objects.filter(status=Status.FAILED, template="reminder").order_by("-failed_at")
    keys = {topic.partition(":")[2] for topic in failed.values_list("topic", flat=True)[:FAILED_LOOKED_AT]}
    return int(found.filter(pk__in=keys).count()) if keys else 0
