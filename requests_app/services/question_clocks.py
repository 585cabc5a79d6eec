"""What is said between the two sides starts and stops clocks: a question waits for its answer, and while it does the
clocks of the side that asked stand still (design: a clarification stops the clocks that wait for the other side).
"""

from __future__ import annotations

from requests_app.models import DeadlineKind, Message, Topic
from requests_app.selectors.messages import other_side
from requests_app.services.clocks import clarification_deadline_start
from requests_app.services.deadlines import deadline_close, deadlines_lock, deadlines_pause, deadlines_resume
from requests_app.states import Side, Status

QUESTIONS = (Topic.CLARIFICATION, Topic.CONSULTATION)


def clocks_at_message(message: Message) -> None:
    """Whoever owes an answer gives it by saying anything; a clarification or a consultation that answers nothing asks.
    A `Question` that is on record is answered there alone.

    In the caller's transaction, which has taken the deadlines of the request before the request itself.
    """
    request, speaking, now = message.request, Side(message.side), message.at
    owed = [row for row in deadlines_lock(request) if row.kind == DeadlineKind.CLARIFICATION_REPLY]
    recorded = set(request.questions.filter(closed_at__isnull=True).values_list("asked_id", flat=True))
    answered = [row for row in owed if row.owed_by == speaking and row.subject not in recorded]
    for row in answered:
        deadline_close(
            request=request, kind=DeadlineKind.CLARIFICATION_REPLY, subject=row.subject, reason="answered", now=now
        )
    listening = Side(other_side(speaking))
    if answered:
        if not recorded and request.status != Status.POSTPONED:
            deadlines_resume(request=request, owed_by=listening, now=now)
    elif message.topic in QUESTIONS and not (recorded and speaking is Side.REQUESTING):
        clarification_deadline_start(request=request, question=message.pk, owed_by=listening, now=now)
        deadlines_pause(request=request, owed_by=speaking, now=now)
