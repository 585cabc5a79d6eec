"""The pages on which changes are proposed, looked at and decided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contacts.days import day_in
from contacts.entries import ENTRY_TYPES
from contacts.models import (
    Authority,
    ChangeState,
    ContactPoint,
    DirectoryChange,
    InstrumentStatus,
    Origin,
    Requirements,
)
from contacts.services.changes_decided import change_accept
from contacts.services.entries import entry_write
from mla_portal.accounts.models import User
from tests.contacts.keepers import administrator, desk_values, manager, proposal
from tests.pages.browserless import fields_of, send
from tests.world import World

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

pytestmark = pytest.mark.django_db

EDIT = "/directory/RO-247/edit/"


@pytest.fixture
def keeper(world: World, client: Client) -> User:
    found = manager(world.asked)
    client.force_login(found)
    return found


@pytest.fixture
def root(db: None) -> User:
    return administrator()


@pytest.fixture
def propose(client: Client) -> Callable[..., Response]:
    """Types into the form at this address, looks at what would change, and proposes it."""

    def both_steps(address: str, **typed: Any) -> Response:
        check = send(client, address, "proposal", **typed)
        assert check.status_code == 200, check.content.decode()
        return client.post(address, {**fields_of(check, "proposal"), "step": "propose"})

    return both_steps


def text_of(response: Response, status: int = 200) -> str:
    assert response.status_code == status, response.content.decode()
    return " ".join(response.content.decode().split())


# --- proposing ---


def test_the_form_shows_what_stands_there(keeper: User, client: Client) -> None:
    fields = fields_of(client.get(EDIT), "proposal")
    assert fields["name"] == "Cybercrime Service"
    assert fields["time_zone"] == "Europe/Bucharest"
    assert "member" not in fields


def test_first_one_sees_what_would_change(keeper: User, client: Client, world: World) -> None:
    text = text_of(send(client, EDIT, "proposal", city="Cluj", telephone="+40-21-409.27.47", reason="We moved."))
    assert "Telephone" in text
    assert world.asked.telephone in text
    assert "+40 21 409 2747" in text
    assert "We moved." in text
    assert not DirectoryChange.objects.exists()


def test_then_one_proposes(keeper: User, client: Client, propose: Callable[..., Response]) -> None:
    answer = propose(EDIT, city="Cluj", languages="ro en", effective_on="1.1.2027", reason="We moved.")
    change = DirectoryChange.objects.get()
    assert answer["Location"] == f"/directory/changes/{change.pk}/"
    assert change.after == {"city": "Cluj", "languages": "ro en"}
    assert (change.effective_on, change.reason) == (date(2027, 1, 1), "We moved.")
    assert "An administrator of the portal decides" in text_of(client.get(answer["Location"]))


def test_what_changed_meanwhile_is_not_proposed_back(keeper: User, client: Client, world: World) -> None:
    opened = fields_of(client.get(EDIT), "proposal")
    Authority.objects.filter(code="RO-247").update(city="Iasi")
    check = client.post(EDIT, {**opened, "email": "new@ro.example"})
    client.post(EDIT, {**fields_of(check, "proposal"), "step": "propose"})
    assert DirectoryChange.objects.get().after == {"email": "new@ro.example"}


@pytest.mark.parametrize("shown", ["", "[]", "7", "{", '{"city": 7}', "[" * 9000])
def test_a_page_that_carries_nonsense_proposes_what_it_says(keeper: User, client: Client, shown: str) -> None:
    opened = fields_of(client.get(EDIT), "proposal")
    assert client.post(EDIT, {**opened, "city": "Cluj", "shown": shown}).status_code == 200


@pytest.mark.parametrize(("number", "doubted"), [("+40 000 000 000", True), ("+40 21 409 2747", False)])
def test_a_number_that_nobody_gives_is_doubted_and_not_refused(
    keeper: User, client: Client, propose: Callable[..., Response], number: str, doubted: bool
) -> None:
    text = text_of(send(client, EDIT, "proposal", telephone=number))
    assert ("Look at the number once more" in text) is doubted
    assert propose(EDIT, telephone=number).status_code == 302


def test_or_types_on(keeper: User, client: Client) -> None:
    check = send(client, EDIT, "proposal", city="Cluj", address="1 Street\r\n2 Town", effective_on="1.1.2027")
    again = client.post(EDIT, {**fields_of(check, "proposal"), "step": "edit"})
    fields = fields_of(again, "proposal")
    assert (fields["city"], fields["effective_on"]) == ("Cluj", "1.1.2027")
    assert fields["address"].splitlines() == ["1 Street", "2 Town"]


def test_errors_stand_beside_their_fields_and_nothing_typed_is_lost(keeper: User, client: Client) -> None:
    answer = send(client, EDIT, "proposal", name="", telephone="12", city="Cluj", effective_on="3/4/2027")
    text = text_of(answer, 400)
    for wrong in ("Enter the name.", "a plus sign, then digits", "as year-month-day"):
        assert wrong in text
    fields = fields_of(answer, "proposal")
    assert (fields["telephone"], fields["city"], fields["effective_on"]) == ("12", "Cluj", "3/4/2027")


@pytest.mark.parametrize(
    "typed",
    [
        {"effective_on": "2199-01-01"},
        {"effective_on": ""},
        {"languages": "xx1 yy2"},
        {"email": "nobody"},
        {"valid_until": "0001-01-01"},
        {"time_zone": "Mars/Base"},
        {"name": "x" * 5000},
        {"reason": "x" * 501},
        {},
    ],
)
def test_what_is_wrong_is_refused(keeper: User, client: Client, typed: dict[str, str]) -> None:
    if "valid_until" in typed:
        Authority.objects.filter(code="RO-247").update(valid_from=date(2020, 1, 1))
    assert send(client, EDIT, "proposal", **typed).status_code == 400
    assert not DirectoryChange.objects.exists()


def test_a_time_zone_of_old_is_kept(keeper: User, client: Client) -> None:
    Authority.objects.filter(code="RO-247").update(time_zone="GB")
    text_of(send(client, EDIT, "proposal", city="Cluj"))
    assert fields_of(client.get(EDIT), "proposal")["time_zone"] == "GB"


def test_a_new_desk(keeper: User, root: User, propose: Callable[..., Response]) -> None:
    propose("/directory/RO-247/desks/new/", name="Night desk", email="night@ro.example", round_the_clock="on")
    change_accept(actor=root, change=DirectoryChange.objects.get())
    desk = ContactPoint.objects.get(name="Night desk")
    assert (desk.order, desk.round_the_clock, desk.authority.code) == (3, True, "RO-247")


def test_a_second_press_proposes_no_second_desk(keeper: User, client: Client) -> None:
    address = "/directory/RO-247/desks/new/"
    check = send(client, address, "proposal", name="Night desk", email="night@ro.example")
    fields = {**fields_of(check, "proposal"), "step": "propose"}
    assert client.post(address, fields)["Location"] == client.post(address, fields)["Location"]


def test_a_desk_without_any_way_to_reach_it_is_refused(keeper: User, client: Client) -> None:
    answer = send(client, "/directory/RO-247/desks/new/", "proposal", name="Silent desk")
    assert "Enter an e-mail address, a telephone number or a secure channel." in text_of(answer, 400)


def test_a_desk_changed_and_ended(keeper: User, world: World, propose: Callable[..., Response]) -> None:
    desk = world.asked.contact_points.get(order=2)
    propose(f"/directory/RO-247/desks/{desk.code}/edit/", email="new@ro.example", round_the_clock=None)
    propose(f"/directory/RO-247/desks/{desk.code}/end/", valid_until="2027-01-01")
    changed, ended = DirectoryChange.objects.order_by("id")
    assert changed.after == {"email": "new@ro.example", "round_the_clock": "no"}
    assert ended.after == {"valid_until": "2027-01-01"}
    assert ended.effective_on == day_in("Europe/Bucharest", timezone.now())


def test_an_end_without_a_day_is_refused(keeper: User, world: World, client: Client) -> None:
    desk = world.asked.contact_points.get(order=2)
    assert send(client, f"/directory/RO-247/desks/{desk.code}/end/", "proposal", valid_until="").status_code == 400


def test_facts_of_the_country(keeper: User, root: User, client: Client, propose: Callable[..., Response]) -> None:
    propose("/directory/countries/RO/edit/requirements/new/", mla_languages="ro en", channels=["email", "portal"])
    change_accept(actor=root, change=DirectoryChange.objects.get())
    entry = Requirements.objects.get(jurisdiction="RO")
    assert (entry.channels, entry.certified_translation, entry.standing) == (
        ["email", "portal"],
        "unknown",
        "confirmed",
    )
    text = text_of(client.get("/directory/countries/RO/edit/"))
    address = f"/directory/countries/RO/edit/requirements/{entry.code}/"
    assert address in text
    propose(address, channels=["email"])
    assert DirectoryChange.objects.order_by("-id")[0].after == {"channels": "email"}


def test_a_treaty_is_chosen_for_a_new_status(keeper: User, propose: Callable[..., Response]) -> None:
    entry_write(
        actor=None,
        entry_type=ENTRY_TYPES["instrument"],
        code="CETS224",
        values={"name": "Second Protocol", "short_name": "CETS 224", "kind": "multilateral"},
        origin=Origin.SHIPPED,
    )
    propose("/directory/countries/RO/edit/status/new/", instrument="CETS224", signed_on="2022-05-12")
    change = DirectoryChange.objects.order_by("-id")[0]
    assert (change.after["instrument"], change.after["jurisdiction"]) == ("CETS224", "RO")
    status = InstrumentStatus.objects.get(jurisdiction="RO")
    propose(f"/directory/countries/RO/edit/status/{status.code}/", in_force_until="2030-01-01")
    assert DirectoryChange.objects.order_by("-id")[0].code == status.code


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/directory/GE-CA/edit/", 403),
        ("/directory/GE-CA/desks/new/", 403),
        ("/directory/countries/GE/edit/status/new/", 403),
        ("/directory/XX-1/edit/", 404),
        ("/directory/countries/QQ/edit/status/new/", 404),
        ("/directory/countries/RO/edit/provider/new/", 404),
        ("/directory/countries/RO/edit/authority/RO-247/", 404),
        ("/directory/countries/RO/edit/status/GE-CETS185/", 404),
        ("/directory/RO-247/desks/nothing/edit/", 404),
    ],
)
def test_what_is_not_theirs(keeper: User, client: Client, address: str, status: int) -> None:
    assert client.get(address).status_code == status
    assert client.post(address, {"step": "propose"}).status_code == status


def test_the_facts_of_other_countries_are_not_theirs(keeper: User, client: Client) -> None:
    assert client.get("/directory/countries/GE/edit/").status_code == 403
    assert client.get("/directory/countries/QQ/edit/").status_code == 404


# --- one change ---


def test_the_change_and_the_buttons_of_each(keeper: User, root: User, client: Client, world: World) -> None:
    change = proposal(keeper, city="Cluj")
    address = f"/directory/changes/{change.pk}/"
    own = text_of(client.get(address))
    assert "Withdraw the change" in own
    assert "Accept the change" not in own
    client.force_login(root)
    theirs = text_of(client.get(address))
    assert "Accept the change" in theirs
    assert "Withdraw the change" not in theirs
    assert "Cluj" in theirs
    client.force_login(world.contact)
    colleague = text_of(client.get(address))
    assert "Accept the change" not in colleague
    assert "Withdraw the change" not in colleague
    client.force_login(world.officer)
    assert client.get(address).status_code == 404


def test_an_administrator_decides(keeper: User, root: User, client: Client) -> None:
    change = proposal(keeper, city="Cluj")
    client.force_login(root)
    answer = client.post(f"/directory/changes/{change.pk}/accept/", follow=True)
    assert "The change is in effect." in text_of(answer)
    assert Authority.objects.get(code="RO-247").city == "Cluj"
    assert client.post(f"/directory/changes/{change.pk}/accept/").status_code == 409


def test_a_rejection_without_a_reason_comes_back(keeper: User, root: User, client: Client) -> None:
    change = proposal(keeper, city="Cluj")
    client.force_login(root)
    address = f"/directory/changes/{change.pk}/reject/"
    assert "Say why" in text_of(client.post(address, {"note": " "}), 400)
    assert "Shorten it" in text_of(client.post(address, {"note": "x" * 501}), 400)
    client.post(address, {"note": "The ministry says otherwise."})
    client.force_login(keeper)
    assert "The ministry says otherwise." in text_of(client.get(f"/directory/changes/{change.pk}/"))


def test_an_overtaken_change_says_why(keeper: User, root: User, client: Client) -> None:
    change = proposal(keeper, city="Cluj")
    entry_write(
        actor=root,
        entry_type=ENTRY_TYPES["authority"],
        code="RO-247",
        values={"city": "Iasi"},
        origin=Origin.ADMINISTRATION,
    )
    client.force_login(root)
    assert "would be overtaken" in text_of(client.get(f"/directory/changes/{change.pk}/"))
    answer = client.post(f"/directory/changes/{change.pk}/accept/", follow=True)
    assert "Since it was proposed, the entry was changed in: city." in text_of(answer)


def test_what_is_accepted_is_open_to_all_but_who_did_it_is_not(
    keeper: User, root: User, client: Client, world: World
) -> None:
    change = change_accept(actor=root, change=proposal(keeper, city="Cluj"))
    client.force_login(world.officer)
    text = text_of(client.get(f"/directory/changes/{change.pk}/"))
    assert "Cluj" in text
    assert "Manager" not in text
    assert "Root" not in text


def test_unknown_changes_and_steps(keeper: User, client: Client) -> None:
    change = proposal(keeper)
    assert client.get("/directory/changes/00000000-0000-7000-8000-000000000000/").status_code == 404
    assert client.post(f"/directory/changes/{change.pk}/delete/").status_code == 404
    assert client.get(f"/directory/changes/{change.pk}/accept/")["Location"] == f"/directory/changes/{change.pk}/"


# --- the list ---


def test_the_list_by_state(keeper: User, root: User, client: Client) -> None:
    change_accept(actor=root, change=proposal(keeper, city="Cluj"))
    proposal(keeper, name="Another name")
    listed = client.get("/directory/changes/?state=proposed").context["shown"]
    assert [one.change.state for one in listed] == [ChangeState.PROPOSED]
    assert len(client.get("/directory/changes/?state=nonsense").context["shown"]) == 2
    assert "Nothing matches" in text_of(client.get("/directory/changes/?state=withdrawn"))


def test_strangers_see_none_and_administrators_all(keeper: User, root: User, client: Client, world: World) -> None:
    proposal(keeper)
    client.force_login(world.officer)
    assert "No change yet" in text_of(client.get("/directory/changes/"))
    client.force_login(root)
    assert len(client.get("/directory/changes/").context["shown"]) == 1
    assert client.get("/directory/changes/?own=on").context["shown"] == []


def test_long_lists_have_pages_and_no_more_queries(keeper: User, root: User, client: Client, world: World) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as made:
            assert client.get(address).status_code == 200
        return len(made)

    desk = world.asked.contact_points.get(order=2)
    proposal(keeper, city="City")
    proposal(keeper, desk.code, "contact_point", email="e@ro.example")
    queries("/directory/changes/")
    before = queries("/directory/changes/")
    for number in range(30):
        proposal(keeper, city=f"City {number}")
        proposal(keeper, desk.code, "contact_point", email=f"e{number}@ro.example")
    assert queries("/directory/changes/") == before
    first = client.get("/directory/changes/")
    second = client.get("/directory/changes/" + first.context["pages"]["next"])
    assert (len(first.context["shown"]), len(second.context["shown"])) == (50, 12)


def test_a_new_desk_has_its_name_in_the_list(keeper: User, client: Client, world: World) -> None:
    proposal(keeper, "RO-NIGHT", "contact_point", **desk_values(world))
    assert "Night desk, Cybercrime Service" in text_of(client.get("/directory/changes/"))
