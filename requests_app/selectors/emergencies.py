"""Emergency sendings as supervisors see them: what waits for its review, how often the lane was used, how rightly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from contacts.access import may
from contacts.roles import Permission
from mla_portal.accounts.models import User
from requests_app.access import emergencies_supervised
from requests_app.models import Document, EmergencySending, Finding, Request

AWAITING = Q(reviewed_at__isnull=True)
JUSTIFIED = Q(finding=Finding.JUSTIFIED)
NOT_JUSTIFIED = Q(finding=Finding.NOT_JUSTIFIED)


@dataclass(frozen=True, kw_only=True)
class Uses:
    """How often the lane was used in a period, and what was found. `by_sender`: who used it, the most often first."""

    sent: int
    awaiting: int
    justified: int
    not_justified: int
    by_sender: list[dict[str, Any]]


def emergencies_listed(user: User) -> QuerySet[EmergencySending]:
    """To be read newest first (`-sent_at`, `-id`)."""
    parties = ("request__requested_authority__jurisdiction", "request__case")
    return emergencies_supervised(user).select_related("sent_by", "reviewed_by", *parties).defer("request__content")


def awaiting(user: User) -> QuerySet[EmergencySending]:
    """What this person could review: not what they wrote or sent themselves."""
    return emergencies_listed(user).filter(AWAITING).exclude(sent_by=user).exclude(request__author=user)


def uses_since(user: User, since: datetime) -> Uses:
    """Counted through the access rule: of sealed cases only for those named on them."""
    found = emergencies_supervised(user).filter(sent_at__gte=since)
    counted = found.aggregate(
        sent=Count("pk"),
        awaiting=Count("pk", filter=AWAITING),
        justified=Count("pk", filter=JUSTIFIED),
        not_justified=Count("pk", filter=NOT_JUSTIFIED),
    )
    senders = found.values("sent_by_id", "sent_by__name").annotate(
        sent=Count("pk"), not_justified=Count("pk", filter=NOT_JUSTIFIED)
    )
    return Uses(**counted, by_sender=list(senders.order_by("-sent", "sent_by__name")))


def emergency_of(request: Request) -> EmergencySending | None:
    """It comes with the request where that was read by `access.get_request`."""
    return getattr(request, "emergency", None)


def sent_unapproved(document: Document) -> EmergencySending | None:
    """The sending with which exactly this document left, without anybody's approval; None of one that was approved."""
    sending = emergency_of(document.request)
    if sending is None or document.kind != document.request.kind or document.created_at < sending.sent_at:
        return None
    return sending


def may_review(user: User, request: Request) -> bool:
    """Whether this person decides on it now."""
    sending = emergency_of(request)
    if sending is None or sending.reviewed_at is not None or user.pk in {sending.sent_by_id, request.author_id}:
        return False
    return may(user, Permission.SUPERVISE, request.requesting_authority)
