"""Saying who is responsible for a request: taken, given to a colleague, or given back to the desk."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.errors import Conflict, Invalid, NotAllowed
from requests_app.access import sides_of
from requests_app.models import Assignment, Request
from requests_app.selectors.assignments import ASSIGNED, authority_of, people_for, responsible_for, works_on
from requests_app.services import notices
from requests_app.services.inputs import optional_text
from requests_app.states import OPEN, Side

NOTE_LENGTH = 2000
_ANYBODY = object()


@transaction.atomic
def request_assign(
    *, actor: User, request: Request, person: User | None, note: object = "", seen: object = _ANYBODY
) -> Request:
    """Make `person` responsible on the side of the actor, or nobody: back to the desk. What is so already, stays.

    `seen` is who was responsible when the actor looked (None for nobody); left out, whoever it is. Raises NotAllowed,
    Invalid for somebody who does not work there, and Conflict when it is over on this side or somebody was first.
    """
    side = assigning_side(actor, request)
    if not works_on(actor, request, side):
        raise NotAllowed(
            _("Your role at %(authority)s lets you read this, and not say who is responsible. Ask your supervisor.")
            % {"authority": authority_of(request, side).name}
        )
    text = optional_text(note, "note", NOTE_LENGTH)
    _lock(request)
    before = responsible_for(request, side)
    if person == before:
        return request
    if request.status not in OPEN[side]:
        raise Conflict(_("This request is over: nobody need be responsible for it any more."))
    if seen is not _ANYBODY and seen != before:
        raise Conflict(
            _("Meanwhile somebody else said who is responsible: %(name)s. Look again, then decide.")
            % {"name": before or _("the desk")}
        )
    if person is not None and not people_for(request, side).filter(pk=person.pk).exists():
        raise Invalid({"person": [_("Choose somebody who works on such requests here, and may see this one.")]})
    now = timezone.now()
    assignment_record(actor=actor, request=request, side=side, person=person, note=text, now=now)
    if person is not None and person != actor:
        notices.assigned(request=request, to=person, by=actor, now=now)
    return request


def assigning_side(actor: User, request: Request) -> Side:
    """The side for which the person speaks here: their own where they stand on both."""
    return Side.REQUESTING if Side.REQUESTING in sides_of(actor, request) else Side.REQUESTED


def assignment_record(
    *, actor: User, request: Request, side: Side, person: User | None, now: datetime, note: str = ""
) -> Assignment:
    """Write it down, in the caller's transaction, which holds the request and has asked whether it may be."""
    # Not `updated_at`: nothing of the request itself has changed.
    Request.objects.filter(pk=request.pk).update(**{f"{side}_person": person})
    setattr(request, f"{side}_person", person)
    given = Assignment.objects.create(request=request, side=side, person=person, by=actor, at=now, note=note)
    event_record(
        chain=f"request:{request.pk}",
        verb=ASSIGNED[side],
        actor=actor,
        data={
            "assignment": str(given.pk),
            "to": str(person.pk) if person else None,
            "name": str(person) if person else "",
        },
        at=now,
    )
    return given


def responsible_at_sending(actor: User, request: Request) -> dict[str, Any]:
    """What a sending changes: whoever sends a request has it from then on, unless it was given to somebody."""
    given = request.assignments.filter(side=Side.REQUESTING).exists()
    return {} if given else {"requesting_person": actor}


def responsible_at_start(*, actor: User, request: Request, now: datetime) -> None:
    """Whoever begins the execution has it, where it is nobody's; not the officer who records that of an outsider."""
    if request.requested_person_id is None and request.requested_authority.member:
        assignment_record(actor=actor, request=request, side=Side.REQUESTED, person=actor, now=now)


def _lock(request: Request) -> None:
    """Who is responsible, and where the request stands, as they are now."""
    rows = Request.objects.select_for_update(of=("self",), no_key=True)
    now = rows.select_related("requesting_person", "requested_person").get(pk=request.pk)
    request.status = now.status
    request.requesting_person, request.requested_person = now.requesting_person, now.requested_person
