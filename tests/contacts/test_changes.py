"""What an authority proposes of its own entry, and what becomes of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from contacts.days import day_in
from contacts.entries import ENTRY_TYPES
from contacts.models import Authority, ChangeState, ContactPoint, DirectoryChange, Origin, Requirements
from contacts.roles import Role
from contacts.services.changes import change_propose
from contacts.services.changes_decided import change_accept, change_reject, change_withdraw
from contacts.services.changes_effect import changes_apply
from contacts.services.entries import WHOLE, entry_write
from contacts.tasks import directory_changes_apply
from mla_portal.accounts.models import User
from mla_portal.audit.models import Event
from mla_portal.errors import Conflict, Invalid, NotAllowed, NotFound
from mla_portal.outbox.models import Message, Status
from tests.contacts.keepers import administrator, desk_values, manager, proposal
from tests.world import World, person

pytestmark = pytest.mark.django_db

# The next one: whatever day it is, nothing is gone back to.
YEAR = timezone.now().year + 1
NEW_YEAR = date(YEAR + 1, 1, 1)


@pytest.fixture
def keeper(world: World) -> User:
    return manager(world.asked)


@pytest.fixture
def root(db: None) -> User:
    return administrator()


def city(code: str = "RO-247") -> str:
    return Authority.objects.get(code=code).city


def correct(**values: str) -> None:
    """As an administrator does."""
    entry_write(
        actor=None, entry_type=ENTRY_TYPES["authority"], code="RO-247", values=values, origin=Origin.ADMINISTRATION
    )


def letters(template: str) -> list[tuple[str, str]]:
    return [(one.to_address, one.context["state"]) for one in Message.objects.filter(template=template).order_by("id")]


def refusal(act: Callable[[], object]) -> dict[str, list[str]]:
    with pytest.raises(Invalid) as refused:
        act()
    return dict(refused.value.errors)


# --- proposing ---


def test_a_proposal_changes_nothing_yet(keeper: User, root: User) -> None:
    change = proposal(keeper, city="Cluj")
    assert (change.state, change.origin, change.made_by) == (ChangeState.PROPOSED, Origin.PROPOSAL, keeper)
    assert (change.before, change.after) == ({"city": ""}, {"city": "Cluj"})
    assert city() == ""
    assert letters("directory_proposed") == [("root@portal.example", "proposed")]


def test_its_event_names_fields_and_no_values(keeper: User) -> None:
    change = proposal(keeper, city="Cluj")
    event = Event.objects.order_by("-id")[0]
    assert (event.verb, event.actor) == ("directory.change_proposed", keeper)
    assert json.loads(event.data) == {"change": str(change.pk), "entry": "authority:RO-247", "fields": ["city"]}


def test_the_mail_says_which_entry_and_nothing_of_it(keeper: User, root: User) -> None:
    change = proposal(keeper, city="Cluj")
    message = Message.objects.get(template="directory_proposed")
    assert message.context == {
        "entry": "Cybercrime Service",
        "path": f"/directory/changes/{change.pk}/",
        "state": "proposed",
    }


def test_the_same_again_is_the_same_proposal(keeper: User, root: User) -> None:
    first = proposal(keeper, city="Cluj")
    assert proposal(keeper, city="Cluj") == first
    assert proposal(keeper, city="Iasi") != first
    assert Message.objects.count() == 2


def test_a_new_desk_is_proposed(keeper: User, root: User, world: World) -> None:
    change = proposal(keeper, "RO-NIGHT", "contact_point", **desk_values(world))
    assert (change.is_new, change.authority) == (True, world.asked)
    change_accept(actor=root, change=change)
    assert ContactPoint.objects.get(code="RO-NIGHT").name == "Night desk"


def test_a_desk_is_ended(keeper: User, root: User, world: World) -> None:
    desk = world.asked.contact_points.get(order=2)
    change_accept(actor=root, change=proposal(keeper, desk.code, "contact_point", valid_until=NEW_YEAR.isoformat()))
    desk.refresh_from_db()
    assert desk.valid_until == NEW_YEAR


def test_a_24_7_point_keeps_what_is_said_of_its_country(keeper: User, root: User) -> None:
    change = proposal(keeper, "RO-REQ", "requirements", jurisdiction="RO", mla_languages="ro en")
    assert (change.authority, change.jurisdiction_id) == (None, "RO")
    change_accept(actor=root, change=change)
    assert Requirements.objects.get(jurisdiction="RO").mla_languages == ["ro", "en"]


def test_a_court_does_not(keeper: User, world: World) -> None:
    Authority.objects.filter(pk=world.asked.pk).update(kind="court")
    with pytest.raises(NotAllowed):
        proposal(keeper, "RO-REQ", "requirements", jurisdiction="RO", mla_languages="ro")


def test_only_a_directory_manager_proposes(world: World, root: User) -> None:
    for actor in (world.contact, world.their_supervisor, world.stranger, root):
        with pytest.raises(NotAllowed):
            proposal(actor)


@pytest.mark.parametrize(
    ("code", "table", "values"),
    [
        ("GE-CA", "authority", {"city": "Batumi"}),
        ("NEW", "contact_point", {"authority": "GE-CA", "order": "1", "name": "Desk", "email": "d@ge.example"}),
        ("GE-REQ", "requirements", {"jurisdiction": "GE", "mla_languages": "ka"}),
        ("CETS185", "instrument", {"name": "Another name"}),
        ("NEW", "provider", {"name": "Provider"}),
    ],
)
def test_nobody_proposes_for_others(keeper: User, code: str, table: str, values: dict[str, str]) -> None:
    with pytest.raises(NotAllowed):
        proposal(keeper, code, table, **values)
    assert not DirectoryChange.objects.filter(state=ChangeState.PROPOSED).exists()


def test_what_is_not_there_is_not_found(keeper: User) -> None:
    with pytest.raises(NotFound):
        proposal(keeper, "RO-NEW", "authority", name="Another one")
    for authority in ("", "NOBODY", "a\x00b", "x" * 5000):
        with pytest.raises(NotFound):
            proposal(keeper, "NEW", "contact_point", name="Desk of nobody", authority=authority)
    for code in ("a\x00b", "no code!", "x" * 5000):
        with pytest.raises(NotFound):
            proposal(keeper, code)


def test_who_works_in_the_portal_is_no_matter_of_theirs(keeper: User) -> None:
    errors = refusal(lambda: proposal(keeper, member="no", channel="post", standing="confirmed", city="Cluj"))
    assert set(errors) == {"member", "channel", "standing"}


def test_all_that_is_wrong_is_said_at_once(keeper: User) -> None:
    errors = refusal(
        lambda: change_propose(
            actor=keeper,
            entry_type=ENTRY_TYPES["authority"],
            code="RO-247",
            values={"name": "", "telephone": "12", "colour": "red", "member": "no"},
            effective_on=date(9999, 12, 31),
            reason="x" * 501,
        )
    )
    assert set(errors) == {"name", "telephone", "colour", "member", "effective_on", "reason"}


@pytest.mark.parametrize("day", [date(1, 1, 1), date(2025, 1, 1), date(2040, 1, 1)])
def test_days_of_another_age_are_refused(keeper: User, day: date) -> None:
    assert "effective_on" in refusal(lambda: proposal(keeper, "RO-247", "authority", day))


def test_a_reason_that_cannot_be_stored_is_refused(keeper: User) -> None:
    for reason in ("a\x00b", "\ud800"):
        errors = refusal(
            lambda reason=reason: change_propose(  # type: ignore[misc]
                actor=keeper,
                entry_type=ENTRY_TYPES["authority"],
                code="RO-247",
                values={"city": "Cluj"},
                effective_on=today(),
                reason=reason,
            )
        )
        assert "reason" in errors


def test_what_stands_there_already_is_no_proposal(keeper: User) -> None:
    assert WHOLE in refusal(lambda: proposal(keeper, name="Cybercrime Service"))


def test_a_fixed_field_stays(keeper: User, world: World) -> None:
    desk = world.asked.contact_points.get(order=1)
    assert "authority" in refusal(lambda: proposal(keeper, desk.code, "contact_point", authority="GE-CA"))


# --- deciding ---


def test_accepted_it_takes_effect_at_once_when_its_day_has_come(keeper: User, root: User) -> None:
    change = change_accept(actor=root, change=proposal(keeper, city="Cluj"))
    assert (change.state, change.decided_by, city()) == (ChangeState.APPLIED, root, "Cluj")
    assert change.applied_at is not None
    assert letters("directory_decided") == [("manager@portal.example", "applied")]
    verbs = [event.verb for event in Event.objects.filter(chain="directory").order_by("seq")]
    assert verbs[-3:] == ["directory.change_proposed", "directory.change_accepted", "directory.changed"]


def test_the_proposal_becomes_the_line_of_the_history(keeper: User, root: User) -> None:
    change = change_accept(actor=root, change=proposal(keeper))
    assert [one.pk for one in DirectoryChange.objects.filter(code="RO-247", state="applied")] == [change.pk]


def test_accepted_it_waits_for_its_day(keeper: User, root: User) -> None:
    with time_machine.travel(datetime(YEAR, 11, 21, 12, tzinfo=UTC), tick=False):
        change = change_accept(actor=root, change=proposal(keeper, "RO-247", "authority", NEW_YEAR))
    assert (change.state, city()) == (ChangeState.ACCEPTED, "")
    # In Bucharest the year begins two hours before it does in Greenwich.
    assert changes_apply(now=datetime(YEAR, 12, 31, 21, 59, tzinfo=UTC)) == 0
    assert changes_apply(now=datetime(YEAR, 12, 31, 22, 0, tzinfo=UTC)) == 1
    change.refresh_from_db()
    assert (change.state, city()) == (ChangeState.APPLIED, "Cluj")
    assert Event.objects.order_by("-id")[0].actor is None
    assert letters("directory_decided") == [
        ("manager@portal.example", "accepted"),
        ("manager@portal.example", "applied"),
    ]
    assert changes_apply(now=datetime(YEAR + 1, 1, 2, tzinfo=UTC)) == 0


def test_the_beat_applies_what_is_due(keeper: User, root: User) -> None:
    change_accept(actor=root, change=proposal(keeper, "RO-247", "authority", tomorrow()))
    directory_changes_apply()
    assert city() == ""
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        directory_changes_apply()
    assert city() == "Cluj"


def test_a_day_missed_is_made_up_for(keeper: User, root: User) -> None:
    with time_machine.travel(datetime(YEAR, 11, 21, 12, tzinfo=UTC), tick=False):
        change_accept(actor=root, change=proposal(keeper, "RO-247", "authority", NEW_YEAR))
    assert changes_apply(now=datetime(YEAR + 1, 3, 1, tzinfo=UTC)) == 1
    assert city() == "Cluj"


def test_nobody_decides_on_their_own(world: World, root: User) -> None:
    both = person("both", world.asked, Role.DIRECTORY_MANAGER)
    User.objects.filter(pk=both.pk).update(is_staff=True, is_superuser=True)
    both = User.objects.get(pk=both.pk)
    change = proposal(both)
    assert [to for to, _state in letters("directory_proposed")] == ["root@portal.example"]
    with pytest.raises(NotAllowed):
        change_accept(actor=both, change=change)
    with pytest.raises(NotAllowed):
        change_reject(actor=both, change=change, note="No.")
    assert change_accept(actor=root, change=change).state == ChangeState.APPLIED


def test_only_administrators_decide(world: World, keeper: User) -> None:
    change = proposal(keeper)
    staff = User.objects.create_user("staff", is_staff=True)
    for actor in (world.contact, world.their_supervisor, world.officer, staff, manager(world.asked, "another")):
        with pytest.raises(NotAllowed):
            change_accept(actor=actor, change=change)
        with pytest.raises(NotAllowed):
            change_reject(actor=actor, change=change, note="No.")


def test_a_rejection_has_a_reason(keeper: User, root: User) -> None:
    change = proposal(keeper)
    assert "note" in refusal(lambda: change_reject(actor=root, change=change, note="  "))
    change = change_reject(actor=root, change=change, note="The ministry says otherwise.")
    assert (change.state, change.decision_note) == (ChangeState.REJECTED, "The ministry says otherwise.")
    assert city() == ""
    assert letters("directory_decided") == [("manager@portal.example", "rejected")]
    assert Message.objects.get(template="directory_proposed").status == Status.CANCELLED


def test_a_colleague_withdraws(keeper: User, root: User, world: World) -> None:
    change = proposal(keeper)
    with pytest.raises(NotAllowed):
        change_withdraw(actor=root, change=change)
    with pytest.raises(NotAllowed):
        change_withdraw(actor=world.contact, change=change)
    change = change_withdraw(actor=manager(world.asked, "another"), change=change)
    assert change.state == ChangeState.WITHDRAWN
    assert letters("directory_decided") == [("manager@portal.example", "withdrawn")]


def test_what_was_accepted_can_be_called_off_until_its_day(keeper: User, root: User) -> None:
    change = change_accept(actor=root, change=proposal(keeper, "RO-247", "authority", tomorrow()))
    assert change_withdraw(actor=root, change=change).state == ChangeState.WITHDRAWN
    assert changes_apply(now=timezone.now() + timedelta(days=3)) == 0
    assert city() == ""


@pytest.mark.parametrize("end", ["applied", "rejected", "withdrawn"])
def test_what_was_decided_is_decided(keeper: User, root: User, end: str) -> None:
    change = proposal(keeper)
    acts: dict[str, Callable[[], Any]] = {
        "applied": lambda: change_accept(actor=root, change=change),
        "rejected": lambda: change_reject(actor=root, change=change, note="No."),
        "withdrawn": lambda: change_withdraw(actor=keeper, change=change),
    }
    acts[end]()
    for act in acts.values():
        with pytest.raises(Conflict):
            act()
    assert DirectoryChange.objects.get(pk=change.pk).state == end


# --- overtaken ---


def test_a_change_whose_entry_moved_on_is_overtaken(keeper: User, root: User) -> None:
    change = proposal(keeper, city="Cluj")
    correct(city="Iasi")
    change = change_accept(actor=root, change=change)
    assert (change.state, city()) == (ChangeState.OVERTAKEN, "Iasi")
    assert "city" in change.decision_note
    assert "Iasi" not in change.decision_note
    assert letters("directory_decided") == [("manager@portal.example", "overtaken")]
    assert Event.objects.order_by("-id")[0].verb == "directory.change_overtaken"


def test_other_fields_may_move_on(keeper: User, root: User) -> None:
    change = proposal(keeper, city="Cluj")
    correct(address="2 New Street")
    assert change_accept(actor=root, change=change).state == ChangeState.APPLIED


def test_it_is_overtaken_while_it_waits(keeper: User, root: User) -> None:
    change = change_accept(actor=root, change=proposal(keeper, "RO-247", "authority", tomorrow()))
    correct(city="Iasi")
    assert changes_apply(now=timezone.now() + timedelta(days=3)) == 1
    change.refresh_from_db()
    assert (change.state, city()) == (ChangeState.OVERTAKEN, "Iasi")
    told = {to for to, state in letters("directory_decided") if state == "overtaken"}
    assert told == {"manager@portal.example", "root@portal.example"}


def test_what_can_no_longer_be_written_is_overtaken(keeper: User, root: User, world: World) -> None:
    change = proposal(keeper, "RO-NIGHT", "contact_point", **desk_values(world))
    ContactPoint.objects.create(authority=world.asked, order=3, name="Day desk", email="day@ro.example")
    change = change_accept(actor=root, change=change)
    assert change.state == ChangeState.OVERTAKEN
    assert "place in the order" in change.decision_note


def test_a_code_that_is_taken_meanwhile(keeper: User, root: User, world: World) -> None:
    change = proposal(keeper, "RO-NIGHT", "contact_point", **desk_values(world))
    ContactPoint.objects.create(authority=world.asked, code="RO-NIGHT", order=4, name="Other", email="o@ro.example")
    assert change_accept(actor=root, change=change).state == ChangeState.OVERTAKEN
    assert ContactPoint.objects.get(code="RO-NIGHT").name == "Other"


def tomorrow() -> date:
    return today() + timedelta(days=1)


def today() -> date:
    """Of the authority whose entries these are: it has tomorrow already when UTC has not."""
    return day_in("Europe/Bucharest", timezone.now())
