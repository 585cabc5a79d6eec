"""The digest of the day: one mail with how much is overdue and due, at the hour that each person chose."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from mla_portal.accounts.models import User
from mla_portal.outbox.services import NewMessage, messages_queue
from mla_portal.values import JSON
from requests_app.models import Attention
from requests_app.selectors.deadlines import concerning, open_deadlines

LINES = 20
WEEK = timedelta(days=7)


def digests_make(*, now: datetime, limit: int = 200) -> int:
    """Queue the digests of those whose hour has come today and who have none of today yet; how many.

    Taken row by row with SKIP LOCKED and marked in the transaction of the mail: run it as often as you like.
    A day that was missed is not made up for: tomorrow's says what is left of it.
    """
    made = 0
    with transaction.atomic():
        rows = Attention.objects.filter(digest_hour__isnull=False, user__is_active=True).exclude(user__email="")
        # Each person is looked at once a day; who is done today by any clock is not looked at again.
        rows = rows.exclude(digest_made_on__gte=(now + timedelta(hours=14)).date())
        for row in rows.select_related("user").select_for_update(of=("self",), skip_locked=True)[:limit]:
            here = now.astimezone(ZoneInfo(row.user.time_zone))
            if here.hour < (row.digest_hour or 0) or row.digest_made_on == here.date():
                continue
            row.digest_made_on = here.date()
            row.save(update_fields=["digest_made_on"])
            messages_queue([_digest(row.user, now, here.date().isoformat())], now=now)
            made += 1
    return made


def _digest(user: User, now: datetime, day: str) -> NewMessage:
    mine = concerning(open_deadlines(user), user).order_by("due_at", "pk")
    lines: list[JSON] = [
        {
            "reference": one.request.reference,
            "deadline": one.kind,
            "due_at": one.due_at.isoformat(),
            "overdue": one.due_at < now,
        }
        for one in mine.filter(due_at__lt=now + WEEK)[:LINES]
    ]
    return NewMessage(
        key=f"digest:{user.pk}:{day}",
        template="digest",
        to_address=user.email,
        to_name=user.name,
        language=user.language,
        time_zone=user.time_zone,
        context={
            "overdue": mine.filter(due_at__lt=now).count(),
            "week": mine.filter(due_at__gte=now, due_at__lt=now + WEEK).count(),
            "lines": lines,
            "path": "/deadlines/?mine=on",
        },
        topic=f"digest:{user.pk}",
    )
