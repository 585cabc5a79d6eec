"""What a supervisor sees: how much waits where, and how long acknowledgements take. Counted by the database.

Every figure is counted through the access rule, so a sealed case is counted only for those who are named on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F, FilteredRelation, Q, QuerySet
from django.db.models.functions import TruncMonth

from mla_portal.accounts.models import User
from requests_app.access import cases_visible_to, own_rule, received_rule
from requests_app.models import DeadlineKind, Request
from requests_app.selectors.deadlines import NEXT
from requests_app.selectors.lists import overdue, supervised, with_clock
from requests_app.states import Side, Status

OPEN = (Status.DRAFT, Status.IN_REVIEW, Status.APPROVED, Status.SENT)
COUNTERPARTS_SHOWN = 12


class PercentileCont(Aggregate):
    """percentile_cont of PostgreSQL: the length below which this share of all lies; None of nothing."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"

    def __init__(self, expression: Any, *, share: float, **extra: Any) -> None:
        super().__init__(expression, share=float(share), **extra)


TOOK = ExpressionWrapper(F("acknowledged_at") - F("sent_at"), output_field=DurationField())
MEDIAN = PercentileCont(TOOK, share=0.5, filter=Q(acknowledged_at__isnull=False), output_field=DurationField())
NINETIETH = PercentileCont(TOOK, share=0.9, filter=Q(acknowledged_at__isnull=False), output_field=DurationField())


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How many requests stand where now; `received_...` of those that came in."""

    drafts: int
    in_review: int
    approved: int
    waiting: int
    overdue: int
    due_next: int
    received_waiting: int
    received_overdue: int
    received_due_next: int
    cases: int


@dataclass(frozen=True, kw_only=True)
class Speed:
    """How long acknowledgements took, of the requests sent in a period. `late` counts also those still owed."""

    sent: int
    acknowledged: int
    in_time: int
    late: int
    median: timedelta | None
    ninetieth: timedelta | None

    @property
    def share_in_time(self) -> int | None:
        """Per cent of those whose time is over or that were acknowledged before; None where there are none."""
        decided = self.in_time + self.late
        return round(100 * self.in_time / decided) if decided else None


@dataclass(frozen=True, kw_only=True)
class Load:
    """What lies with one officer."""

    name: str
    drafts: int
    in_review: int
    approved: int
    waiting: int
    overdue: int


def standing(user: User, *, now: datetime) -> Standing:
    own = with_clock(_requests(user, Side.REQUESTING).filter(status__in=OPEN)).aggregate(
        drafts=Count("pk", filter=Q(status=Status.DRAFT)),
        in_review=Count("pk", filter=Q(status=Status.IN_REVIEW)),
        approved=Count("pk", filter=Q(status=Status.APPROVED)),
        waiting=Count("pk", filter=Q(status=Status.SENT)),
        overdue=Count("pk", filter=overdue(now)),
        due_next=Count("pk", filter=_next(now)),
    )
    received = with_clock(_requests(user, Side.REQUESTED).filter(status=Status.SENT)).aggregate(
        received_waiting=Count("pk"),
        received_overdue=Count("pk", filter=overdue(now)),
        received_due_next=Count("pk", filter=_next(now)),
    )
    cases = cases_visible_to(user).filter(authority__in=supervised(user)).count()
    return Standing(**own, **received, cases=cases)


def speed(user: User, side: Side, *, since: datetime, now: datetime) -> Speed:
    late = Q(clock__due_at__lt=F("acknowledged_at")) | Q(status=Status.SENT, clock__due_at__lt=now)
    found = _sent_since(user, side, since).aggregate(
        sent=Count("pk"),
        acknowledged=Count("pk", filter=Q(acknowledged_at__isnull=False)),
        in_time=Count("pk", filter=Q(clock__due_at__gte=F("acknowledged_at"))),
        late=Count("pk", filter=late),
        median=MEDIAN,
        ninetieth=NINETIETH,
    )
    return Speed(**found)


def speed_by_counterpart(user: User, side: Side, *, since: datetime) -> list[dict[str, Any]]:
    """`name`, `code`, `median`, `number` of those who acknowledged anything, slowest first."""
    other = "requested_authority" if side is Side.REQUESTING else "requesting_authority"
    rows = _sent_since(user, side, since).filter(acknowledged_at__isnull=False)
    grouped = rows.values(name=F(f"{other}__name"), code=F(f"{other}__code"))
    return list(grouped.annotate(median=MEDIAN, number=Count("pk")).order_by("-median", "code")[:COUNTERPARTS_SHOWN])


def speed_by_month(user: User, side: Side, *, since: datetime) -> list[dict[str, Any]]:
    """`month` (its first instant in the reader's zone), `median`, `number`, oldest first."""
    rows = _sent_since(user, side, since).filter(acknowledged_at__isnull=False)
    grouped = rows.annotate(month=TruncMonth("sent_at")).values("month").annotate(median=MEDIAN, number=Count("pk"))
    return list(grouped.order_by("month"))


def workload(user: User, *, now: datetime) -> list[Load]:
    """Of each officer with anything open, the busiest first."""
    rows = with_clock(_requests(user, Side.REQUESTING).filter(status__in=OPEN))
    counted = rows.values("author_id", name=F("author__name")).annotate(
        drafts=Count("pk", filter=Q(status=Status.DRAFT)),
        in_review=Count("pk", filter=Q(status=Status.IN_REVIEW)),
        approved=Count("pk", filter=Q(status=Status.APPROVED)),
        waiting=Count("pk", filter=Q(status=Status.SENT)),
        overdue=Count("pk", filter=overdue(now)),
        total=Count("pk"),
    )
    return [
        Load(**{name: value for name, value in row.items() if name not in ("total", "author_id")})
        for row in counted.order_by("-total", "name")
    ]


def acknowledged_by(user: User, *, since: datetime) -> list[dict[str, Any]]:
    """`name`, `number` and `median` of each person who acknowledged requests received in the period."""
    rows = _requests(user, Side.REQUESTED).filter(sent_at__gte=since, acknowledgements__isnull=False)
    grouped = rows.values("acknowledgements__by_id", name=F("acknowledgements__by__name"))
    return list(grouped.annotate(number=Count("pk"), median=MEDIAN).order_by("-number", "name"))


def _requests(user: User, side: Side) -> QuerySet[Request]:
    if side is Side.REQUESTING:
        return Request.objects.filter(own_rule(user), requesting_authority__in=supervised(user))
    return Request.objects.filter(received_rule(user), requested_authority__in=supervised(user))


def _sent_since(user: User, side: Side, since: datetime) -> QuerySet[Request]:
    """With `clock`, the deadline that the acknowledgement had or still has."""
    owed = Q(deadlines__kind=DeadlineKind.ACKNOWLEDGEMENT) & ~Q(deadlines__closed_reason="withdrawn")
    return (
        _requests(user, side)
        .filter(sent_at__gte=since)
        .order_by()
        .annotate(clock=FilteredRelation("deadlines", condition=owed))
    )


def _next(now: datetime) -> Q:
    return Q(due_at__gte=now, due_at__lt=now + NEXT)
