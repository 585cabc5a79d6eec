"""One's deadlines as an iCalendar file: what and when, by reference alone. It leaves the house: no case, no names."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from mla_portal.accounts.models import User
from requests_app.models import Deadline
from requests_app.selectors.deadlines import concerning, open_deadlines

LIMIT = 1000
_SHORT = timedelta(minutes=30)


def calendar_of(user: User, *, now: datetime) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//MLA portal//deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("MLA portal: deadlines"))
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    for deadline in concerning(open_deadlines(user), user).order_by("due_at", "pk")[:LIMIT]:
        calendar.add_component(_event(deadline, now))
    return bytes(calendar.to_ical())


def _event(deadline: Deadline, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{deadline.pk}@{settings.OUTBOX_MESSAGE_ID_DOMAIN}")
    event.add("dtstamp", now)
    event.add("dtstart", deadline.due_at - _SHORT)
    event.add("dtend", deadline.due_at)
    # Its number rises when the date moves, so that calendars take the new one.
    event.add("sequence", deadline.round)
    summary = {"what": deadline.get_kind_display(), "reference": deadline.request.reference}
    event.add("summary", _("%(what)s: %(reference)s") % summary)
    event.add("url", settings.BASE_URL + reverse("deadline", args=[deadline.pk]))
    event.add("class", "PRIVATE")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary["what"])
    alarm.add("trigger", -timedelta(hours=1))
    event.add_component(alarm)
    return event
