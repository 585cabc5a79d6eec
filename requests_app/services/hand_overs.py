"""Going home: one note for whoever takes over, and with it the requests in one's hands."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.access import permissions_at
from contacts.models import Authority
from contacts.services.directory import CHAIN
from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, Invalid, NotAllowed, NotFound, Refusal
from mla_portal.values import JSON
from requests_app.models import HandedRequest, Request, WorkHandOver
from requests_app.selectors.assignments import WORKING, people_for, responsible_for, workers_at
from requests_app.selectors.hand_overs import hand_overs_known, hand_overs_orphaned, in_my_hands, may_note
from requests_app.selectors.lists import supervised
from requests_app.selectors.open_work import side_in
from requests_app.selectors.orphans import orphans
from requests_app.services import notices
from requests_app.services.assignments import assignment_record
from requests_app.services.inputs import required_text
from requests_app.states import Side

NOTE_LENGTH = 10_000


@transaction.atomic
def work_hand_over(
    *, actor: User, authority: Authority, to: User | None, note: object, requests: Iterable[UUID]
) -> WorkHandOver:
    """Write the note, and give these requests of the actor to `to`, or to the desk. Each is an event of its request.

    What the actor does not have any more is left alone. Raises NotAllowed, and Invalid for a note that says nothing, or
    somebody who may not have one of the requests: nothing is handed over then.
    """
    if not permissions_at(actor, {authority.pk})[authority.pk] & {one for many in WORKING.values() for one in many}:
        raise NotAllowed(_("Those who work on requests at this authority hand over here."))
    text = required_text(note, "note", _("Write what whoever takes over has to know."), NOTE_LENGTH)
    if to == actor:
        raise Invalid({"to": [_("Choose a colleague, or the desk.")]})
    wanted = set(requests)
    mine = {row.pk: row for row in in_my_hands(actor, authority) if row.pk in wanted}
    now = timezone.now()
    hand_over = WorkHandOver.objects.create(authority=authority, by=actor, to=to, note=text, made_at=now)
    handed = 0
    for row in _locked(mine):
        side = side_in(row, [authority.pk])
        if responsible_for(row, side) != actor:
            continue
        if to is not None and not people_for(row, side).filter(pk=to.pk).exists():
            raise Invalid(
                {"to": [_("%(name)s may not have %(reference)s.") % {"name": to, "reference": row.reference}]}
            )
        assignment_record(actor=actor, request=row, side=side, person=to, now=now)
        due = mine[row.pk].next_due  # type: ignore[attr-defined]
        HandedRequest.objects.create(hand_over=hand_over, request=row, side=side, due_at=due)
        handed += 1
    _record(actor, Verb.WORK_HANDED_OVER, hand_over, requests=handed)
    notices.handed_over(hand_over=hand_over, number=handed, now=now)
    return hand_over


@transaction.atomic
def hand_over_note(*, actor: User, hand_over: WorkHandOver) -> WorkHandOver:
    """Say that one has read it. Again does nothing, whoever was first. Raises NotAllowed."""
    now = timezone.now()
    locked = WorkHandOver.objects.select_for_update(of=("self",)).select_related("authority").get(pk=hand_over.pk)
    if locked.noted_at is not None:
        return locked
    if not may_note(actor, locked):
        raise NotAllowed(_("Whoever takes over says that they have read it, or a supervisor does."))
    WorkHandOver.objects.filter(pk=locked.pk).update(noted_by=actor, noted_at=now)
    locked.noted_by, locked.noted_at = actor, now
    _record(actor, Verb.WORK_HAND_OVER_NOTED, locked)
    return locked


@transaction.atomic
def hand_over_pass_on(*, actor: User, hand_over: WorkHandOver, person: User | None) -> int:
    """What was handed over to somebody who has left goes on to `person`, to the desk (None), or to the supervisor who
    does this, with the requests that are still in those hands; how many of them.

    Whoever gets it has the same words as a note of their own; the old one stays as it was written. What the person may
    not have stays among what nobody has. Raises NotFound where it is none of the actor's, or waits for somebody who is
    there; Conflict for the second; Invalid for somebody who does not work there.
    """
    WorkHandOver.objects.select_for_update(of=("self",)).get(pk=hand_over.pk)
    locked = hand_overs_orphaned(actor).filter(pk=hand_over.pk).first()
    if locked is None:
        raise _not_orphaned(actor, hand_over)
    if person is not None and person != actor and not workers_at(locked.authority, *Side).filter(pk=person.pk).exists():
        raise Invalid({"person": [_("%(name)s does not work on requests here.") % {"name": person}]})
    now = timezone.now()
    given = [row for row in _left_behind(locked) if _give(actor, row, locked, person, now)]
    if person != actor:
        words = {"by": locked.by, "to": locked.to}
        text = _("%(by)s wrote this for %(to)s, who has left:") % words + f"\n\n{locked.note}"
        again = WorkHandOver.objects.create(authority=locked.authority, by=actor, to=person, note=text, made_at=now)
        for row in given:
            HandedRequest.objects.create(hand_over=again, request=row, side=_side(row, locked))
        _record(actor, Verb.WORK_HANDED_OVER, again, requests=len(given))
        notices.handed_over(hand_over=again, number=len(given), now=now)
    WorkHandOver.objects.filter(pk=locked.pk).update(noted_by=actor, noted_at=now)
    _record(actor, Verb.WORK_HAND_OVER_NOTED, locked)
    return len(given)


def _left_behind(hand_over: WorkHandOver) -> list[Request]:
    """The requests that went along and are still in the hands of whoever has left."""
    keys = hand_over.requests.values_list("request_id", flat=True)
    rows = _locked(set(keys))
    return [row for row in rows if responsible_for(row, _side(row, hand_over)) == hand_over.to]


def _give(actor: User, row: Request, hand_over: WorkHandOver, person: User | None, now: datetime) -> bool:
    side = _side(row, hand_over)
    if not orphans(actor).filter(pk=row.pk).exists():
        return False
    if person is not None and not people_for(row, side).filter(pk=person.pk).exists():
        return False
    assignment_record(actor=actor, request=row, side=side, person=person, now=now)
    return True


def _side(row: Request, hand_over: WorkHandOver) -> Side:
    return side_in(row, [hand_over.authority_id])


def _not_orphaned(actor: User, hand_over: WorkHandOver) -> Refusal:
    """Why it cannot be passed on."""
    known = hand_overs_known(actor).filter(pk=hand_over.pk, authority__in=supervised(actor)).first()
    if known is None:
        return NotFound(_("There is nothing here, or it is not yours to see."))
    if known.noted_by is not None:
        return Conflict(_("%(name)s had taken note before you.") % {"name": known.noted_by})
    return Conflict(_("Whoever it was handed over to is still here, and reads it."))


def _locked(rows: Collection[UUID]) -> list[Request]:
    """As they are now, in the order in which everybody takes them."""
    related = ("case", "requesting_authority", "requested_authority", "requesting_person", "requested_person")
    found = Request.objects.select_for_update(of=("self",), no_key=True).select_related(*related)
    return list(found.filter(pk__in=rows).order_by("pk"))


def _record(actor: User, verb: Verb, hand_over: WorkHandOver, **more: int) -> None:
    data: dict[str, JSON] = {"hand_over": str(hand_over.pk), "authority": hand_over.authority.code, **more}
    event_record(chain=CHAIN, verb=verb, actor=actor, data=data)
