"""What stands beside the button: all that a person has to know before pressing it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from contacts.days import day_in
from requests_app.models import DeadlineKind, Request
from requests_app.selectors.answers import completeness_of, kind_of
from requests_app.selectors.audiences import heard
from requests_app.selectors.cautions import cautions_since_approval, directory_cautions_of, reading_digest
from requests_app.selectors.copies_owed import copy_owed
from requests_app.selectors.document_context import document_context, issued_document
from requests_app.selectors.ladders import policy_for
from requests_app.selectors.outside import addressees_of_link
from requests_app.selectors.recipients import desks_today
from requests_app.selectors.refusals import fiscal_of
from requests_app.selectors.reminders import in_words
from requests_app.selectors.timeline import running_clock
from requests_app.services.transmissions import channels_to
from requests_app.states import Action
from requests_app.views.requests_content import content_of
from templates_app.signing.standing import standing_of


def shown_beside(request: Request, action: Action, *, channel: str = "") -> dict[str, Any]:
    """`channel` is the one that was chosen to send it by, if any was."""
    now = timezone.now()
    match action:
        case Action.APPROVE:
            return _before_approving(request, now)
        case Action.SEND:
            return _before_sending(request, now, channel)
        case Action.SEND_AT_ONCE:
            return _before_sending_at_once(request, now)
        case Action.ACKNOWLEDGE:
            return {"clock": running_clock(request)}
        case Action.REFUSE:
            return {"fiscal": fiscal_of(request, now=now)}
        case Action.COMPLETE | Action.POSTPONE:
            return {"kind": kind_of(request), "today": day_in(request.requested_authority.time_zone, now)}
        case Action.CLOSE:
            return {"decision": request.decisions.last()}
        case _:
            return {}


def _before_approving(request: Request, now: datetime) -> dict[str, Any]:
    """`seen` stands for all that is shown here: approving refuses when it has changed since."""
    completeness = completeness_of(request, now=now)
    return {
        "seen": reading_digest(request, now=now),
        "content": content_of(document_context(request, now=now)),
        "missing": completeness.missing,
        "warnings": completeness.warnings,
        "signing": standing_of(request.requesting_authority.code, now=now),
    }


def _before_sending(request: Request, now: datetime, channel: str) -> dict[str, Any]:
    kind = DeadlineKind.ACKNOWLEDGEMENT
    policy = policy_for(request, kind)
    member = request.requested_authority.member
    return {
        "document": issued_document(request),
        "copy_owed": copy_owed(request, now=now),
        "channel": channels_to(request.requested_authority)[0],
        "cautions": cautions_since_approval(request, now=now, channel=channel),
        "reached": _reached(request, now),
        "desks": desks_today(request.requested_authority, now=now),
        "allowed": policy.due_after,
        "due_at": now + policy.due_after,
        "steps": [
            (step.percent, in_words(heard(kind, step.audiences, member=member, registered=False), kind))
            for step in policy.steps.order_by("percent")
        ],
        "now": now,
    }


def _before_sending_at_once(request: Request, now: datetime) -> dict[str, Any]:
    policy = policy_for(request, DeadlineKind.ACKNOWLEDGEMENT)
    return {
        "missing": completeness_of(request, now=now).missing,
        "cautions": directory_cautions_of(request, now=now),
        "desks": desks_today(request.requested_authority, now=now),
        "orals": list(request.oral_requests.select_related("by")),
        "due_at": now + policy.due_after,
    }


def _reached(request: Request, now: datetime) -> list[str]:
    """The addresses to which a link would go."""
    if request.requested_authority.member:
        return []
    return [one.address for one in addressees_of_link(request.requested_authority, now=now)]
