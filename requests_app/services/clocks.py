"""Which clock starts when: what happens to a request, turned into deadlines by the rules of `requests_app.clocks`.

Each function works in the caller's transaction and may be called again: the clock that runs stays.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from contacts.models import Answer, ContactPoint
from requests_app.clocks import rules
from requests_app.clocks.service_hours import ServiceHours, read_service_hours
from requests_app.models import Deadline, DeadlineKind, EscalationPolicy, Request
from requests_app.selectors.answers import kind_of
from requests_app.selectors.calendars import calendar_of, requirements_of
from requests_app.selectors.ladders import allowed_by, policy_for
from requests_app.selectors.recipients import desks_today
from requests_app.services.deadlines import deadline_start
from requests_app.states import Side


def acknowledgement_deadline_start(*, request: Request, now: datetime, since: datetime | None = None) -> Deadline:
    """Start the clock for the acknowledgement; a second call returns the one that runs. It runs from `since`, where a
    request was received before it was registered.
    """
    policy = policy_for(request, DeadlineKind.ACKNOWLEDGEMENT)
    reckoned = rules.acknowledgement(
        since or now, terms_of(request, policy, now), article=kind_of(request).acknowledged_under
    )
    return deadline_start(request=request, kind=DeadlineKind.ACKNOWLEDGEMENT, reckoned=reckoned, policy=policy, now=now)


def report_deadline_start(*, request: Request, now: datetime, since: datetime | None = None) -> Deadline:
    """From the acknowledgement (`since`, if that was before) of a preservation request on: what was preserved, and
    until when, is to be told.
    """
    policy = policy_for(request, DeadlineKind.PRESERVATION_REPORT)
    reckoned = rules.preservation_report(since or now, terms_of(request, policy, now))
    return deadline_start(
        request=request, kind=DeadlineKind.PRESERVATION_REPORT, reckoned=reckoned, policy=policy, now=now
    )


def status_enquiry_start(*, request: Request, now: datetime, since: datetime | None = None) -> Deadline:
    """From the receipt (`since`, if that was before) of a request for mutual assistance on: its result, or an enquiry
    about it (27(7)).
    """
    policy = policy_for(request, DeadlineKind.STATUS_ENQUIRY)
    reckoned = rules.status_enquiry(since or now, terms_of(request, policy, now))
    return deadline_start(request=request, kind=DeadlineKind.STATUS_ENQUIRY, reckoned=reckoned, policy=policy, now=now)


def clarification_deadline_start(*, request: Request, question: UUID, owed_by: Side, now: datetime) -> Deadline:
    """A question waits for the answer of `owed_by`; `question` is the key of the thread or message that asks it."""
    policy = policy_for(request, DeadlineKind.CLARIFICATION_REPLY)
    reckoned = rules.clarification_reply(now, terms_of(request, policy, now, side=owed_by))
    return deadline_start(
        request=request,
        kind=DeadlineKind.CLARIFICATION_REPLY,
        reckoned=reckoned,
        policy=policy,
        subject=question,
        owed_by=owed_by,
        now=now,
    )


def conditions_answer_start(*, request: Request, delivery: UUID, owed_by: Side, now: datetime) -> Deadline:
    """A delivery waits for what `owed_by` says of its conditions: it accepts or declines them, or gives it anyway."""
    policy = policy_for(request, DeadlineKind.CONDITIONS_ANSWER)
    reckoned = rules.conditions_answer(now, terms_of(request, policy, now, side=owed_by))
    return deadline_start(
        request=request,
        kind=DeadlineKind.CONDITIONS_ANSWER,
        reckoned=reckoned,
        policy=policy,
        subject=delivery,
        owed_by=owed_by,
        now=now,
    )


def formal_confirmation_start(*, request: Request, now: datetime) -> Deadline | None:
    """A request by expedited means is to be confirmed formally where the country wants it (25(3)); else None."""
    wanted = requirements_of(request.requested_authority, now=now)
    if wanted is None or wanted.formal_confirmation != Answer.YES:
        return None
    policy = policy_for(request, DeadlineKind.FORMAL_CONFIRMATION)
    reckoned = rules.formal_confirmation(
        now,
        terms_of(request, policy, now),
        required_days=wanted.formal_confirmation_days,
        country=request.requested_authority.jurisdiction_id,
    )
    return deadline_start(
        request=request, kind=DeadlineKind.FORMAL_CONFIRMATION, reckoned=reckoned, policy=policy, now=now
    )


def formal_confirmation_await(*, request: Request, said_at: datetime, now: datetime) -> Deadline:
    """Who asked by telephone owes the text in writing (25(3)), as soon as this authority would send its own."""
    written = policy_for(request, DeadlineKind.WRITTEN_CONFIRMATION)
    reckoned = rules.written_confirmation(said_at, terms_of(request, written, now))
    policy = policy_for(request, DeadlineKind.FORMAL_CONFIRMATION)
    return deadline_start(
        request=request, kind=DeadlineKind.FORMAL_CONFIRMATION, reckoned=reckoned, policy=policy, now=now
    )


def postponed_review_start(*, request: Request, until: date, now: datetime) -> Deadline:
    """A postponement ends on a day on which the requested authority looks at it again (27(5))."""
    policy = policy_for(request, DeadlineKind.POSTPONED_REVIEW)
    reckoned = rules.postponed_review(now, until, calendar_of(request.requested_authority, now=now))
    return deadline_start(
        request=request, kind=DeadlineKind.POSTPONED_REVIEW, reckoned=reckoned, policy=policy, now=now
    )


def written_confirmation_start(*, request: Request, said_at: datetime, now: datetime) -> Deadline:
    """What was asked by telephone is to be sent in writing (25(3))."""
    policy = policy_for(request, DeadlineKind.WRITTEN_CONFIRMATION)
    reckoned = rules.written_confirmation(said_at, terms_of(request, policy, now, side=Side.REQUESTING))
    return deadline_start(
        request=request, kind=DeadlineKind.WRITTEN_CONFIRMATION, reckoned=reckoned, policy=policy, now=now
    )


def emergency_review_start(*, request: Request, now: datetime) -> Deadline:
    """A supervisor looks at what was sent without approval."""
    policy = policy_for(request, DeadlineKind.EMERGENCY_REVIEW)
    reckoned = rules.emergency_review(now, terms_of(request, policy, now, side=Side.REQUESTING))
    return deadline_start(
        request=request, kind=DeadlineKind.EMERGENCY_REVIEW, reckoned=reckoned, policy=policy, now=now
    )


def domestic_task_start(*, request: Request, task: UUID, until: date, now: datetime) -> Deadline:
    """What is to be done at home has a day: whoever has the task is reminded of it."""
    policy = policy_for(request, DeadlineKind.DOMESTIC_TASK)
    reckoned = rules.domestic_task(now, until, calendar_of(request.requesting_authority, now=now))
    return deadline_start(
        request=request, kind=DeadlineKind.DOMESTIC_TASK, reckoned=reckoned, policy=policy, subject=task, now=now
    )


def terms_of(request: Request, policy: EscalationPolicy, now: datetime, *, side: Side = Side.REQUESTED) -> rules.Terms:
    """The policy's time by the calendar and the desk of the side whose time it is."""
    authority = request.requested_authority if side is Side.REQUESTED else request.requesting_authority
    desk = desks_today(authority, now=now).first()
    owner = policy.authority
    return rules.Terms(
        allowed=allowed_by(policy),
        calendar=calendar_of(authority, now=now),
        owner=owner.name if owner else "",
        service=_service(desk, authority.office_hours),
        hours_text=(desk.hours if desk and desk.hours else authority.office_hours),
    )


def _service(desk: ContactPoint | None, office_hours: str) -> ServiceHours | None:
    """None for a desk that answers day and night: then every hour counts."""
    if desk is not None and desk.round_the_clock:
        return None
    return read_service_hours((desk.hours if desk and desk.hours else office_hours) or "")
