"""Handing over at a desk: who has the shift now, who comes next, and one button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from contacts.access import may
from contacts.models import ContactPoint, DutyShift, HandOver
from contacts.roles import Permission
from contacts.selectors.duty import OnDuty, on_duty
from contacts.selectors.duty_turns import Turn
from contacts.selectors.rosters import hand_overs_of, shift_get
from contacts.services.duty_hand_over import EARLY, hand_over_take, hand_over_write
from contacts.views.duty_common import address, crumbs, own_desk, reader_of
from contacts.views.duty_forms import NoteForm
from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, Invalid


@dataclass(frozen=True, kw_only=True)
class Takeover:
    """A shift as the hand-over shows it: what was written for it, and what the reader may do."""

    turn: Turn
    hand_over: HandOver | None
    is_running: bool
    is_reader: bool
    may_take: bool
    form: NoteForm | None


@require_safe
def hand_over(request: HttpRequest, code: str, desk: str) -> HttpResponse:
    return _page(request, own_desk(reader_of(request), code, desk))


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over_note(request: HttpRequest, code: str, desk: str, shift: UUID) -> HttpResponse:
    """The form stands on the page of the hand-over; GET leads there."""
    point = own_desk(reader_of(request), code, desk)
    if request.method != "POST":
        return redirect(address("hand_over", point))
    row = shift_get(point, shift)
    form = _note_form(row.pk, request)
    if not form.is_valid() or not _write(request, row, form):
        return _page(request, point, typed={row.pk: form}, status=400)
    messages.success(request, _("The note is kept for whoever takes over from you."))
    return redirect(address("hand_over", point))


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over_taken(request: HttpRequest, code: str, desk: str, shift: UUID) -> HttpResponse:
    """The button stands on the page of the hand-over; GET leads there."""
    point = own_desk(reader_of(request), code, desk)
    if request.method == "POST":
        done = hand_over_take(actor=reader_of(request), shift=shift_get(point, shift))
        if done.taken_by == request.user:
            messages.success(request, _("You have taken over. Whoever looks for this desk is told so."))
        else:
            messages.info(request, _("%(name)s had taken over before you.") % {"name": done.taken_by})
    return redirect(address("hand_over", point))


def _write(request: HttpRequest, row: DutyShift, form: NoteForm) -> bool:
    given = form.cleaned_data
    try:
        hand_over_write(actor=reader_of(request), shift=row, note=given["note"], seen=_instant(given["seen"]))
    except Invalid as refusal:
        form.add_refusal(refusal)
    except Conflict as refusal:
        form.add_error("note", refusal.message)
        # It is shown now: whoever sends again has seen it.
        form.data = {"note": form.data["note"], "seen": _seen(hand_overs_of([row.pk]).get(row.pk))}
    return not form.errors


def _instant(text: str) -> datetime | None:
    try:
        return parse_datetime(text)
    except ValueError:
        return None


def _page(
    request: HttpRequest, desk: ContactPoint, *, typed: dict[UUID, NoteForm] | None = None, status: int = 200
) -> HttpResponse:
    user, now = reader_of(request), timezone.now()
    duty = on_duty(desk, now)
    takeovers = _takeovers(user, desk, duty, now, typed or {})
    context = {
        "desk": desk,
        "duty": duty,
        "takeovers": takeovers,
        "form": next(iter((typed or {}).values()), None),
        "crumbs": crumbs(desk, _("Hand-over")),
    }
    return render(request, "contacts/duty/hand_over.html", context, status=status)


def _takeovers(
    user: User, desk: ContactPoint, duty: OnDuty, now: datetime, typed: dict[UUID, NoteForm]
) -> Sequence[Takeover]:
    turns = [turn for turn in (duty.turn, duty.next) if turn]
    written = hand_overs_of([turn.pk for turn in turns])
    acknowledges = may(user, Permission.ACKNOWLEDGE, desk.authority)
    found = []
    for turn in turns:
        one, is_reader = written.get(turn.pk), turn.person_id == user.pk
        open_ = not (one and one.taken_at)
        found.append(
            Takeover(
                turn=turn,
                hand_over=one,
                is_running=turn.starts_at <= now,
                is_reader=is_reader,
                may_take=open_ and (acknowledges or is_reader) and turn.starts_at - EARLY <= now,
                form=(typed.get(turn.pk) or _note_form(turn.pk, note=one)) if open_ and acknowledges else None,
            )
        )
    return found


def _note_form(shift: UUID, request: HttpRequest | None = None, *, note: HandOver | None = None) -> NoteForm:
    initial = {"note": note.note if note else "", "seen": _seen(note)}
    return NoteForm(request.POST if request else None, initial=initial, auto_id=f"id_{shift}_%s")


def _seen(note: HandOver | None) -> str:
    return note.written_at.isoformat() if note and note.written_at else ""
