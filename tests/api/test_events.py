from __future__ import annotations

import pytest

from tests.api.calls import Caller
from tests.world import World

pytestmark = pytest.mark.django_db


def test_the_own_side_reads_the_whole_trail(world: World, officer: Caller) -> None:
    row = world.acknowledged()
    events = officer.get(f"requests/{row.pk}/events/")["results"]
    assert [event["verb"] for event in events if event["verb"].startswith("request.")] == [
        "request.drafted",
        "request.submitted",
        "request.approved",
        "request.sent",
        "request.acknowledged",
    ]
    sent = next(event for event in events if event["verb"] == "request.sent")
    assert (sent["actor"], sent["data"]["from"], sent["data"]["to"]) == ("Officer", "approved", "sent")
    assert sent["data"]["recipient"] == "RO-247"
    assert len({event["hash"] for event in events}) == len(events)
    assert all(event["at"].endswith("Z") for event in events)


def test_the_requested_side_is_told_what_both_know(world: World, contact: Caller) -> None:
    row = world.acknowledged()
    events = contact.get(f"requests/{row.pk}/events/")["results"]
    assert [event["verb"] for event in events] == ["request.sent", "request.acknowledged"]


def test_pages(world: World, officer: Caller) -> None:
    row = world.sent()
    first = officer.get(f"requests/{row.pk}/events/?page_size=2")
    assert [event["verb"] for event in first["results"]] == ["request.drafted", "request.submitted"]
    assert officer.get(first["next"])["results"][0]["verb"] == "request.approved"


def test_a_stranger_finds_nothing(world: World, stranger: Caller) -> None:
    stranger.get(f"requests/{world.sent().pk}/events/", 404)
