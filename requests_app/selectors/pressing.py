"""What presses beside the clocks: an offence becomes time-barred, a detention ends. Such requests stand first."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from django.db.models import Case, DateField, DateTimeField, ExpressionWrapper, F, Q, QuerySet, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, Least

from requests_app.kinds.time_warnings import DETENTION_NEAR
from requests_app.models import Request, Urgency

# Where a day ends last.
_LAST = timezone(timedelta(hours=-12))
# By these the instants of what stands first are put before all others: so one key orders the list, and cuts its pages.
_BEFORE_ALL, _BEFORE_MOST = timedelta(days=200 * 366), timedelta(days=100 * 366)


def with_pressing(requests: QuerySet[Request], *, now: datetime) -> QuerySet[Request]:
    """Adds `presses_on`: the earlier of the two days, where it comes within thirty days and is not over; else None."""
    found = requests.alias(limitation=KT("content__limitation_on"), detention=KT("content__detention_until"))
    near = Least(_near("limitation", now), _near("detention", now), output_field=DateField())
    return found.annotate(presses_on=near)


def due_first() -> Case:
    """Of requests `with_pressing`: emergencies first, then what presses, the nearest day first, then by what is due."""
    due = Coalesce("due_at", "sent_at")
    return Case(
        When(urgency=Urgency.EMERGENCY, then=_earlier(due, _BEFORE_ALL)),
        When(presses_on__isnull=False, then=_earlier(Cast("presses_on", DateTimeField()), _BEFORE_MOST)),
        default=due,
        output_field=DateTimeField(),
    )


def urgent_first() -> tuple[Case, Any]:
    """The same for lists that are read by urgency."""
    rank = Case(
        When(urgency=Urgency.EMERGENCY, then=Value(0)),
        When(presses_on__isnull=False, then=Value(1)),
        When(urgency=Urgency.URGENT, then=Value(2)),
        default=Value(3),
    )
    return rank, F("presses_on").asc(nulls_last=True)


def _near(name: str, now: datetime) -> Case:
    """Days are kept as year-month-day: as text they are in order. What is outside is never cast.

    A day is over when it is over everywhere: on its last evening in New York it presses most, and in UTC it is past.
    """
    today, last = now.astimezone(_LAST).date(), now.date() + DETENTION_NEAR
    within = Q(**{f"{name}__gte": today.isoformat(), f"{name}__lte": last.isoformat()})
    return Case(When(within, then=Cast(name, DateField())), default=None, output_field=DateField())


def _earlier(instant: Any, by: timedelta) -> Any:
    return ExpressionWrapper(instant - by, output_field=DateTimeField())
