"""The deadlines of which something is to be said now: claimed by the sweep, in one query, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from requests_app.models import Deadline
from requests_app.selectors.parties import Parties

_COLUMNS = (
    "pk",
    "kind",
    "owed_by",
    "policy_id",
    "starts_at",
    "due_at",
    "zone",
    "next_step",
    "round",
    "told_at",
    "paused_for",
    "request_id",
    "request__reference",
    "request__kind",
    "request__urgency",
    "request__author_id",
    "request__requesting_person_id",
    "request__requested_person_id",
    "request__case_id",
    "request__case__sealed",
    "request__requesting_authority_id",
    "request__requesting_authority__name",
    "request__requesting_authority__time_zone",
    "request__requested_authority_id",
    "request__requested_authority__name",
    "request__requested_authority__time_zone",
    "request__requested_authority__member",
    "request__requested_authority__jurisdiction_id",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """A deadline that is claimed, with what its mails say. No fact of a case."""

    pk: UUID
    kind: str
    owed_by: str
    policy: int
    starts_at: datetime
    due_at: datetime
    zone: str
    next_step: int
    round: int
    told_at: datetime | None
    paused_for: timedelta | None
    parties: Parties
    reference: str
    request_kind: str
    urgency: str
    from_authority: str
    from_zone: str
    to_authority: str
    to_zone: str


def due_now(now: datetime, limit: int) -> list[Due]:
    """At most `limit` of those due at `now`, the earliest first, locked; those that another worker has are skipped."""
    rows = (
        Deadline.objects.filter(closed_at__isnull=True, next_step_at__lte=now)
        .order_by("next_step_at", "pk")
        .select_for_update(of=("self",), skip_locked=True)
        .values_list(*_COLUMNS)
    )
    return [_due(*row) for row in rows[:limit]]


def _due(
    pk: UUID,
    kind: str,
    owed_by: str,
    policy: int,
    starts_at: datetime,
    due_at: datetime,
    zone: str,
    next_step: int,
    round_: int,
    told_at: datetime | None,
    paused_for: timedelta | None,
    request: UUID,
    reference: str,
    request_kind: str,
    urgency: str,
    author: UUID,
    person: UUID | None,
    asked_person: UUID | None,
    case: UUID | None,
    sealed: bool | None,
    requesting: int,
    from_authority: str,
    from_zone: str,
    requested: int,
    to_authority: str,
    to_zone: str,
    member: bool,
    country: str,
) -> Due:
    return Due(
        pk=pk,
        kind=kind,
        owed_by=owed_by,
        policy=policy,
        starts_at=starts_at,
        due_at=due_at,
        zone=zone,
        next_step=next_step,
        round=round_,
        told_at=told_at,
        paused_for=paused_for,
        reference=reference,
        request_kind=request_kind,
        urgency=urgency,
        from_authority=from_authority,
        from_zone=from_zone,
        to_authority=to_authority,
        to_zone=to_zone,
        parties=Parties(
            pk=request,
            requesting=requesting,
            requested=requested,
            member=member,
            country=country,
            case=case,
            sealed=bool(sealed),
            author=author,
            person=person,
            asked_person=asked_person,
        ),
    )
