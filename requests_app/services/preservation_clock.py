"""The clock of Article 29(7), as the facts change: a custodian preserved, a date was told, the request was received.

Call these from whatever records such a fact, in its transaction; each may be called again and sets what is right now.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from requests_app.clocks.lengths import Days
from requests_app.clocks.preservation import Holding, expiry, follow_up, held_watch
from requests_app.clocks.reckoned import Reckoned
from requests_app.kinds.mutual_assistance import KINDS_OF_IT
from requests_app.models import Deadline, DeadlineKind, Request
from requests_app.selectors.calendars import calendar_of, practice_of
from requests_app.selectors.ladders import policy_for
from requests_app.services.deadlines import (
    deadline_close,
    deadline_move,
    deadline_start,
    deadlines_close,
    deadlines_lock,
)

CLOCKS = (DeadlineKind.PRESERVATION_EXPIRY, DeadlineKind.MLA_FOLLOW_UP)


def preservation_clock_set(*, request: Request, holdings: Sequence[Holding], now: datetime) -> Deadline | None:
    """What the custodians of a preservation request keep, all of them: the earliest end is the deadline, and the date
    by which the request for mutual assistance has to leave follows from it. None when nobody keeps anything (any more),
    and while the data are held until a decision.

    Call it when a preservation is effected, extended, ended or corrected. A report on it is then no longer waited for.
    """
    running = {row.kind: row for row in deadlines_lock(request)}
    if DeadlineKind.HELD_WATCH in running:
        return None
    if not holdings:
        deadlines_close(request=request, kinds=CLOCKS, reason="nothing_kept", now=now)
        return None
    deadline_close(request=request, kind=DeadlineKind.PRESERVATION_REPORT, reason="reported", now=now)
    asked = request.requested_authority
    kept = expiry(holdings, practice_of(asked, now=now), calendar_of(asked, now=now))
    end = _put(request, DeadlineKind.PRESERVATION_EXPIRY, kept, running, now)
    _follow_up_set(request, kept, running, now)
    return end


def follow_up_move(*, end: Deadline, now: datetime) -> None:
    """The end of a preservation was moved by hand: the day by which the request has to leave moves with it."""
    request = end.request
    kept = Reckoned(rule=end.rule, starts_at=end.starts_at, due_at=end.due_at, zone=end.zone, steps=())
    _follow_up_set(request, kept, {row.kind: row for row in deadlines_lock(request)}, now)


def mla_sent(*, preservation: Request, now: datetime) -> None:
    """The request for mutual assistance has left. The alarm on the end goes on: only its receipt stops that (29(7))."""
    deadline_close(request=preservation, kind=DeadlineKind.MLA_FOLLOW_UP, reason="mla_sent", now=now)


def mla_received(*, preservation: Request, now: datetime) -> Deadline | None:
    """The requested Party has received it: nothing expires, the data are held until the decision, and from time to
    time one asks whether they still are. A preservation that had lapsed before stays lapsed: None.
    """
    running = {row.kind: row for row in deadlines_lock(preservation)}
    end = running.get(DeadlineKind.PRESERVATION_EXPIRY)
    deadlines_close(request=preservation, kinds=CLOCKS, reason="mla_received", now=now)
    if end is None or end.due_at <= now:
        if end is not None:
            _lapsed(preservation, end, now)
        return None
    return held_watch_start(preservation=preservation, now=now)


def held_watch_start(*, preservation: Request, now: datetime) -> Deadline:
    policy = policy_for(preservation, DeadlineKind.HELD_WATCH)
    every = Days(max(policy.due_after.days, 1))
    reckoned = held_watch(now, every, calendar_of(preservation.requested_authority, now=now))
    return deadline_start(request=preservation, kind=DeadlineKind.HELD_WATCH, reckoned=reckoned, policy=policy, now=now)


def held_confirmed(*, preservation: Request, now: datetime) -> Deadline | None:
    """The requested side says that the data are still kept; the watch begins anew. None where nothing is watched."""
    watched = [row for row in deadlines_lock(preservation) if row.kind == DeadlineKind.HELD_WATCH]
    if not watched:
        return None
    deadline_close(request=preservation, kind=DeadlineKind.HELD_WATCH, reason="confirmed", now=now)
    return held_watch_start(preservation=preservation, now=now)


def mla_decided(*, preservation: Request, now: datetime) -> None:
    """The request for mutual assistance was decided: the data need not be kept any longer on its account."""
    deadline_close(request=preservation, kind=DeadlineKind.HELD_WATCH, reason="decided", now=now)


def preservation_lapsed(*, preservation: Request, now: datetime) -> bool:
    """Somebody says that the preservation is over without a request: the alarm ends, the record says that it lapsed.

    False when its time is not over yet, or nothing runs.
    """
    running = {row.kind: row for row in deadlines_lock(preservation)}
    end = running.get(DeadlineKind.PRESERVATION_EXPIRY)
    if end is None or end.due_at > now:
        return False
    deadlines_close(request=preservation, kinds=CLOCKS, reason="lapsed", now=now)
    _lapsed(preservation, end, now)
    return True


def _put(
    request: Request, kind: DeadlineKind, reckoned: Reckoned, running: dict[str, Deadline], now: datetime
) -> Deadline:
    if kind in running:
        return deadline_move(deadline=running[kind], reckoned=reckoned, now=now)
    return deadline_start(request=request, kind=kind, reckoned=reckoned, now=now)


def _follow_up_set(request: Request, kept: Reckoned, running: dict[str, Deadline], now: datetime) -> None:
    sending = follow_up(kept, calendar_of(request.requesting_authority, now=now), planned_on=_planned(request))
    if sending is None or _was_sent(request):
        deadline_close(request=request, kind=DeadlineKind.MLA_FOLLOW_UP, reason="no_time_left", now=now)
    else:
        _put(request, DeadlineKind.MLA_FOLLOW_UP, sending, running, now)


def _lapsed(request: Request, end: Deadline, now: datetime) -> None:
    event_record(
        chain=f"request:{request.pk}",
        verb=Verb.PRESERVATION_LAPSED,
        actor=None,
        data={"due_at": end.due_at.isoformat()},
        at=now,
    )


def _planned(request: Request) -> date | None:
    given = request.content.get("mla_planned_on")
    return date.fromisoformat(given) if isinstance(given, str) and given else None


def _was_sent(request: Request) -> bool:
    return request.followed_by.filter(kind__in=KINDS_OF_IT, sent_at__isnull=False).exists()
