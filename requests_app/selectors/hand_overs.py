"""What was handed over, to whom it is shown, and what somebody would hand over now."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime

from contacts.access import authorities_where
from contacts.models import Authority, Membership
from contacts.roles import Permission
from mla_portal.accounts.models import User
from requests_app.access import requests_visible_to
from requests_app.models import HandedRequest, Request, WorkHandOver
from requests_app.selectors.lists import supervised
from requests_app.selectors.open_work import open_work

# More than anybody has in hand; the rest stays with whoever leaves.
MOST = 200


def hand_overs_known(user: User) -> QuerySet[WorkHandOver]:
    """Those that the person wrote or was given, those for a desk at which they acknowledge, and what they supervise."""
    at_desk = Q(to__isnull=True, authority__in=authorities_where(user, Permission.ACKNOWLEDGE))
    found = Q(by=user) | Q(to=user) | at_desk | Q(authority__in=supervised(user))
    return WorkHandOver.objects.filter(found).select_related("authority", "by", "to", "noted_by")


def hand_overs_waiting(user: User) -> QuerySet[WorkHandOver]:
    """Those that wait to be read by this person: given to them, or to a desk of theirs by somebody else."""
    mine = Q(to=user) | Q(to__isnull=True, authority__in=authorities_where(user, Permission.ACKNOWLEDGE))
    found = WorkHandOver.objects.filter(mine, noted_at__isnull=True).exclude(by=user)
    return found.select_related("authority", "by").order_by("-id")


def hand_overs_orphaned(user: User) -> QuerySet[WorkHandOver]:
    """Those that nobody reads: given to somebody who has left since; for those who supervise there."""
    there = Membership.objects.filter(
        authority=OuterRef("authority"), user=OuterRef("to"), until__isnull=True, user__is_active=True
    )
    found = WorkHandOver.objects.filter(
        ~Exists(there), authority__in=supervised(user), to__isnull=False, noted_at__isnull=True
    )
    return found.select_related("authority", "by", "to").order_by("-id")


def with_lines(user: User, rows: QuerySet[WorkHandOver]) -> QuerySet[WorkHandOver]:
    """With the requests that went along, as far as the reader may see them."""
    lines = HandedRequest.objects.filter(request__in=requests_visible_to(user)).select_related(
        "request__requesting_authority", "request__requested_authority"
    )
    return rows.prefetch_related(Prefetch("requests", queryset=lines.order_by("due_at", "id"), to_attr="lines"))


def may_note(user: User, hand_over: WorkHandOver) -> bool:
    """Whoever takes over, at the desk anybody who acknowledges there; and supervisors, for somebody who never came."""
    if hand_over.noted_at is not None or hand_over.by_id == user.pk:
        return False
    return hand_overs_waiting(user).filter(pk=hand_over.pk).exists() or (
        supervised(user).filter(pk=hand_over.authority_id).exists()
    )


def in_my_hands(user: User, authority: Authority) -> list[Request]:
    """What this person would hand over there, by its next date."""
    rows = list(open_work(user, {authority.pk: [user.pk]}).select_related("case").order_by("-id")[:MOST])
    return sorted(rows, key=lambda row: (row.next_due is None, row.next_due))  # type: ignore[attr-defined]


def note_begun(rows: list[Request]) -> str:
    """A line for each request, to write beside it. Nothing of a sealed case: more people read it than may know."""
    return "".join(f"{_line(row)}\n" for row in rows if not (row.case and row.case.sealed))


def _line(row: Request) -> str:
    due = row.next_due  # type: ignore[attr-defined]
    until = f", {date_format(localtime(due), 'j M H:i')}" if due else ""
    return f"{row.reference} ({row.get_status_display()}{until}): "
