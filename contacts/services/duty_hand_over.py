"""How one shift hands over to the next: the note for whoever takes over, and that they have."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.access import may
from contacts.models import ContactPoint, DutyShift, HandOver
from contacts.roles import Permission
from contacts.services.duty import desk_lock, duty_record, running_shift
from contacts.services.duty_checks import written
from mla_portal.accounts.models import User
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, Invalid, NotAllowed

NOTE_LENGTH = 4000
# How long before its begin a shift may be taken up: people come a little early.
EARLY = timedelta(hours=1)


@transaction.atomic
def hand_over_write(*, actor: User, shift: DutyShift, note: str, seen: datetime | None = None) -> HandOver:
    """Write the note for whoever takes this shift up, in the place of an earlier one that the writer has `seen`.

    `seen` is when that earlier note was written, None when there was none. Raises NotAllowed, Invalid, and Conflict
    when the shift is over or was taken up, or when a colleague wrote a note meanwhile.
    """
    _require(actor, shift.desk)
    note = _note_checked(note)
    desk, now = desk_lock(shift.desk), timezone.now()
    hand_over = _hand_over_of(running_shift(shift, desk, now))
    if hand_over.taken_at:
        raise Conflict(_("The shift was taken up; what stood here was read. Write the note for the next shift."))
    if hand_over.note == note:
        return hand_over
    if hand_over.written_at != seen:
        raise Conflict(_("A colleague wrote a note meanwhile. Read it, and add to it what you have to say."))
    hand_over.note, hand_over.written_by, hand_over.written_at = note, actor, now
    hand_over.save()
    _record(actor, Verb.DUTY_HANDED_OVER, hand_over)
    return hand_over


@transaction.atomic
def hand_over_take(*, actor: User, shift: DutyShift) -> HandOver:
    """Say that one has taken over: the person of the shift, or a colleague who stands in. Again does nothing.

    Raises NotAllowed, and Conflict when the shift is over or does not begin within EARLY.
    """
    if actor.pk != shift.person_id:
        _require(actor, shift.desk)
    desk, now = desk_lock(shift.desk), timezone.now()
    shift = running_shift(shift, desk, now)
    hand_over = _hand_over_of(shift)
    if hand_over.taken_at:
        return hand_over
    if shift.starts_at - EARLY > now:
        raise Conflict(
            _("This shift begins on %(begin)s. It can be taken up from an hour before.")
            % {"begin": written(shift.starts_at, desk)}
        )
    hand_over.taken_by, hand_over.taken_at = actor, now
    hand_over.save()
    _record(actor, Verb.DUTY_TAKEN_UP, hand_over)
    return hand_over


def _require(actor: User, desk: ContactPoint) -> None:
    if not may(actor, Permission.ACKNOWLEDGE, desk.authority):
        raise NotAllowed(_("Those who acknowledge requests at this authority hand over here. Ask one of them."))


def _note_checked(note: str) -> str:
    note = note.strip()
    if not note:
        raise Invalid({"note": [_("Write what the next shift has to know.")]})
    if len(note) > NOTE_LENGTH:
        raise Invalid({"note": [_("A note has at most %(number)d characters. Shorten it.") % {"number": NOTE_LENGTH}]})
    return note


def _hand_over_of(shift: DutyShift) -> HandOver:
    """The one of this shift, or a new one that is not written yet."""
    return HandOver.objects.filter(shift=shift).select_related("shift__desk__authority").first() or HandOver(
        shift=shift
    )


def _record(actor: User, verb: Verb, hand_over: HandOver) -> None:
    shift = hand_over.shift
    data = {"shift": str(shift.pk), "begins": shift.starts_at.isoformat()}
    duty_record(actor=actor, verb=verb, desk=shift.desk, data=data)
