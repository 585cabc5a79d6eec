"""Closed without an answer once everybody was reminded; closed as lapsed where nothing is kept any more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from mla_portal.errors import Conflict, NotAllowed
from requests_app.models import Request
from requests_app.selectors.actions import allowed_actions, allowed_moves
from requests_app.selectors.closed_moves import closed_moves
from requests_app.services.actions import action_perform
from requests_app.services.preservations import preservations_lapse
from requests_app.services.reminders import reminders_sweep
from requests_app.states import Action, Side, Status
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def climb(request: Request, share: float) -> None:
    clock = request.deadlines.get(kind="acknowledgement")
    for step in (0.5, 1, 1.5):
        if step <= share:
            reminders_sweep(now=clock.starts_at + step * (clock.due_at - clock.starts_at))


def test_not_before_the_last_rung(world: World) -> None:
    request = world.sent()
    climb(request, 1)
    assert Action.CLOSE not in allowed_actions(world.officer, request)
    said = closed_moves(request, Side.REQUESTING, allowed=allowed_moves(world.officer, request))
    assert any("last reminder" in one.why for one in said)
    with pytest.raises(Conflict, match="last reminder"):
        action_perform(actor=world.officer, request=request, action="close", answers={})


def test_after_it_the_request_is_closed_as_no_reply_and_its_clocks_stop(world: World) -> None:
    request = world.sent()
    climb(request, 1.5)
    assert Action.CLOSE in allowed_actions(world.officer, request)
    assert Action.CLOSE not in allowed_actions(world.contact, request)
    with pytest.raises(NotAllowed):
        action_perform(actor=world.contact, request=request, action="close", answers={})
    done = action_perform(actor=world.officer, request=request, action="close", answers={})
    assert (done.status, done.outcome) == (Status.CLOSED, "no_reply")
    assert not done.deadlines.filter(closed_at__isnull=True).exists()
    with pytest.raises(Conflict):
        action_perform(actor=world.contact, request=done, action="acknowledge", answers={})


def test_what_lapsed_unused_is_closed_as_lapsed(world: World) -> None:
    request = world.completed()
    preservations_lapse(now=timezone.now() + timedelta(days=200))
    done = action_perform(actor=world.officer, request=request, action="close", answers={})
    assert (done.status, done.outcome) == (Status.CLOSED, "lapsed")
    assert done.decisions.get().outcome == "executed"


def test_what_is_still_kept_is_closed_as_it_was_answered(world: World) -> None:
    done = action_perform(actor=world.officer, request=world.completed(), action="close", answers={})
    assert done.outcome == "executed"
