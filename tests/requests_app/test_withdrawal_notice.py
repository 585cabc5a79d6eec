"""A notice of withdrawal that is sent withdraws the request it follows."""

from __future__ import annotations

import pytest

from requests_app.models import Deadline, Request
from requests_app.services.actions import action_perform
from requests_app.services.chain import request_follow
from requests_app.services.drafts import request_edit
from tests.world import IP, World

pytestmark = pytest.mark.django_db

OTHER = {**IP, "value": "185.220.101.8"}


def notice(world: World, earlier: Request, *, identifiers: list[dict[str, object]] | None = None) -> Request:
    draft = request_follow(actor=world.officer, request=earlier, kind="withdrawal", client_token="over")
    content = {"reason": "The suspect has confessed.", "release_data": True}
    return request_edit(actor=world.officer, request=draft, content=content, identifiers=identifiers)


def send(world: World, draft: Request) -> None:
    for actor, action in ((world.officer, "submit"), (world.supervisor, "approve"), (world.officer, "send")):
        action_perform(actor=actor, request=draft, action=action, answers={})


def open_clocks(request: Request) -> int:
    return Deadline.objects.filter(request=request, closed_at__isnull=True).count()


def test_all_of_it_is_withdrawn_and_its_clock_stops(world: World) -> None:
    earlier = world.sent()
    send(world, notice(world, earlier))
    earlier.refresh_from_db()
    assert (earlier.status, earlier.outcome, earlier.reason) == (
        "withdrawn",
        "withdrawn",
        "The suspect has confessed.",
    )
    assert open_clocks(earlier) == 0
    assert open_clocks(Request.objects.get(kind="withdrawal")) == 1


def test_a_part_of_it_leaves_the_rest(world: World) -> None:
    earlier = world.sent(identifiers=[IP, OTHER])
    send(world, notice(world, earlier, identifiers=[OTHER]))
    earlier.refresh_from_db()
    assert (earlier.status, open_clocks(earlier)) == ("sent", 1)


def test_a_notice_that_is_not_sent_withdraws_nothing(world: World) -> None:
    earlier = world.acknowledged()
    action_perform(actor=world.officer, request=notice(world, earlier), action="submit", answers={})
    assert Request.objects.get(pk=earlier.pk).status == "acknowledged"


def test_what_was_withdrawn_meanwhile_stays_as_it_is(world: World) -> None:
    earlier = world.sent()
    draft = notice(world, earlier)
    action_perform(actor=world.officer, request=earlier, action="withdraw", answers={"reason": "Sent in error."})
    send(world, draft)
    assert Request.objects.get(pk=earlier.pk).reason == "Sent in error."
