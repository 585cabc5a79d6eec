"""The roster of a desk: who is on duty now, and the coming four weeks."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from contacts.roster import holes
from contacts.selectors.duty import on_duty
from contacts.selectors.duty_turns import turns_between, uncovered
from contacts.selectors.rosters import roster_end
from contacts.services.duty import may_keep_roster
from contacts.views.duty_common import address, crumbs, own_desk, reader_of
from contacts.views.duty_days import day_begin, weeks_of

_DAYS = 28


@require_safe
def roster(request: HttpRequest, code: str, desk: str) -> HttpResponse:
    user, now = reader_of(request), timezone.now()
    point = own_desk(user, code, desk)
    zone = ZoneInfo(point.zone)
    today = now.astimezone(zone).date()
    days = [today + timedelta(days=number) for number in range(_DAYS)]
    begin, end = day_begin(today, zone), day_begin(today + timedelta(days=_DAYS), zone)
    turns = turns_between(point, begin, end)
    nobody = uncovered(turns, now, end) if point.round_the_clock else []
    return render(
        request,
        "contacts/duty/roster.html",
        {
            "desk": point,
            "duty": on_duty(point, now),
            "weeks": weeks_of(turns, holes([turn.span for turn in turns], now, end), days, zone) if turns else [],
            "nobody_from": nobody[0].starts_at if nobody else None,
            "now": now,
            "ends_at": roster_end(point),
            "keeps": may_keep_roster(user, point.authority),
            "plan_href": address("roster_plan", point),
            "hand_over_href": address("hand_over", point),
            "crumbs": crumbs(point),
        },
    )
