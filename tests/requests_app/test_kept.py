"""What is kept and nobody came for: the list of the requested side, its question, its release."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, Invalid, NotAllowed, NotFound
from requests_app.models import Measure, Preservation, PreservationChange, Request
from requests_app.selectors.kept import count_kept, kept_without_request
from requests_app.services.actions import action_perform
from requests_app.services.kept import kept_ask, kept_release
from requests_app.services.measures import measure_record
from requests_app.services.messages import message_send
from tests.days import day, today
from tests.kinds import COMPLETE
from tests.pages.work.rows import cost
from tests.requests_app.holding import open_kinds
from tests.world import World, registered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def at_custodian(world: World, request: Request, custodian: str, days: int) -> Preservation:
    answers = {
        "kind": "preservation_order",
        "custodian": custodian,
        "preserved_from": day(0),
        "preserved_until": day(days),
    }
    measure: Measure = measure_record(actor=world.contact, request=request, answers=answers)
    return measure.preservations.get()


def followed(world: World, request: Request, state: str, kind: str = "mla_subscriber") -> Request:
    return getattr(world, state)(kind=kind, content=COMPLETE[kind], follows=request)  # type: ignore[no-any-return]


def names(user: User) -> list[str]:
    return [one.custodian for one in kept_without_request(user).order_by("until")]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def one_of(request: Request) -> str:
    return f"/requests/{request.pk}/kept/{request.preservations.get().pk}/"


def test_the_earliest_end_first_for_those_who_execute_or_supervise(world: World) -> None:
    request = world.in_execution()
    at_custodian(world, request, "Late SRL", 120)
    at_custodian(world, request, "Soon SRL", 70)
    for reader in (world.contact, world.their_supervisor):
        assert names(reader) == ["Soon SRL", "Late SRL"]
    for reader in (world.officer, world.supervisor, world.stranger):
        assert names(reader) == []
    page = signed_in(world.contact).get("/kept/").content.decode()
    assert "2 preservations" in page
    assert page.index("Soon SRL") < page.index("Late SRL")


@pytest.mark.parametrize(("state", "left"), [("draft", 1), ("approved", 1), ("sent", 0), ("acknowledged", 0)])
def test_a_request_for_the_data_that_has_left_takes_it_off(world: World, state: str, left: int) -> None:
    request = world.completed()
    assert count_kept(world.contact) == 1
    followed(world, request, state)
    assert count_kept(world.contact) == left


def test_also_one_that_follows_an_extension_and_no_longer_when_it_is_withdrawn(world: World) -> None:
    request = world.completed()
    longer = followed(world, request, "acknowledged", "extension")
    assert count_kept(world.contact) == 1
    asked = followed(world, longer, "sent")
    assert count_kept(world.contact) == 0
    action_perform(actor=world.officer, request=asked, action="withdraw", answers={"reason": "Confessed"})
    assert count_kept(world.contact) == 1


def test_asked_the_other_side_owes_an_answer_and_the_list_says_when(world: World) -> None:
    request = world.completed()
    kept = request.preservations.get()
    kept_ask(actor=world.contact, request=request, preservation=kept, text="Still needed?")
    assert "clarification_reply" in open_kinds(request)
    [line] = signed_in(world.contact).get("/kept/").context["lines"].items
    assert line.asked_at is not None
    assert request.messages.get().text == "Still needed?"
    with pytest.raises(Conflict, match="already"):
        kept_ask(actor=world.contact, request=request, preservation=kept, text="Still needed?")
    message_send(actor=world.officer, request=request, text="Yes, until January.")
    assert "clarification_reply" not in open_kinds(request)
    kept_ask(actor=world.contact, request=request, preservation=kept, text="And now?")
    assert PreservationChange.objects.filter(what="asked").count() == 2


def test_released_before_its_last_day_with_a_reason_alone(world: World) -> None:
    request = world.completed()
    kept = request.preservations.get()
    about: dict[str, Any] = {"actor": world.contact, "request": request, "preservation": kept}
    with pytest.raises(Invalid) as refusal:
        kept_release(**about, released_on="")
    assert set(refusal.value.errors) == {"note"}
    with pytest.raises(Invalid, match="still to come"):
        kept_release(**about, released_on=day(2), note="Why not")
    kept_release(**about, released_on="", note="They say it is needed no longer.")
    kept.refresh_from_db()
    assert (kept.state, kept.released_on, count_kept(world.contact)) == ("released", today(), 0)
    assert "preservation_expiry" not in open_kinds(request)
    with pytest.raises(Conflict):
        kept_release(**about, released_on="", note="Again")


def test_of_a_withdrawn_request_it_is_released_without_more_words(world: World) -> None:
    request = world.in_execution()
    kept = at_custodian(world, request, "Hosting SRL", 90)
    request = action_perform(actor=world.officer, request=request, action="withdraw", answers={"reason": "Confessed"})
    assert count_kept(world.contact) == 1
    kept_release(actor=world.contact, request=request, preservation=kept, released_on="")
    assert count_kept(world.contact) == 0


def test_nobody_but_who_executes(world: World) -> None:
    request = world.completed()
    kept = request.preservations.get()
    with pytest.raises(NotAllowed):
        kept_ask(actor=world.officer, request=request, preservation=kept, text="Still needed?")
    with pytest.raises(NotAllowed):
        kept_release(actor=world.officer, request=request, preservation=kept, released_on="", note="x")
    with pytest.raises(NotFound):
        kept_release(actor=world.stranger, request=request, preservation=kept, released_on="", note="x")
    other = world.sent()
    with pytest.raises(NotFound):
        kept_ask(actor=world.contact, request=other, preservation=kept, text="x")


def test_its_page_asks_and_releases(world: World) -> None:
    request = world.completed()
    client, address = signed_in(world.contact), one_of(request)
    page = client.get(address).content.decode()
    assert "We have received no request for them." in page
    assert client.post(address, {"act": "ask", "text": ""}).status_code == 400
    assert client.post(address, {"act": "ask", "text": "Still needed?"}).headers["Location"] == "/kept/"
    refused = client.post(address, {"act": "release", "note": ""})
    assert (refused.status_code, "say why the data are let go" in refused.content.decode()) == (400, True)
    assert client.post(address, {"act": "release", "note": "Needed no longer."}).status_code == 302
    assert "Nothing is kept in vain" in client.get("/kept/").content.decode()
    assert 'value="release"' not in client.get(address).content.decode()


def test_a_requester_outside_the_portal_is_asked_outside(world: World) -> None:
    request = registered(world)
    request = action_perform(actor=world.contact, request=request, action="acknowledge", answers={})
    kept = at_custodian(world, request, "Hosting SRL", 90)
    assert names(world.contact) == ["Hosting SRL"]
    assert "Record what was said" in signed_in(world.contact).get(one_of(request)).content.decode()
    with pytest.raises(Conflict):
        kept_ask(actor=world.contact, request=request, preservation=kept, text="Still needed?")


def test_pages_are_exact_and_cost_the_same(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    request, client = world.in_execution(), signed_in(world.contact)
    at_custodian(world, request, "First", 60)
    few = cost(client, "/kept/")
    for number in range(4):
        at_custodian(world, request, f"Custodian {number}", 70 + number // 2)
    assert cost(client, "/kept/") == few <= 10
    monkeypatch.setattr("requests_app.views.kept.LINES", 2)
    seen, address = [], "/kept/"
    while address:
        response = client.get(address)
        seen += [one.custodian for one in response.context["lines"].items]
        address = response.context["pages"]["next"]
    assert seen == ["First", "Custodian 0", "Custodian 1", "Custodian 2", "Custodian 3"]


def test_it_is_told_on_the_dashboard_and_above_the_inbox(world: World) -> None:
    world.completed()
    page = signed_in(world.their_supervisor).get("/dashboard/").content.decode()
    assert "Kept without a request for the data" in page
    assert "Kept without a request: 1" in signed_in(world.contact).get("/inbox/").content.decode()
    assert "Kept without" not in signed_in(world.supervisor).get("/dashboard/").content.decode()
