"""The bell: what this person was reminded of, the newest first, and how much of it they have not seen."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from contacts.access import authorities_where
from contacts.roles import Permission
from mla_portal.accounts.models import User
from requests_app.access import request_rule
from requests_app.models import Attention, Audience, Reminder

# What was said before is history, and stands on the page of its request.
AS_FAR_BACK = timedelta(days=30)
COUNTED = 99
_DESKS = (Audience.CONTACT, Audience.DUTY, Audience.BACKUP)


def reminders_told(user: User, *, now: datetime) -> QuerySet[Reminder]:
    """Those written to the person, or to a desk at which they may acknowledge; of deadlines that still wait, and of
    requests that they may still see.
    """
    desks = Q(deadline__request__requested_authority__in=authorities_where(user, Permission.ACKNOWLEDGE))
    told = Q(recipient=user.email) if user.email else Q(pk__in=[])
    return (
        Reminder.objects.filter(told | (desks & Q(audience__in=_DESKS)), created_at__gte=now - AS_FAR_BACK)
        .filter(request_rule(user, "deadline__request__"), deadline__closed_at__isnull=True)
        .select_related("deadline__request__requested_authority", "deadline__request__requesting_authority")
        .order_by("-created_at", "-pk")
    )


def seen_until(user: User) -> datetime | None:
    return Attention.objects.filter(user=user).values_list("bell_seen_at", flat=True).first()


def count_unread(user: User, *, now: datetime) -> int:
    """How many deadlines have a reminder that was not seen; at most COUNTED. One query."""
    seen = Attention.objects.filter(user=user).values("bell_seen_at")
    unread = reminders_told(user, now=now).filter(created_at__gt=Coalesce(Subquery(seen), now - AS_FAR_BACK))
    return len(set(unread.order_by().values_list("deadline_id", flat=True)[:COUNTED]))
