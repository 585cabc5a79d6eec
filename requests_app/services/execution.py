"""The work of the requested authority: begun, put off, taken up again, reported; and closed by who asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.days import day_in
from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, Invalid
from requests_app.kinds.reported import DONE, REPORTED, Report, clean_items, report_errors
from requests_app.models import Request, Topic
from requests_app.selectors.answers import kind_of
from requests_app.selectors.closed_moves import undecided
from requests_app.selectors.preservations import all_lapsed, recorded_days
from requests_app.selectors.questions import open_question
from requests_app.selectors.silence import too_soon, unanswered
from requests_app.services.assignments import responsible_at_start
from requests_app.services.deadlines import deadlines_lock
from requests_app.services.decisions import decision_make
from requests_app.services.doubts import require_sure
from requests_app.services.inputs import optional_day, optional_text, required_choice, required_text
from requests_app.services.life_clocks import clocks_at_end
from requests_app.services.moves import move_checked
from requests_app.states import Action, Outcome, Status


@transaction.atomic
def request_start(*, actor: User, request: Request) -> Request:
    """Say that the request is being executed: it is for us, and complete enough to begin. Who begins is responsible for
    it from then on, unless somebody is already.
    """
    move = move_checked(actor=actor, request=request, action=Action.START)
    now = timezone.now()
    decision_make(actor=actor, request=request, move=move, now=now)
    responsible_at_start(actor=actor, request=request, now=now)
    return request


@transaction.atomic
def request_postpone(*, actor: User, request: Request, until: object, reason: str) -> Request:
    """Put it off to the day of review, because it would prejudice proceedings of one's own (Art. 27(5))."""
    move = move_checked(actor=actor, request=request, action=Action.POSTPONE)
    now = timezone.now()
    day = optional_day(until, "until", _zone(request))
    if day is None:
        raise Invalid({"until": [_("Say on which day you look at it again.")]})
    if day <= _today(request, now):
        raise Invalid({"until": [_("The day of review has to be still to come.")]})
    text = required_text(
        reason, "reason", _("Say why it is postponed: the other side has a right to the reasons (Art. 27(7)).")
    )
    decision_make(
        actor=actor,
        request=request,
        move=move,
        now=now,
        words={"until": day, "text": text, "article": "27(5)"},
        changes={"reason": text},
        data={"until": day.isoformat()},
    )
    return request


@transaction.atomic
def request_resume(*, actor: User, request: Request) -> Request:
    move = move_checked(actor=actor, request=request, action=Action.RESUME)
    decision_make(actor=actor, request=request, move=move, now=timezone.now(), changes={"reason": ""})
    return request


@transaction.atomic
def request_complete(
    *,
    actor: User,
    request: Request,
    outcome: object = None,
    note: str = "",
    preserved_from: object = None,
    preserved_until: object = None,
    deleted_on: object = None,
    items: object = None,
) -> Request:
    """Report the result. A preservation that was executed, wholly or in part, has its first and its last day.

    Raises Invalid naming every wrong answer: days before the request was sent, in the wrong order, or of an outcome
    that preserves nothing; a preservation of less than 60 days without a note (Art. 29(7)).
    """
    move = move_checked(actor=actor, request=request, action=Action.COMPLETE)
    require_sure(request)
    if open_question(request, Topic.CONSULTATION):
        raise Conflict(undecided())
    now = timezone.now()
    chosen = required_choice(outcome, "outcome", REPORTED)
    text = optional_text(note, "note", 2000)
    days = {
        "preserved_from": optional_day(preserved_from, "preserved_from", _zone(request)),
        "preserved_until": optional_day(preserved_until, "preserved_until", _zone(request)),
    }
    gone = optional_day(deleted_on, "deleted_on", _zone(request))
    days |= _recorded_days(request, chosen, days)
    answers, wrong = clean_items(items, {str(one.pk): one.value for one in request.identifiers.all()})
    sent_on = day_in(_zone(request), request.sent_at or now)
    report = Report(outcome=chosen, note=text, sent_on=sent_on, today=_today(request, now), deleted_on=gone, **days)
    errors = report_errors(kind_of(request), report) | ({"items": wrong} if wrong else {})
    if errors:
        raise Invalid(errors)
    decision_make(
        actor=actor,
        request=request,
        move=move,
        now=now,
        words={"outcome": chosen, "text": text, "items": answers, "deleted_on": gone, **days},
        data={name: day.isoformat() for name, day in {**days, "deleted_on": gone}.items() if day},
    )
    return request


@transaction.atomic
def request_close(*, actor: User, request: Request) -> Request:
    """The answer has been read, and nothing more is expected; or nobody gave one, and the last reminder has gone out.

    The outcome is then "no reply"; and "lapsed" where all that was preserved has lapsed unused. Raises Conflict before
    the ladder of the acknowledgement is climbed.
    """
    move = move_checked(actor=actor, request=request, action=Action.CLOSE)
    now, changes = timezone.now(), {}
    if move.source is Status.SENT:
        deadlines_lock(request)
        if not unanswered([request]):
            raise Conflict(too_soon())
        changes["outcome"] = Outcome.NO_REPLY
    elif all_lapsed(request):
        changes["outcome"] = Outcome.LAPSED
    decision_make(actor=actor, request=request, move=move, now=now, changes=changes, data=changes)
    if move.source is Status.SENT:
        clocks_at_end(request=request, reason=Outcome.NO_REPLY.value, now=now)
    return request


def _recorded_days(request: Request, outcome: str, days: Mapping[str, date | None]) -> dict[str, date]:
    """The days that the custodians' records say; the earliest end counts. Raises Invalid where others are told."""
    found = recorded_days(request)
    if not found or outcome not in DONE:
        return {}
    told = {"preserved_from": found[0], "preserved_until": found[1]}
    wrong = {
        name: [
            _("The records of the custodians say %(day)s. Leave this empty, or change the record.")
            % {"day": told[name].isoformat()}
        ]
        for name, day in days.items()
        if day is not None and day != told[name]
    }
    if wrong:
        raise Invalid(wrong)
    return told


def _zone(request: Request) -> str:
    return request.requested_authority.jurisdiction.time_zone


def _today(request: Request, now: datetime) -> date:
    return day_in(_zone(request), now)
