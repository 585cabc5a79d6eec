"""What waits because of the conditions of a delivery: one side's answer, then the other's decision (Art. 28(3))."""

from __future__ import annotations

from datetime import datetime

from requests_app.models import DeadlineKind, Disclosure, DisclosureAction
from requests_app.models.disclosures import GIVABLE
from requests_app.services.clocks import conditions_answer_start
from requests_app.services.deadlines import deadline_close
from requests_app.states import Side


def clock_at_offer(*, disclosure: Disclosure, now: datetime) -> None:
    """Does nothing for a delivery without conditions."""
    if disclosure.conditional:
        _start(disclosure, Side.REQUESTING, now)


def clock_at_decision(*, disclosure: Disclosure, action: DisclosureAction, now: datetime) -> None:
    """The answer ends the waiting for it. Declined, it is the other side's turn."""
    deadline_close(
        request=disclosure.request,
        kind=DeadlineKind.CONDITIONS_ANSWER,
        subject=disclosure.pk,
        reason=f"conditions_{action}",
        now=now,
    )
    if action is DisclosureAction.DECLINE:
        _start(disclosure, Side.REQUESTED, now)


def _start(disclosure: Disclosure, owed_by: Side, now: datetime) -> None:
    # After the closing nothing is waited for.
    if disclosure.request.status not in GIVABLE:
        return
    conditions_answer_start(request=disclosure.request, delivery=disclosure.pk, owed_by=owed_by, now=now)
