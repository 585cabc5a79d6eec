"""The daily digest, and the private calendar address."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from mla_portal.audit.models import Event
from mla_portal.outbox.models import Message
from mla_portal.outbox.rendering import compose
from requests_app.models import CalendarFeed
from requests_app.services.attention import digest_choose, feed_make
from requests_app.services.digests import digests_make
from tests.requests_app.holding import preserved
from tests.world import World

pytestmark = pytest.mark.django_db


def test_the_digest_comes_once_a_day_at_the_hour_chosen_by_ones_own_clock(world: World) -> None:
    preserved(world.acknowledged(), at=timezone.now() - timedelta(days=57))
    digest_choose(actor=world.officer, hour=7)
    zone = ZoneInfo(world.officer.time_zone)
    today = timezone.now().astimezone(zone)
    early, seven = (datetime(today.year, today.month, today.day, hour, 1, tzinfo=zone) for hour in (6, 7))
    assert digests_make(now=early) == 0
    assert [digests_make(now=seven), digests_make(now=seven + timedelta(hours=1))] == [1, 0]
    assert digests_make(now=seven + timedelta(days=1)) == 1
    mail = compose(Message.objects.filter(template="digest").earliest("created_at"))
    assert mail.to == f"{world.officer.name} <{world.officer.email}>"
    assert "GE-2026" in str(mail.body) or "GE-" in str(mail.body)
    assert "Phishing" not in str(mail.body)


def test_who_chose_none_gets_none(world: World) -> None:
    digest_choose(actor=world.officer, hour=None)
    assert digests_make(now=timezone.now()) == 0


def test_the_hour_is_chosen_under_account(world: World, client: Client) -> None:
    client.force_login(world.officer)
    assert 'name="hour"' in client.get("/account/").content.decode()
    assert client.post("/account/digest/", {"hour": "6"}).status_code == 302
    assert client.post("/account/digest/", {"hour": "24"}).status_code == 400


def test_the_calendar_opens_by_its_key_alone_and_tells_no_case(world: World, client: Client) -> None:
    end = preserved(world.acknowledged(), at=timezone.now())
    client.force_login(world.officer)
    page = client.post("/account/calendar/").content.decode()
    feed = CalendarFeed.objects.get(user=world.officer)
    key = page.split("/calendar/")[1].split(".ics")[0]
    assert key not in str(CalendarFeed.objects.values().get())
    client.logout()
    answer = client.get(f"/calendar/{key}.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    events = Calendar.from_ical(answer.content.decode()).walk("VEVENT")
    assert str(end.pk) in {str(event["uid"]).partition("@")[0] for event in events}
    text = answer.content.decode()
    assert end.request.reference in text
    for secret in ("Phishing", "185.220.101.7", "Hosting", world.officer.name):
        assert secret not in text
    client.force_login(world.officer)
    assert client.post(f"/account/calendar/{feed.pk}/revoke/").status_code == 302
    client.logout()
    assert client.get(f"/calendar/{key}.ics").status_code == 404
    verbs = Event.objects.filter(chain="accounts", verb__startswith="calendar_feed").values_list("verb", flat=True)
    assert list(verbs) == ["calendar_feed.made", "calendar_feed.revoked"]


def test_a_new_address_ends_the_one_before(world: World, client: Client) -> None:
    _feed, first = feed_make(actor=world.officer)
    _feed, second = feed_make(actor=world.officer)
    assert client.get(f"/calendar/{first}.ics").status_code == 404
    assert client.get(f"/calendar/{second}.ics").status_code == 200


def test_nobody_revokes_that_of_another(world: World, client: Client) -> None:
    feed, _key = feed_make(actor=world.officer)
    client.force_login(world.colleague)
    assert client.post(f"/account/calendar/{feed.pk}/revoke/").status_code == 404


def test_who_may_not_sign_in_any_more_has_no_calendar(world: World, client: Client) -> None:
    _feed, key = feed_make(actor=world.officer)
    world.officer.is_active = False
    world.officer.save(update_fields=["is_active"])
    assert client.get(f"/calendar/{key}.ics").status_code == 404
