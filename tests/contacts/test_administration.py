"""The administration pages: what they let administrators do, the trace of it, and what they never show."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from contacts.models import Authority, DirectoryChange, Jurisdiction, Membership
from mla_portal.accounts.models import User
from mla_portal.audit.models import Event
from mla_portal.outbox.models import Message
from requests_app.models import EscalationPolicy
from tests.world import World

pytestmark = pytest.mark.django_db

PASSWORD = "four words in a row"


@pytest.fixture
def root(world: World) -> User:
    return User.objects.create_superuser("root", PASSWORD, name="Root")


@pytest.fixture
def admin(client: Client, root: User) -> Client:
    client.force_login(root)
    return client


def _last() -> tuple[str, str, dict[str, Any]]:
    event = Event.objects.order_by("-id")[0]
    return event.verb, event.actor_name, json.loads(event.data)


def _form(page: Any) -> dict[str, Any]:
    """What a browser would send of the page, unchanged."""
    form = page.context["adminform"].form
    sets = [one.formset for one in page.context.get("inline_admin_formsets", [])]
    forms = [form, *(one for formset in sets for one in [formset.management_form, *formset.forms])]
    values = {bound.html_name: bound.value() for one in forms for bound in one}
    values |= {
        bound.html_initial_name: bound.field.hidden_widget().format_value(bound.value()) or ""
        for one in forms
        for bound in one
        if bound.field.show_hidden_initial
    }
    return {name: value for name, value in values.items() if value not in (None, False)}


def test_only_administrators_come_in(world: World, client: Client) -> None:
    client.force_login(world.supervisor)
    assert client.get("/admin/").status_code in {302, 403}
    assert client.get("/admin/contacts/authority/").status_code in {302, 403}


def test_they_go_out_by_the_door_of_the_portal(admin: Client) -> None:
    assert admin.post("/admin/logout/")["Location"] == "/sign-in/"
    assert _last()[:2] == ("sign_out", "Root")


def test_every_list_and_form_opens(admin: Client, world: World) -> None:
    world.acknowledged()
    policy = EscalationPolicy.objects.all()[0]
    for address in (
        "",
        "accounts/user/",
        "accounts/user/add/",
        f"accounts/user/{world.officer.pk}/change/",
        f"accounts/user/{world.officer.pk}/password/",
        "accounts/apitoken/",
        "contacts/jurisdiction/",
        "contacts/jurisdiction/RO/change/",
        "contacts/authority/",
        f"contacts/authority/{world.asked.pk}/change/",
        "contacts/membership/",
        f"contacts/membership/{Membership.objects.all()[0].pk}/change/",
        "audit/event/",
        f"audit/event/{Event.objects.filter(chain='directory')[0].pk}/change/",
        "outbox/message/",
        f"outbox/message/{Message.objects.all()[0].pk}/change/",
        "requests_app/escalationpolicy/",
        f"requests_app/escalationpolicy/{policy.pk}/change/",
    ):
        assert admin.get(f"/admin/{address}").status_code == 200, address


def test_cases_and_requests_are_not_shown_anywhere(admin: Client, world: World) -> None:
    request = world.acknowledged()
    index = admin.get("/admin/").content.decode()
    assert "/admin/requests_app/request/" not in index
    assert "/admin/requests_app/case/" not in index
    trail = Event.objects.filter(chain=f"request:{request.pk}")[0]
    assert admin.get(f"/admin/audit/event/{trail.pk}/change/").status_code == 302, "as if it did not exist"
    message = Message.objects.all()[0]
    for address in ("/admin/audit/event/", "/admin/outbox/message/", f"/admin/outbox/message/{message.pk}/change/"):
        text = admin.get(address).content.decode()
        assert request.reference not in text
        assert str(request.pk) not in text
    for address in ("/requests/", "/cases/", "/inbox/"):
        text = admin.get(address).content.decode()
        assert request.reference not in text
        assert request.own_case.reference not in text
    assert admin.get(f"/requests/{request.pk}/").status_code == 404
    assert admin.get(f"/cases/{request.case_id}/").status_code == 404


def test_an_account_is_made(admin: Client) -> None:
    answers = {"username": "new.one", "password1": PASSWORD, "password2": PASSWORD, "name": "New One"}
    answers |= {"language": "en", "time_zone": "Asia/Tbilisi"}
    assert admin.post("/admin/accounts/user/add/", answers).status_code == 302
    made = User.objects.get(username="new.one")
    assert made.check_password(PASSWORD)
    assert made.time_zone == "Asia/Tbilisi"
    assert _last() == ("account.created", "Root", {"user": str(made.pk)})


def test_a_weak_password_is_refused(admin: Client) -> None:
    answers = {"username": "new.one", "password1": "short", "password2": "short", "name": "New One"}
    answers |= {"language": "en", "time_zone": "UTC"}
    assert admin.post("/admin/accounts/user/add/", answers).status_code == 200
    assert not User.objects.filter(username="new.one").exists()


def test_an_account_is_ended(admin: Client, world: World) -> None:
    address = f"/admin/accounts/user/{world.officer.pk}/change/"
    answers = _form(admin.get(address))
    answers.pop("is_active")
    assert admin.post(address, answers).status_code == 302
    assert not User.objects.get(pk=world.officer.pk).is_active
    assert _last() == ("account.changed", "Root", {"user": str(world.officer.pk), "fields": ["is_active"]})


def test_a_password_is_set(admin: Client, world: World) -> None:
    address = f"/admin/accounts/user/{world.officer.pk}/password/"
    assert admin.post(address, {"password1": PASSWORD, "password2": "another"}).status_code == 200
    assert _last()[0] != "password.changed"
    assert admin.post(address, {"password1": PASSWORD, "password2": PASSWORD}).status_code == 302
    assert User.objects.get(pk=world.officer.pk).check_password(PASSWORD)
    assert _last() == ("password.changed", "Root", {"user": str(world.officer.pk)})


def test_an_authority_is_changed_with_its_desks(admin: Client, world: World) -> None:
    address = f"/admin/contacts/authority/{world.asked.pk}/change/"
    answers = _form(admin.get(address)) | {"name": "New name", "contact_points-1-email": "other@ro.example"}
    assert admin.post(address, answers).status_code == 302
    assert Authority.objects.get(pk=world.asked.pk).name == "New name"
    assert world.asked.contact_points.get(order=2).email == "other@ro.example"
    desk = world.asked.contact_points.get(order=2)
    assert _last()[2] == {"entry": f"contact_point:{desk.code}", "act": "changed", "fields": ["email"]}
    changes = DirectoryChange.objects.order_by("id")
    assert [(change.code, change.before, change.after) for change in changes] == [
        ("RO-247", {"name": "Cybercrime Service"}, {"name": "New name"}),
        (desk.code, {"email": "backup@ro.example"}, {"email": "other@ro.example"}),
    ]


def test_saved_unchanged_it_leaves_no_trace(admin: Client, world: World) -> None:
    address = f"/admin/contacts/authority/{world.asked.pk}/change/"
    before = Event.objects.count()
    assert admin.post(address, _form(admin.get(address))).status_code == 302
    assert [change.after for change in DirectoryChange.objects.all()] == []
    assert Event.objects.count() == before


def test_what_somebody_else_wrote_meanwhile_stays(admin: Client, world: World) -> None:
    address = f"/admin/contacts/authority/{world.asked.pk}/change/"
    opened = _form(admin.get(address))
    Authority.objects.filter(pk=world.asked.pk).update(city="Cluj")
    world.asked.contact_points.filter(order=2).update(name="Night desk")
    answers = {"name": "New name", "contact_points-1-email": "other@ro.example"}
    assert admin.post(address, opened | answers).status_code == 302
    entry, desk = Authority.objects.get(pk=world.asked.pk), world.asked.contact_points.get(order=2)
    assert (entry.name, entry.city, desk.name, desk.email) == ("New name", "Cluj", "Night desk", "other@ro.example")
    assert [set(change.after) for change in DirectoryChange.objects.order_by("id")] == [{"name"}, {"email"}]


def test_two_who_change_one_field_are_told(admin: Client, world: World) -> None:
    address = f"/admin/contacts/authority/{world.asked.pk}/change/"
    opened = _form(admin.get(address))
    Authority.objects.filter(pk=world.asked.pk).update(city="Cluj")
    page = admin.post(address, opened | {"city": "Iasi"})
    assert "Somebody changed this meanwhile" in page.content.decode()
    assert Authority.objects.get(pk=world.asked.pk).city == "Cluj"


def test_a_member_is_reached_in_the_portal(admin: Client, world: World) -> None:
    address = f"/admin/contacts/authority/{world.asked.pk}/change/"
    page = admin.post(address, _form(admin.get(address)) | {"channel": "email"})
    assert "A member is reached through this portal" in page.content.decode()


def test_a_jurisdiction_is_added(admin: Client) -> None:
    answers = {"code": "CW", "parent": "", "time_zone": "America/Curacao"}
    assert admin.post("/admin/contacts/jurisdiction/add/", answers).status_code == 302
    assert Jurisdiction.objects.get(code="CW").name == "Curaçao"
    assert _last()[2]["entry"] == "jurisdiction:CW"


@pytest.mark.parametrize("what", ["authority", "jurisdiction", "membership"])
def test_the_directory_is_not_deleted(admin: Client, world: World, what: str) -> None:
    pk = {"authority": world.asked.pk, "jurisdiction": "RO", "membership": Membership.objects.all()[0].pk}[what]
    assert admin.post(f"/admin/contacts/{what}/{pk}/delete/", {"post": "yes"}).status_code == 403


def test_a_membership_is_granted_and_ended(admin: Client, world: World) -> None:
    answers = {"user": world.stranger.pk, "authority": world.asked.pk, "role": "contact"}
    assert admin.post("/admin/contacts/membership/add/", answers).status_code == 302
    given = {"user": "stranger", "authority": "RO-247", "role": "contact"}
    assert _last() == ("membership.granted", "Root", given)
    membership = Membership.objects.get(user=world.stranger, authority=world.asked)
    admin.post("/admin/contacts/membership/", {"action": "end", "_selected_action": [membership.pk]})
    assert Membership.objects.get(pk=membership.pk).until is not None
    assert _last() == ("membership.ended", "Root", given)


def test_a_membership_that_runs_is_not_granted_twice(admin: Client, world: World) -> None:
    answers = {"user": world.contact.pk, "authority": world.asked.pk, "role": "contact"}
    page = admin.post("/admin/contacts/membership/add/", answers)
    assert page.status_code == 200
    assert "This person has this role there already." in page.content.decode()


def test_a_ladder_is_changed(admin: Client, world: World) -> None:
    policy = EscalationPolicy.objects.get(authority=None, deadline_kind="acknowledgement", urgency="urgent")
    address = f"/admin/requests_app/escalationpolicy/{policy.pk}/change/"
    answers = _form(admin.get(address)) | {"due_after": "02:00:00"}
    assert admin.post(address, answers).status_code == 302
    verb, _actor, data = _last()
    assert (verb, data["due_after_seconds"], data["fields"]) == ("escalation.changed", 7200, ["due_after"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"due_after": "0"},
        {"due_after": "-01:00:00"},
        {"repeat_percent": "1"},
        {"steps-0-percent": "0"},
        {"steps-0-audiences": []},
        {f"steps-{number}-DELETE": "on" for number in range(3)},
    ],
)
def test_a_ladder_that_reminds_nobody_is_refused(admin: Client, wrong: dict[str, Any]) -> None:
    policy = EscalationPolicy.objects.get(authority=None, deadline_kind="acknowledgement", urgency="urgent")
    address = f"/admin/requests_app/escalationpolicy/{policy.pk}/change/"
    page = admin.post(address, _form(admin.get(address)) | wrong)
    assert page.status_code == 200
    assert page.context["errors"]


def test_a_message_that_failed_is_tried_again(admin: Client, world: World) -> None:
    world.in_review()
    Message.objects.update(status="failed", failed_at="2026-11-21T00:00:00Z")
    chosen = [str(pk) for pk in Message.objects.values_list("pk", flat=True)]
    page = admin.post("/admin/outbox/message/", {"action": "requeue", "_selected_action": chosen}, follow=True)
    assert "1 message is tried again." in page.content.decode()
    assert Message.objects.get().status == "queued"
