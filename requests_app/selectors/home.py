"""The reader's own work, most urgent first: a few lines of each kind, and whether there is more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from contacts.access import authorities_where
from contacts.roles import Permission
from mla_portal.accounts.models import User
from requests_app.access import own_rule, received_rule
from requests_app.models import Request, Transmission
from requests_app.selectors.doubts import suspected
from requests_app.selectors.doubts_outside import doubted_outside
from requests_app.selectors.lists import in_lines, overdue, unacknowledged
from requests_app.selectors.other_channels import not_arrived
from requests_app.selectors.pressing import urgent_first, with_pressing
from requests_app.selectors.results_waiting import has_results_waiting
from requests_app.states import AT_WORK, Status

LINES = 5
RECENTLY = timedelta(days=7)
# What an authority outside may still be asked to act on.
LIVE = (Status.SENT, *AT_WORK)


@dataclass(frozen=True, kw_only=True)
class Block:
    rows: list[Request]
    more: bool


@dataclass(frozen=True, kw_only=True)
class Work:
    to_acknowledge: Block
    in_hand: Block
    doubted: Block
    not_arrived: Block
    overdue: Block
    to_approve: Block
    to_review: Block
    returned: Block
    to_send: Block
    drafts: Block
    results: Block
    answered: Block
    acknowledged: Block

    @property
    def is_empty(self) -> bool:
        return not any(
            block.rows
            for block in (
                self.to_acknowledge,
                self.in_hand,
                self.doubted,
                self.not_arrived,
                self.overdue,
                self.to_approve,
                self.to_review,
                self.returned,
                self.to_send,
                self.drafts,
                self.results,
                self.answered,
                self.acknowledged,
            )
        )


def work_of(user: User, *, now: datetime) -> Work:
    """One query for each block, however much there is."""
    own = with_pressing(in_lines(Request.objects.filter(own_rule(user))), now=now).select_related("case", "author")
    arrived = with_pressing(in_lines(Request.objects.filter(received_rule(user))), now=now)
    received = arrived.select_related("requested_person").annotate(suspected=suspected())
    drafts = own.filter(status=Status.DRAFT, requesting_person=user)
    sent = own.filter(status=Status.SENT).filter(_watched(user))
    answered = own.filter(status=Status.ACKNOWLEDGED, acknowledged_at__gte=now - RECENTLY).filter(_watched(user))
    return Work(
        to_acknowledge=_block(
            unacknowledged(
                received.filter(requested_authority__in=authorities_where(user, Permission.ACKNOWLEDGE)), now=now
            ),
            "due_first",
        ),
        in_hand=_block(
            received.filter(
                Q(requested_person=user) | Q(requested_person__isnull=True),
                status__in=[Status.ACKNOWLEDGED, Status.IN_EXECUTION],
                requested_authority__in=authorities_where(user, Permission.EXECUTE),
            ),
            *urgent_first(),
            "acknowledged_at",
        ),
        doubted=_block(own.filter(doubted_outside(), status__in=LIVE).filter(_watched(user)), *urgent_first(), "id"),
        results=_block(own.filter(has_results_waiting()).filter(_watched(user)), *urgent_first(), "id"),
        answered=_block(own.filter(status=Status.COMPLETED).filter(_watched(user)), "-completed_at"),
        not_arrived=_block(sent.filter(not_arrived()), *urgent_first(), "id"),
        overdue=_block(sent.filter(overdue(now)), "due_at"),
        to_approve=_block(to_approve(user, own), *urgent_first(), "id"),
        to_review=_block(to_review(user, own), "sent_at"),
        returned=_block(drafts.exclude(reason=""), "-updated_at"),
        to_send=_block(
            own.filter(status=Status.APPROVED, requesting_authority__in=authorities_where(user, Permission.SEND)),
            *urgent_first(),
            "id",
        ),
        drafts=_block(drafts.filter(reason=""), "-updated_at"),
        acknowledged=_block(answered, "-acknowledged_at"),
    )


def to_approve(user: User, own: QuerySet[Request]) -> QuerySet[Request]:
    """What waits for this person's approval: not what they wrote or submitted themselves."""
    return (
        own.filter(status=Status.IN_REVIEW, requesting_authority__in=authorities_where(user, Permission.APPROVE))
        .exclude(author=user)
        .exclude(submitted_by=user)
    )


def to_review(user: User, own: QuerySet[Request]) -> QuerySet[Request]:
    """What was sent without approval and waits for this person's review: not what they wrote or sent themselves."""
    return (
        own.filter(emergency__reviewed_at__isnull=True, emergency__isnull=False)
        .filter(requesting_authority__in=authorities_where(user, Permission.SUPERVISE))
        .exclude(author=user)
        .exclude(emergency__sent_by=user)
    )


def _watched(user: User) -> Q:
    """What an officer drafted, sent or is responsible for; for those who supervise, all of their authority."""
    return (
        Q(author=user)
        | Q(requesting_person=user)
        | Q(Exists(Transmission.objects.filter(request=OuterRef("pk"), sent_by=user)))
        | Q(requesting_authority__in=authorities_where(user, Permission.SUPERVISE))
    )


def _block(rows: QuerySet[Request], *order: Any) -> Block:
    found = list(rows.order_by(*order)[: LINES + 1])
    return Block(rows=found[:LINES], more=len(found) > LINES)
