"""What home shows of other people's work: that of colleagues who are absent, to whoever stands in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from contacts.models import Absence
from contacts.selectors.absences import stood_in_for
from mla_portal.accounts.models import User
from requests_app.models import Request
from requests_app.selectors.open_work import open_work

LINES = 8


@dataclass(frozen=True, kw_only=True)
class AbsentWork:
    absence: Absence
    rows: list[Request]
    more: bool


def absent_work(user: User, *, now: datetime) -> list[AbsentWork]:
    """One query, and one for each colleague in whose place the reader stands."""
    found = []
    for absence in stood_in_for(user, now=now):
        rows = list(open_work(user, {absence.authority_id: [absence.user_id]}).order_by("-id")[: LINES + 1])
        found.append(AbsentWork(absence=absence, rows=rows[:LINES], more=len(rows) > LINES))
    return found
