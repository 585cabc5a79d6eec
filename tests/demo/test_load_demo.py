"""The demonstration data: whole at once, the same when repeated, and nobody's edits undone."""

from __future__ import annotations

import phonenumbers
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from contacts.models import Authority, ContactPoint, Membership
from contacts.services.memberships import membership_end
from contacts.telephones import telephone_international
from mla_portal.accounts.models import User
from mla_portal.audit.models import Event
from requests_app.models import Deadline, Request

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMO_PASSWORD", "pass phrase of the demonstration")


def test_authorities_of_fourteen_countries() -> None:
    call_command("load_demo", "--empty")
    assert Authority.objects.filter(is_demo=True).count() == 28
    assert set(Authority.objects.filter(member=False).values_list("code", "channel")) == {
        ("NL-CA", "interpol"),
        ("NL-247", "interpol"),
        ("US-CA", "email"),
        ("US-247", "email"),
    }
    desks = ContactPoint.objects.filter(authority__code="GE-247").order_by("order")
    assert [desk.email for desk in desks] == ["desk.ge@contact.example", "backup.ge@contact.example"]


def test_its_entries_say_that_they_are_a_demonstration() -> None:
    call_command("load_demo", "--empty")
    said = Authority.objects.filter(is_demo=True).values_list("source", "standing", "checked_on")
    assert set(said) == {("Demonstration", "confirmed", timezone.localdate())}


def test_its_telephone_numbers_are_well_written_and_nobody_has_them() -> None:
    call_command("load_demo", "--empty")
    desks = ContactPoint.objects.all()
    numbers = {number for desk in desks for number in desk.telephones}
    numbers |= set(Authority.objects.values_list("telephone", flat=True))
    assert len(numbers) == 14 * 6
    for number in numbers:
        assert telephone_international(number) == number
        assert not phonenumbers.is_valid_number(phonenumbers.parse(number))


def test_everybody_has_their_role_and_the_password() -> None:
    call_command("load_demo", "--empty")
    roles = Membership.objects.order_by("user__username", "authority__code")
    of_georgia = roles.filter(user__username__endswith=".ge").values_list("user__username", "authority__code", "role")
    assert list(of_georgia) == [
        ("contact.ge", "GE-247", "contact"),
        ("manager.ge", "GE-247", "directory_manager"),
        ("manager.ge", "GE-CA", "directory_manager"),
        ("officer.ge", "GE-247", "drafter"),
        ("officer.ge", "GE-CA", "officer"),
        ("supervisor.ge", "GE-247", "supervisor"),
        ("supervisor.ge", "GE-CA", "supervisor"),
    ]
    assert not User.objects.get(username="admin").memberships.exists()
    assert User.objects.get(username="auditor").memberships.filter(role="auditor").count() == 24
    assert all(user.check_password("pass phrase of the demonstration") and user.is_demo for user in User.objects.all())
    assert User.objects.count() == 4 * 12 + 2


def test_the_stories_end_at_different_stages() -> None:
    call_command("load_demo")
    stages = Request.objects.order_by("client_token").values_list("client_token", "status")
    assert dict(stages) == {
        "demo:clinic:1": "approved",
        "demo:clinic:2": "draft",
        "demo:incoming:1": "sent",
        "demo:intrusion:1": "sent",
        "demo:intrusion:2": "sent",
        "demo:marketplace:1": "in_review",
        "demo:phishing:1": "acknowledged",
        "demo:phishing:2": "sent",
        "demo:threats:1": "sent",
    }
    overdue = Deadline.objects.get(request__client_token="demo:intrusion:1")
    assert overdue.due_at < Event.objects.order_by("id")[0].recorded_at


def test_the_trail_says_when_it_was_really_written() -> None:
    call_command("load_demo")
    request = Request.objects.get(client_token="demo:intrusion:1")
    sent = Event.objects.get(chain=f"request:{request.pk}", verb="request.sent")
    assert (sent.recorded_at - sent.at).total_seconds() > 30 * 3600


def test_a_second_load_changes_nothing() -> None:
    call_command("load_demo")
    before = _everything()
    call_command("load_demo")
    assert _everything() == before


def test_what_an_administrator_changed_stays() -> None:
    call_command("load_demo", "--empty")
    Authority.objects.filter(code="GE-247").update(name="Renamed")
    ContactPoint.objects.get(email="backup.ge@contact.example").delete()
    membership_end(actor=None, membership=Membership.objects.get(user__username="contact.ge"))
    call_command("load_demo", "--empty")
    assert Authority.objects.get(code="GE-247").name == "Renamed"
    assert not ContactPoint.objects.filter(email="backup.ge@contact.example").exists()
    assert not Membership.objects.filter(user__username="contact.ge", until=None).exists()


def test_without_a_given_password_a_fresh_one_is_printed_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DEMO_PASSWORD")
    call_command("load_demo", "--empty")
    fresh = capsys.readouterr().out.split()[-1]
    assert User.objects.get(username="officer.ua").check_password(fresh)
    call_command("load_demo", "--empty")
    assert "password" not in capsys.readouterr().out
    assert User.objects.get(username="officer.ua").check_password(fresh)


def test_another_given_password_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    call_command("load_demo", "--empty")
    monkeypatch.setenv("DEMO_PASSWORD", "another pass phrase")
    call_command("load_demo", "--empty")
    assert User.objects.get(username="contact.am").check_password("another pass phrase")


def test_real_entries_are_not_touched(world: object) -> None:
    with pytest.raises(CommandError, match="GE-CA, MD-247, RO-247, US-247"):
        call_command("load_demo", "--empty")
    assert not Authority.objects.filter(is_demo=True).exists()


def test_a_real_person_is_not_touched() -> None:
    User.objects.create_user("officer.ge", name="Somebody")
    with pytest.raises(CommandError, match=r"officer\.ge"):
        call_command("load_demo", "--empty")


def _everything() -> list[list[object]]:
    return [
        list(model.objects.order_by("pk").values())
        for model in (Authority, ContactPoint, User, Membership, Request, Event)
    ]
