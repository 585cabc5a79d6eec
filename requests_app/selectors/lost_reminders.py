"""Reminders that reached nobody, for those who can do something about it: home says so until the next one arrives."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from contacts.access import authorities_where
from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.outbox.selectors import messages_failed
from requests_app.access import own_rule, received_rule
from requests_app.models import Deadline, DeadlineKind
from requests_app.selectors.deadlines import concerning, open_deadlines
from requests_app.selectors.reminders import TOLD
from requests_app.states import Side

LOOKED_AT = 500
LINES = 8
AS_FAR_BACK = timedelta(days=30)


def reminders_lost(user: User) -> list[Deadline]:
    """Open deadlines whose newest reminder could not be delivered, of those that the reader has to do with or
    supervises. Each side as far as it may know of it; what was never acknowledged has a place of its own on home.
    """
    rows = messages_failed().filter(template="reminder").values_list("topic", "created_at", "context__audience")
    failed = [(topic.partition(":")[2], at, audience) for topic, at, audience in rows[:LOOKED_AT]]
    if not failed:
        return []
    at_theirs = [key for key, _at, audience in failed if audience in TOLD[Side.REQUESTED]]
    supervised = authorities_where(user, Permission.SUPERVISE)
    own = own_rule(user, "request__") & Q(pk__in=[key for key, _at, _audience in failed])
    own &= ~Q(kind=DeadlineKind.ACKNOWLEDGEMENT)
    theirs = received_rule(user, "request__") & Q(pk__in=at_theirs)
    mine = Q(pk__in=concerning(Deadline.objects.filter(closed_at__isnull=True), user).values("pk"))
    mine |= Q(request__requesting_authority__in=supervised) & own
    mine |= Q(request__requested_authority__in=supervised) & theirs
    newest = {key: at for key, at, _audience in reversed(failed)}
    found = open_deadlines(user).filter(own | theirs).filter(mine).order_by("due_at", "pk")
    return [one for one in found if one.told_at and newest[str(one.pk)] >= one.told_at][:LINES]


def count_undelivered(user: User, *, now: datetime) -> int:
    """How many messages of any kind could not be delivered lately, for those who administer the outbox."""
    if not user.is_staff or not user.has_perm("outbox.view_message"):
        return 0
    return messages_failed().filter(failed_at__gte=now - AS_FAR_BACK).count()
