"""Going home: one note for whoever takes over, and with it the requests in one's hands."""

from __future__ import annotations

from collections.abc import Iterable
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
from mla_portal.errors import Invalid, NotAllowed
from mla_portal.values import JSON
from requests_app.models import HandedRequest, Request, WorkHandOver
from requests_app.selectors.assignments import WORKING, people_for, responsible_for
from requests_app.selectors.hand_overs import in_my_hands, may_note
from requests_app.selectors.open_work import side_in
from requests_app.services import notices
from requests_app.services.assignments import assignment_record
from requests_app.services.inputs import required_text

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


def _locked(rows: dict[UUID, Request]) -> list[Request]:
    """As they are now, in the order in which everybody takes them."""
    related = ("case", "requesting_authority", "requested_authority", "requesting_person", "requested_person")
    found = Request.objects.select_for_update(of=("self",), no_key=True).select_related(*related)
    return list(found.filter(pk__in=rows).order_by("pk"))


def _record(actor: User, verb: Verb, hand_over: WorkHandOver, **more: int) -> None:
    data: dict[str, JSON] = {"hand_over": str(hand_over.pk), "authority": hand_over.authority.code, **more}
    event_record(chain=CHAIN, verb=verb, actor=actor, data=data)
