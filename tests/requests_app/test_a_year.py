"""A whole year of one preservation, swept every few hours over both changes of the clocks of the country asked."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from mla_portal.outbox.models import Message
from requests_app.models import Reminder
from requests_app.services.deadlines import deadline_extend
from requests_app.services.preservation_clock import held_confirmed, mla_received, mla_sent
from requests_app.services.reminders import reminders_sweep
from tests.requests_app.holding import open_kinds, preserved, running
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SWEPT_EVERY = timedelta(hours=6)
BUCHAREST = ZoneInfo("Europe/Bucharest")


def test_a_year_of_one_preservation(world: World) -> None:
    request = world.acknowledged()
    begun = timezone.now()
    end = preserved(request, at=begun)
    extended, received, confirmed = begun + 55 * DAY, begun + 140 * DAY, begun + 230 * DAY
    now, offsets = begun, set()
    while now < begun + 365 * DAY:
        before, now = now, now + SWEPT_EVERY
        offsets.add(now.astimezone(BUCHAREST).utcoffset())
        if before < extended <= now:
            new_end = end.due_at + 90 * DAY
            deadline_extend(actor=world.officer, deadline=end, due_at=new_end, reason="Granted", now=now)
        if before < received <= now:
            mla_sent(preservation=request, now=now - DAY)
            assert mla_received(preservation=request, now=now) is not None
            assert open_kinds(request) == {"held_watch"}
        if before < confirmed <= now:
            held_confirmed(preservation=request, now=now)
        reminders_sweep(now=now)
    assert len(offsets) == 2, "both changes of the clocks lie in the year"

    alarms = Reminder.objects.filter(deadline=end, audience="officer").order_by("created_at")
    first, again = alarms.filter(round=0), alarms.filter(round=1)
    # 30, 14 and 7 days before the first end; then it was extended, and the ladder began anew: 30 and 14 days before.
    assert [row.step for row in first] == [0, 1, 2]
    assert [row.step for row in again] == [0, 1]
    for row, days in zip(first, (30, 14, 7), strict=True):
        assert end.due_at - days * DAY <= row.created_at < end.due_at - days * DAY + SWEPT_EVERY + timedelta(hours=1)
    # Nobody is reminded twice of one rung, nor of two within a moment.
    for kind in ("preservation_expiry", "mla_follow_up", "held_watch"):
        said = list(Reminder.objects.filter(deadline__kind=kind, audience="officer").order_by("created_at"))
        assert all(later.created_at - earlier.created_at >= SWEPT_EVERY for earlier, later in pairwise(said))
    watch = running(request, "held_watch")
    assert watch.starts_at >= confirmed
    # The desk of the requested authority answers day and night; people do not.
    for mail in Message.objects.filter(template="reminder").exclude(to_address__endswith="@ro.example"):
        here = mail.next_attempt_at.astimezone(ZoneInfo(mail.time_zone))
        assert 7 <= here.hour < 20, f"{mail.key} at {here}"
