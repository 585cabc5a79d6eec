"""Which policy and which ladder a deadline has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from mla_portal.errors import Conflict
from requests_app.clocks.kinds import TRAITS
from requests_app.clocks.lengths import Allowed, Days, Hours
from requests_app.ladder import Ladder, Rung
from requests_app.models import Counting, Deadline, DeadlineKind, EscalationPolicy, EscalationStep, Request
from requests_app.models.ladders import IN_HOURS
from requests_app.states import Side


def policy_for(request: Request, kind: DeadlineKind) -> EscalationPolicy:
    """The policy for this urgency of the authority whose time it is, else the default one; where the requested side has
    none of its own for what it owes, that of the requesting side. Raises Conflict if there is none.
    """
    owners: list[int | None] = [request.requesting_authority_id, None]
    if TRAITS[kind].owed_by is Side.REQUESTED:
        owners.insert(0, request.requested_authority_id)
    possible = EscalationPolicy.objects.filter(deadline_kind=kind, urgency=request.urgency)
    found = {row.authority_id: row for row in possible.filter(Q(authority__in=owners[:-1]) | Q(authority__isnull=True))}
    for owner in owners:
        if owner in found:
            return found[owner]
    raise Conflict(
        _("No escalation policy says how long an answer may take. Ask your administrator to restore the default.")
    )


def allowed_by(policy: EscalationPolicy) -> Allowed:
    if policy.counting in IN_HOURS:
        return Hours(policy.due_after, in_service=policy.counting == Counting.SERVICE)
    return Days(policy.due_after.days, working=policy.counting == Counting.WORKING)


def rungs_of(policy: EscalationPolicy) -> list[Rung]:
    return rungs_in(policy.steps.all())


def rungs_in(steps: Iterable[EscalationStep]) -> list[Rung]:
    """Their `index` is the place in `steps`."""
    return [Rung(index=index, percent=row.percent, before_due=row.before_due) for index, row in enumerate(steps)]


def ladder_of(
    rungs: Sequence[Rung],
    policy: EscalationPolicy,
    *,
    starts_at: datetime,
    due_at: datetime,
    zone: str,
    paused_for: timedelta | None = None,
) -> Ladder | None:
    """None where the policy has lost its rungs."""
    if not rungs:
        return None
    return Ladder(
        starts_at=starts_at,
        due_at=due_at,
        rungs=rungs,
        repeat_percent=policy.repeat_percent,
        repeat_every=policy.repeat_every,
        paused_for=paused_for or timedelta(0),
        zone=zone,
    )


def ladder_now(deadline: Deadline) -> Ladder | None:
    return ladder_of(
        rungs_of(deadline.policy),
        deadline.policy,
        starts_at=deadline.starts_at,
        due_at=deadline.due_at,
        zone=deadline.zone,
        paused_for=deadline.paused_for,
    )
