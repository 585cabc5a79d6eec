"""Asked by telephone first: recorded before it is written, and then owed in writing by a due date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, Invalid
from requests_app.access import require
from requests_app.instants import parse_instant
from requests_app.models import OralRequest, Request, Urgency
from requests_app.services.clocks import written_confirmation_start
from requests_app.services.deadlines import deadlines_lock
from requests_app.services.inputs import required_text
from requests_app.states import UNSENT

FIELDS = ("caller", "spoken_to", "number", "said_at", "said", "called_back")
# What the clock of a telephone may be ahead of ours, and how long after the call it is still written down.
_AHEAD, _BEFORE = timedelta(minutes=5), timedelta(days=7)


@transaction.atomic
def oral_request_record(*, actor: User, request: Request, answers: Mapping[str, Any]) -> OralRequest:
    """Record that an emergency was told by telephone: who rang whom, at which number, when, and what was said.

    The clock of the written confirmation runs from the first call; a further one is recorded beside it. Raises Invalid
    with every wrong answer, Conflict for what is no emergency, or is in writing already.
    """
    require(actor, Permission.SEND, request.requesting_authority)
    deadlines_lock(request)
    locked = Request.objects.select_for_update(of=("self",), no_key=True).get(pk=request.pk)
    if locked.urgency != Urgency.EMERGENCY:
        raise Conflict(_("Only an emergency is told by telephone first. Mark the draft as one, or send it in writing."))
    if locked.status not in UNSENT:
        raise Conflict(_("It has been sent in writing. What is said by telephone now is recorded as a message."))
    now = timezone.now()
    made = OralRequest.objects.create(request=locked, by=actor, at=now, **_judged(answers, actor, now))
    event_record(
        chain=f"request:{request.pk}",
        verb=Verb.EMERGENCY_ORAL,
        actor=actor,
        data={"oral": str(made.pk), "said_at": made.said_at.isoformat(), "called_back": made.called_back},
        at=now,
    )
    written_confirmation_start(request=request, said_at=made.said_at, now=now)
    return made


def _judged(answers: Mapping[str, Any], actor: User, now: datetime) -> dict[str, Any]:
    errors = {name[:60]: [_("There is no such field here.")] for name in answers if name not in FIELDS}
    given: dict[str, Any] = {}
    readers = {
        "caller": lambda raw: required_text(raw or actor.name, "caller", _("Say who telephoned."), 200),
        "spoken_to": lambda raw: required_text(raw, "spoken_to", _("Say with whom: a name and the desk."), 200),
        "number": lambda raw: required_text(raw, "number", _("Give the number that was called."), 80),
        "said": lambda raw: required_text(raw, "said", _("Write what was asked, and what was answered."), 4000),
        "said_at": lambda raw: _instant(raw, now),
        "called_back": _yes_or_no,
    }
    for name, read in readers.items():
        try:
            given[name] = read(answers.get(name))
        except Invalid as refusal:
            errors |= refusal.errors
    if errors:
        raise Invalid(errors)
    return given


def _instant(raw: object, now: datetime) -> datetime:
    try:
        at = raw if isinstance(raw, datetime) else parse_instant(raw)
    except ValueError:
        raise Invalid({"said_at": [_("Say when, with the offset from UTC.")]}) from None
    if not now - _BEFORE <= at <= now + _AHEAD:
        raise Invalid({"said_at": [_("Give the moment of the call: in the past, and not more than a week ago.")]})
    return min(at, now)


def _yes_or_no(raw: object) -> bool:
    if not isinstance(raw, bool):
        raise Invalid({"called_back": [_("Say whether they called back at a number that they had themselves.")]})
    return raw
