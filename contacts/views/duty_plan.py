"""Planning the roster of a desk: first the days and hours, then who keeps each shift."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from contacts.models import ContactPoint
from contacts.roster import shifts_planned
from contacts.selectors.duty_plan import PlanRow, changes_usual, gap_after, gap_before, plan_rows, turns_proposed
from contacts.selectors.rosters import members_at, roster_end
from contacts.services.duty import roster_publish
from contacts.services.duty_checks import MAX_SHIFTS, NewShift, written
from contacts.views.duty_common import address, crumbs, kept_desk, reader_of
from contacts.views.duty_days import row_title
from contacts.views.duty_forms import BaseShifts, PlanForm, Shifts
from mla_portal.errors import Invalid


@require_http_methods(["GET", "HEAD", "POST"])
def roster_plan(request: HttpRequest, code: str, desk: str) -> HttpResponse:
    """The days and hours stand in the address; what is posted is who keeps the shifts that follow from them."""
    point, now = kept_desk(reader_of(request), code, desk), timezone.now()
    today = now.astimezone(ZoneInfo(point.zone)).date()
    posted = request.method == "POST"
    if not (request.GET or posted):
        return _page(request, point, "days", form=PlanForm(initial=_usual(point, now), today=today))
    form = PlanForm(request.GET, today=today)
    rows = _rows(point, form, now)
    if form.errors:
        return _page(request, point, "days", form=form, status=400)
    proposed = _proposed(point, rows, repeat=form.cleaned_data["repeat"])
    members = {person.pk: person for person in members_at(point.authority)}
    shifts = Shifts(request.POST if posted else None, rows=rows, members=members, initial=proposed)
    if posted and shifts.is_valid() and _publish(request, point, form, shifts):
        return redirect(address("roster", point))
    return _page(request, point, "shifts", form=form, formset=shifts, status=400 if posted else 200)


def _usual(desk: ContactPoint, now: datetime) -> dict[str, Any]:
    """Where the roster ends, and as it was until then."""
    end, changes = roster_end(desk), changes_usual(desk)
    first = max(end or now, now).astimezone(ZoneInfo(desk.zone)).date()
    hours = {"hours": ", ".join(f"{change:%H:%M}" for change in changes)} if 0 < len(changes) <= 6 else {}
    return {"first_day": first, "repeat": bool(changes), **hours}


def _rows(desk: ContactPoint, form: PlanForm, now: datetime) -> list[PlanRow]:
    """The shifts to be filled; none, and an error on the form, where a roster of these days could not stand."""
    if not form.is_valid():
        return []
    given = form.cleaned_data
    spans = shifts_planned(given["first_day"], given["days"], given["hours"], ZoneInfo(desk.zone))
    rows = plan_rows(desk, spans, now)
    if not rows:
        form.add_error("days", _("These shifts have begun or are over. Plan more days, or begin later."))
    elif len(rows) > MAX_SHIFTS:
        form.add_error(
            "days", _("These would be more than %(number)d shifts. Plan fewer days.") % {"number": MAX_SHIFTS}
        )
    elif desk.round_the_clock:
        _refuse_gaps(desk, form, rows, now)
    return rows


def _refuse_gaps(desk: ContactPoint, form: PlanForm, rows: Sequence[PlanRow], now: datetime) -> None:
    """Before a hundred names are typed."""
    sentence = _("Nobody would be on duty from %(begin)s until %(end)s, where this roster meets the one there is.")
    gaps = {"first_day": gap_before(desk, rows[0].span.starts_at, now), "days": gap_after(desk, rows[-1].span.ends_at)}
    for field, gap in gaps.items():
        if gap:
            words = {"begin": written(gap.starts_at, desk), "end": written(gap.ends_at, desk)}
            form.add_error(field, sentence % words)


def _proposed(desk: ContactPoint, rows: Sequence[PlanRow], *, repeat: bool) -> list[dict[str, str]]:
    turns = turns_proposed(desk, rows, repeat=repeat)
    found = (turns.get(row.key) for row in rows)
    return [
        {"person": str(turn.person_id or ""), "name": "" if turn.person_id else turn.name, "telephone": turn.telephone}
        if turn
        else {}
        for turn in found
    ]


def _publish(request: HttpRequest, desk: ContactPoint, form: PlanForm, shifts: BaseShifts) -> bool:
    """Whether it is done; if not, the reasons stand beside the rows."""
    given = [one for one in shifts.forms if desk.round_the_clock or not one.is_empty()]
    first, last = shifts.rows[0].span, shifts.rows[-1].span
    try:
        published = roster_publish(
            actor=reader_of(request),
            desk=desk,
            shifts=[_new(one.row, one.keeper()) for one in given if one.row],
            from_=first.starts_at,
            until=last.ends_at,
        )
    except Invalid as refusal:
        for text in shifts.add_refusal(refusal, given):
            form.add_error(None, text)
        return False
    said = ngettext(
        "The roster is published: %(number)d shift, until %(end)s.",
        "The roster is published: %(number)d shifts, until %(end)s.",
        len(published),
    )
    messages.success(request, said % {"number": len(published), "end": written(last.ends_at, desk)})
    return True


def _new(row: PlanRow, keeper: dict[str, Any]) -> NewShift:
    return NewShift(starts_at=row.span.starts_at, ends_at=row.span.ends_at, **keeper)


def _page(request: HttpRequest, desk: ContactPoint, step: str, *, status: int = 200, **shown: Any) -> HttpResponse:
    zone = ZoneInfo(desk.zone)
    shifts: BaseShifts | None = shown.get("formset")
    titles = [row_title(row.span, zone) for row in shifts.rows] if shifts else []
    context = {
        "desk": desk,
        "rows": zip(titles, shifts.forms, strict=True) if shifts else [],
        "begins": written(shifts.rows[0].span.starts_at, desk) if shifts else "",
        "ends": written(shifts.rows[-1].span.ends_at, desk) if shifts else "",
        "roster_href": address("roster", desk),
        "plan_href": address("roster_plan", desk),
        "crumbs": crumbs(desk, _("Plan shifts")),
        **shown,
    }
    return render(request, f"contacts/duty/plan_{step}.html", context, status=status)
