"""A mark that a request may not be genuine, put by the requested side and cleared by a call back.

On a chain of its own: the trail of the request is the requester's to read, and who is suspected is not told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, Invalid, NotAllowed
from requests_app.access import sides_of
from requests_app.instants import parse_instant
from requests_app.models import Request, SenderCheck, Suspicion
from requests_app.selectors.contract import not_here
from requests_app.selectors.doubts import may_clear, may_doubt, numbers_of, supervises, suspicion_of
from requests_app.services import notices
from requests_app.services.deadlines import deadlines_lock
from requests_app.services.incoming import sender_verify
from requests_app.services.inputs import required_text
from requests_app.states import Side

FIELDS = ("number", "spoken_to", "called_at", "answer")
_AHEAD = timedelta(minutes=5)


@transaction.atomic
def suspicion_raise(*, actor: User, request: Request, reason: object) -> Suspicion:
    """Say why it may not be genuine: from now on nothing is disclosed. Also of one that came through the portal.

    Raises NotFound on the side that asked, NotAllowed for who only reads, Conflict where a mark stands already.
    """
    _require_working(actor, request)
    text = required_text(reason, "reason", _("Say what makes you doubt that it is genuine."), 2000)
    _lock(request)
    if suspicion_of(request):
        raise Conflict(_("A colleague has said so already. Read why, and call back."))
    now = timezone.now()
    made = Suspicion.objects.create(request=request, reason=text, raised_by=actor, raised_at=now)
    _record(made, Verb.SUSPICION_RAISED, actor, now)
    notices.suspicion_raised(request=request, by=actor, now=now)
    return made


@transaction.atomic
def suspicion_clear(*, actor: User, request: Request, answers: Mapping[str, Any]) -> Suspicion:
    """Record the call that made sure: to a number that the directory has of the requesting authority.

    Of a request that came from outside it makes sure of its sender too. Raises NotAllowed for who raised it, unless
    they supervise; Invalid with every wrong answer; Conflict where no mark stands.
    """
    _require_working(actor, request)
    _lock(request)
    found = suspicion_of(request)
    if found is None:
        raise Conflict(_("No doubt stands here: somebody has cleared it already."))
    if not may_clear(actor, request, found):
        raise NotAllowed(_("You raised it yourself: another person calls back, or somebody who supervises."))
    now = timezone.now()
    for name, value in _judged(request, answers, found, now).items():
        setattr(found, name, value)
    found.cleared_by, found.cleared_at, found.by_supervisor = actor, now, supervises(actor, request)
    found.save(update_fields=[*FIELDS, "cleared_by", "cleared_at", "by_supervisor"])
    _record(found, Verb.SUSPICION_CLEARED, actor, now)
    if request.sender_unverified:
        sender_verify(actor=actor, request=request, how=SenderCheck.CALL_BACK)
    return found


def _judged(request: Request, answers: Mapping[str, Any], found: Suspicion, now: datetime) -> dict[str, Any]:
    errors = {name[:60]: [_("There is no such field here.")] for name in answers if name not in FIELDS}
    given: dict[str, Any] = {}
    readers: dict[str, Callable[[object], object]] = {
        "number": lambda raw: _number(raw, request, now),
        "spoken_to": lambda raw: required_text(raw, "spoken_to", _("Say who answered."), 200),
        "called_at": lambda raw: _instant(raw, found, now),
        "answer": lambda raw: required_text(raw, "answer", _("Write how they made sure of it."), 2000),
    }
    for name, read in readers.items():
        try:
            given[name] = read(answers.get(name))
        except Invalid as refusal:
            errors |= refusal.errors
    if errors:
        raise Invalid(errors)
    return given


def _number(raw: object, request: Request, now: datetime) -> str:
    known = [number for number, _whose in numbers_of(request, now=now)]
    if not known:
        text = _("The directory has no number of %(authority)s. Have its entry kept first.")
        raise Invalid({"number": [text % {"authority": request.requesting_authority.name}]})
    if not isinstance(raw, str) or raw not in known:
        text = _("Call a number of the directory, not one of the request: %(numbers)s.")
        raise Invalid({"number": [text % {"numbers": ", ".join(known)}]})
    return raw


def _instant(raw: object, found: Suspicion, now: datetime) -> datetime:
    try:
        at = raw if isinstance(raw, datetime) else parse_instant(raw)
    except ValueError:
        raise Invalid({"called_at": [_("Say when, with the offset from UTC.")]}) from None
    if not found.raised_at - timedelta(minutes=1) <= at <= now + _AHEAD:
        raise Invalid({"called_at": [_("Give the moment of the call: after the doubt was raised, and in the past.")]})
    return at


def _require_working(actor: User, request: Request) -> None:
    if Side.REQUESTED not in sides_of(actor, request) or not request.requested_authority.member:
        raise not_here()
    if not may_doubt(actor, request):
        raise NotAllowed(_("Your role lets you read this, and not write here. Ask your supervisor."))


def _lock(request: Request) -> None:
    """Whoever discloses at the same time waits here, or is waited for."""
    deadlines_lock(request)
    Request.objects.select_for_update(of=("self",), no_key=True).get(pk=request.pk)


def _record(suspicion: Suspicion, verb: Verb, actor: User, at: datetime) -> None:
    event_record(
        chain=f"suspicion:{suspicion.request_id}",
        verb=verb,
        actor=actor,
        data={"suspicion": str(suspicion.pk)},
        at=at,
    )
