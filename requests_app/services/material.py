"""Privileged or other people's material in a delivery: marked, shut but for those named, filtered."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, Invalid, NotAllowed
from requests_app.models import Disclosure, MaterialGround, MaterialMark, MaterialReader, Request
from requests_app.selectors.disclosures import get_disclosure, get_part, may_answer, may_hand_over
from requests_app.selectors.material import get_mark, is_named, marking_side, nameable, naming_at
from requests_app.services import notices
from requests_app.services.disclosures import acting
from requests_app.services.inputs import optional_text, required_choice, required_text
from requests_app.states import Side


@transaction.atomic
def material_mark(
    *, actor: User, request: Request, disclosure: Disclosure, ground: object, reason: object, part: UUID | None = None
) -> MaterialMark:
    """Say that a delivery, or one file of it, holds such material. From now on nobody opens it who is not named.

    Raises NotAllowed for who does the work of neither side, Conflict where it is marked already.
    """
    disclosure = get_disclosure(actor, request, disclosure.pk)
    side = marking_side(answers=may_answer(actor, request), hands_over=may_hand_over(actor, request))
    if side is None:
        raise NotAllowed(_("Your role lets you read this, and not mark it. Tell your supervisor what you saw."))
    chosen = required_choice(ground, "ground", MaterialGround.values)
    said = required_text(reason, "reason", _("Say what it is, without telling what it says."), 2000)
    file = get_part(disclosure, part) if part else None
    now = _locked(request)
    if disclosure.marks.filter(part=file, filtered_at__isnull=True).exists():
        raise Conflict(_("This is marked already, and waits for its filter."))
    mark = MaterialMark.objects.create(
        disclosure=disclosure, part=file, ground=chosen, reason=said, side=side, by=actor, at=now
    )
    _record(mark, Verb.MATERIAL_MARKED, actor, now, by_side=acting(request, side), ground=chosen)
    notices.disclosure_changed(disclosure=disclosure, what="marked", to=_other(side), now=now)
    return mark


@transaction.atomic
def material_reader_name(
    *, actor: User, request: Request, disclosure: Disclosure, mark: MaterialMark, user: UUID
) -> MaterialReader:
    """Let a member of the own authority open it, to filter it: as a rule somebody who does not work on the matter.

    Again does nothing. Raises NotAllowed for who supervises neither authority, Invalid for somebody else's people.
    """
    disclosure = get_disclosure(actor, request, disclosure.pk)
    mark = get_mark(disclosure, mark.pk)
    authority = naming_at(actor, request)
    if authority is None:
        raise NotAllowed(_("A supervisor names who may open this."))
    now = _locked(request)
    person = next((one for one in nameable(actor, request) if one.pk == user), None)
    if person is None:
        raise Invalid({"user": [_("Choose one of the people of your own authority.")]})
    reader, first = MaterialReader.objects.get_or_create(
        mark=mark, user=person, defaults={"named_by": actor, "at": now}
    )
    if first:
        own = authority.pk == request.requesting_authority_id
        side = Side.REQUESTING if own else Side.REQUESTED
        _record(mark, Verb.MATERIAL_READER_NAMED, actor, now, by_side=side, reader=person.name)
    return reader


@transaction.atomic
def material_filter(
    *,
    actor: User,
    request: Request,
    disclosure: Disclosure,
    mark: MaterialMark,
    filtered_by: object,
    taken_out: object = "",
    superseded_by: UUID | None = None,
) -> MaterialMark:
    """Record the filter, once, by one of those named: who did it, what was taken out. With nothing taken out the files
    open again as their conditions allow; else a later delivery without it takes the place of this one.
    """
    disclosure = get_disclosure(actor, request, disclosure.pk)
    now = _locked(request)
    mark = get_mark(disclosure, mark.pk)
    if mark.filtered_at is not None:
        raise Conflict(_("The filter is on record already."))
    if not is_named(actor, mark):
        raise NotAllowed(_("Only those who are named may open this, and say what was taken out."))
    mark.filtered_by = required_text(filtered_by, "filtered_by", _("Say who filtered it."), 200)
    mark.taken_out = optional_text(taken_out, "taken_out", 2000)
    mark.superseded_by = _successor(request, disclosure, superseded_by, taken_out=bool(mark.taken_out))
    mark.recorded_by, mark.filtered_at = actor, now
    mark.save(update_fields=["filtered_by", "taken_out", "superseded_by", "recorded_by", "filtered_at"])
    side = Side.REQUESTED if may_hand_over(actor, request) else Side.REQUESTING
    after = {"superseded_by": mark.superseded_by.number} if mark.superseded_by else {}
    _record(mark, Verb.MATERIAL_FILTERED, actor, now, by_side=side, cleared=not mark.taken_out, **after)
    notices.disclosure_changed(disclosure=disclosure, what="filtered", to=_other(side), now=now)
    return mark


def _successor(request: Request, disclosure: Disclosure, chosen: UUID | None, *, taken_out: bool) -> Disclosure | None:
    if not taken_out:
        if chosen is not None:
            raise Invalid({"taken_out": [_("Say what was taken out: another delivery takes the place of this one.")]})
        return None
    later = request.disclosures.filter(pk=chosen, number__gt=disclosure.number).first() if chosen else None
    if later is None:
        raise Invalid(
            {"superseded_by": [_("Choose the later delivery without it. If there is none yet, ask for it first.")]}
        )
    return later


def _locked(request: Request) -> datetime:
    Request.objects.select_for_update(of=("self",), no_key=True).get(pk=request.pk)
    return timezone.now()


def _other(side: Side) -> Side:
    return Side.REQUESTED if side is Side.REQUESTING else Side.REQUESTING


def _record(mark: MaterialMark, verb: Verb, actor: User, at: datetime, **data: str | int | bool) -> None:
    event_record(
        chain=f"request:{mark.disclosure.request_id}",
        verb=verb,
        actor=actor,
        data={"disclosure": str(mark.disclosure_id), "number": mark.disclosure.number, "mark": str(mark.pk), **data},
        at=at,
    )
