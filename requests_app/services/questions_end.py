"""What becomes of open questions when the request itself ends."""

from __future__ import annotations

from datetime import datetime

from requests_app.models import Question, Request
from requests_app.models.questions import Verdict


def questions_overtake(*, request: Request, now: datetime) -> None:
    """Nobody has to answer any more. In the caller's transaction, which closes the deadlines."""
    Question.objects.filter(request=request, closed_at__isnull=True).update(verdict=Verdict.OVERTAKEN, closed_at=now)
