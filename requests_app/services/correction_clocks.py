"""The clocks of a request that was corrected: by the same rules, from what is registered now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from requests_app.clocks import rules
from requests_app.clocks.reckoned import Reckoned
from requests_app.kinds.mutual_assistance import KINDS_OF_IT
from requests_app.kinds.time_warnings import PRESERVATIONS
from requests_app.models import Arrival, Deadline, DeadlineKind, Request
from requests_app.selectors.answers import kind_of
from requests_app.selectors.ladders import policy_for
from requests_app.services.clocks import (
    formal_confirmation_await,
    report_deadline_start,
    status_enquiry_start,
    terms_of,
)
from requests_app.services.deadlines import deadline_close, deadline_move, deadlines_close, deadlines_lock

# What runs from the receipt of a request by the requested authority.
_AFTER_RECEIPT = (DeadlineKind.PRESERVATION_REPORT, DeadlineKind.STATUS_ENQUIRY)


def clocks_correct(*, request: Request, before: Mapping[str, Any], now: datetime) -> None:
    """In the transaction that corrected it, which holds its deadlines; `before` is what was written down until then.
    A date that a person set stays.
    """
    if request.received_channel != before["channel"]:
        _of_a_call(request, now)
    if request.kind != before["kind"] and request.acknowledged_at:
        deadlines_close(request=request, kinds=_AFTER_RECEIPT, reason="corrected", now=now)
        if request.kind in PRESERVATIONS:
            report_deadline_start(request=request, now=now, since=request.acknowledged_at)
        if request.kind in KINDS_OF_IT:
            status_enquiry_start(request=request, now=now, since=request.acknowledged_at)
    for deadline in deadlines_lock(request):
        if not _was_set_by_hand(deadline):
            _reckon(request, deadline, now)


def _of_a_call(request: Request, now: datetime) -> None:
    """Its text in writing is waited for after a call, and after nothing else."""
    if request.received_channel != Arrival.TELEPHONE:
        deadline_close(request=request, kind=DeadlineKind.FORMAL_CONFIRMATION, reason="corrected", now=now)
    elif request.sent_at and not request.formal_texts.exists():
        formal_confirmation_await(request=request, said_at=request.sent_at, now=now)


def _reckon(request: Request, deadline: Deadline, now: datetime) -> None:
    kind = DeadlineKind(deadline.kind)
    if kind not in _RULES:
        return
    policy = policy_for(request, kind)
    lasting = policy_for(request, _LASTING.get(kind, kind))
    reckoned = _RULES[kind](request, deadline, terms_of(request, lasting, now))
    if deadline.paused_for:
        reckoned = replace(reckoned, due_at=reckoned.due_at + deadline.paused_for)
    if (reckoned.due_at, reckoned.rule, policy) != (deadline.due_at, deadline.rule, deadline.policy):
        deadline_move(deadline=deadline, reckoned=reckoned, policy=policy, now=now)


def _was_set_by_hand(deadline: Deadline) -> bool:
    return any(one.get("code") == "extended" for one in deadline.explanation)


def _acknowledgement(request: Request, deadline: Deadline, terms: rules.Terms) -> Reckoned:
    since = request.sent_at or deadline.starts_at
    return rules.acknowledgement(since, terms, article=kind_of(request).acknowledged_under)


# How long it lasts, where another policy than its own says so (`clocks.formal_confirmation_await`).
_LASTING = {DeadlineKind.FORMAL_CONFIRMATION: DeadlineKind.WRITTEN_CONFIRMATION}
_RULES: dict[DeadlineKind, Callable[[Request, Deadline, rules.Terms], Reckoned]] = {
    DeadlineKind.ACKNOWLEDGEMENT: _acknowledgement,
    DeadlineKind.FORMAL_CONFIRMATION: lambda row, clock, terms: rules.written_confirmation(
        row.sent_at or clock.starts_at, terms
    ),
    DeadlineKind.PRESERVATION_REPORT: lambda _row, clock, terms: rules.preservation_report(clock.starts_at, terms),
    DeadlineKind.STATUS_ENQUIRY: lambda _row, clock, terms: rules.status_enquiry(clock.starts_at, terms),
}
