"""Deadlines: started with the rule that gives them, closed by the answer."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Q
from django.utils.translation import gettext as _

from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict
from requests_app.ladder import Ladder
from requests_app.models import Deadline, DeadlineKind, EscalationPolicy, Request
from requests_app.selectors.answers import kind_of


def acknowledgement_deadline_start(*, request: Request, now: datetime) -> Deadline:
    """Start the clock for the acknowledgement; a second call returns the one that runs. In the caller's transaction.

    No treaty gives a time for it: the article of the kind says "expeditiously" or the like, the rest is house policy.
    """
    policy = policy_for(request, DeadlineKind.ACKNOWLEDGEMENT)
    due_at = now + policy.due_after
    ladder = Ladder(
        starts_at=now,
        due_at=due_at,
        percents=[step.percent for step in policy.steps.order_by("percent")],
        repeat_percent=policy.repeat_percent,
    )
    deadline, created = Deadline.objects.get_or_create(
        request=request,
        kind=DeadlineKind.ACKNOWLEDGEMENT,
        closed_at=None,
        defaults={
            "rule": kind_of(request).acknowledged_under,
            "policy": policy,
            "starts_at": now,
            "due_at": due_at,
            "next_step": 0,
            "next_step_at": ladder.rung_at(0) if ladder.percents else None,
        },
    )
    if created:
        event_record(
            chain=f"request:{request.pk}",
            verb=Verb.DEADLINE_STARTED,
            actor=None,
            data={"kind": deadline.kind, "due_at": due_at.isoformat(), "rule": deadline.rule},
            at=now,
        )
    return deadline


def deadline_close(*, request: Request, kind: DeadlineKind, reason: str, now: datetime) -> None:
    """Close the running deadline of this kind, if there is one; again does nothing."""
    closed = Deadline.objects.filter(request=request, kind=kind, closed_at__isnull=True).update(
        closed_at=now, closed_reason=reason, next_step_at=None
    )
    if closed:
        event_record(
            chain=f"request:{request.pk}",
            verb=Verb.DEADLINE_CLOSED,
            actor=None,
            data={"kind": kind.value, "reason": reason},
            at=now,
        )


def deadlines_lock(request: Request) -> None:
    """Take the open deadlines of a request before anything else of it: the sweep takes them in the same order."""
    list(Deadline.objects.select_for_update().filter(request=request, closed_at__isnull=True).order_by("pk"))


def policy_for(request: Request, kind: DeadlineKind) -> EscalationPolicy:
    """The requested authority's own policy for this urgency, else the default one. Raises Conflict if there is none."""
    possible = EscalationPolicy.objects.filter(deadline_kind=kind, urgency=request.urgency)
    own = Q(authority=request.requested_authority_id)
    policy = possible.filter(own | Q(authority__isnull=True)).order_by(F("authority_id").asc(nulls_last=True)).first()
    if policy is None:
        raise Conflict(
            _("No escalation policy says how long an answer may take. Ask your administrator to restore the default.")
        )
    return policy
