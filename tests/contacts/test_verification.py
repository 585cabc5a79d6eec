"""Entries that nobody has looked at for 180 days: who is asked, how often, and how it ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from contacts.models import (
    Authority,
    DirectoryChange,
    InstrumentStatus,
    Origin,
    ProviderEntity,
    ServiceProvider,
    Standing,
    VerificationTask,
)
from contacts.selectors.upkeep import tasks_open
from contacts.services.verification import entries_confirm, verification_tasks_open
from contacts.tasks import directory_verifications_ask
from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, NotAllowed
from mla_portal.outbox.models import Message, Status
from tests.contacts.keepers import administrator, confirm, digest_of, manager
from tests.world import World

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def checked(world: World) -> Callable[..., None]:
    def set_day(code: str, day: date | None) -> None:
        Authority.objects.filter(code=code).update(checked_on=day)

    return set_day


def told(template: str = "directory_verification") -> list[str]:
    found = Message.objects.filter(template=template).order_by("to_address")
    return [one.to_address for one in found]


def in_days(days: int) -> int:
    """The run of a later day."""
    day = datetime(2026, 11, 21, 12, tzinfo=UTC) + timedelta(days=days)
    with time_machine.travel(day, tick=False):
        return verification_tasks_open(today=day.date())


def test_nobody_is_asked_as_long_as_all_was_checked(world: World) -> None:
    assert verification_tasks_open(today=TODAY) == 0


@pytest.mark.parametrize(
    ("day", "due_on"),
    [
        (None, TODAY),
        (date(2020, 1, 1), date(2020, 6, 29)),
        (TODAY - timedelta(days=180), TODAY),
        (TODAY - timedelta(days=166), TODAY + timedelta(days=14)),
    ],
)
def test_what_is_due_is_asked_for_once(checked: Callable[..., None], day: date | None, due_on: date) -> None:
    checked("RO-247", day)
    assert verification_tasks_open(today=TODAY) == 1
    assert verification_tasks_open(today=TODAY) == 0
    assert VerificationTask.objects.get().due_on == due_on


def test_the_beat_asks(checked: Callable[..., None]) -> None:
    checked("RO-247", None)
    directory_verifications_ask()
    directory_verifications_ask()
    assert (VerificationTask.objects.count(), len(told())) == (1, 1)


def test_a_day_earlier_it_is_not(checked: Callable[..., None]) -> None:
    checked("RO-247", TODAY - timedelta(days=165))
    assert verification_tasks_open(today=TODAY) == 0
    assert in_days(1) == 1


def test_entries_that_ended_are_left_alone(checked: Callable[..., None]) -> None:
    checked("RO-247", None)
    Authority.objects.update(valid_until=TODAY)
    assert verification_tasks_open(today=TODAY) == 0


def test_the_directory_managers_are_asked(checked: Callable[..., None], world: World) -> None:
    checked("RO-247", None)
    manager(world.asked)
    verification_tasks_open(today=TODAY)
    assert told() == ["manager@portal.example"]
    message = Message.objects.get()
    assert message.context == {"entry": "Cybercrime Service", "path": "/directory/RO-247/"}


def test_without_a_manager_the_supervisors_are(checked: Callable[..., None]) -> None:
    checked("RO-247", None)
    verification_tasks_open(today=TODAY)
    assert told() == ["their_supervisor@portal.example"]


def test_for_outsiders_the_administrators_are_once_for_all(checked: Callable[..., None], world: World) -> None:
    administrator()
    for code in ("US-247", "MD-247"):  # an outsider, and a member without anybody to ask
        checked(code, None)
    verification_tasks_open(today=TODAY)
    verification_tasks_open(today=TODAY)
    assert told("directory_verifications") == ["root@portal.example"]
    assert Message.objects.get().context["number"] == 2
    checked("RO-247", None)
    User.objects.filter(username="their_supervisor").update(is_active=False)
    in_days(1)
    assert len(told("directory_verifications")) == 2


def test_a_reminder_every_month(checked: Callable[..., None]) -> None:
    checked("RO-247", None)
    checked("US-247", None)
    administrator()
    verification_tasks_open(today=TODAY)
    for days, letters in ((1, 1), (29, 1), (30, 2), (31, 2), (59, 2), (60, 3)):
        in_days(days)
        assert (len(told()), len(told("directory_verifications"))) == (letters, letters), days


def test_a_month_without_a_run_is_made_up_for_once(checked: Callable[..., None]) -> None:
    checked("RO-247", None)
    verification_tasks_open(today=TODAY)
    in_days(100)
    assert len(told()) == 2


# --- confirming ---


def test_a_manager_confirms(checked: Callable[..., None], world: World) -> None:
    checked("RO-247", None)
    Authority.objects.filter(code="RO-247").update(standing=Standing.BELIEVED)
    keeper = manager(world.asked)
    verification_tasks_open(today=TODAY)
    confirm(actor=keeper, subject=world.asked)
    entry = Authority.objects.get(code="RO-247")
    assert (entry.checked_on, entry.standing) == (TODAY, Standing.CONFIRMED)
    task = VerificationTask.objects.get()
    assert (task.done_by, task.done_at is not None) == (keeper, True)
    change = DirectoryChange.objects.get()
    assert (change.state, change.made_by, set(change.after)) == ("applied", keeper, {"checked_on", "standing"})
    assert Message.objects.get().status == Status.CANCELLED
    assert in_days(165) == 0
    in_days(166)
    assert VerificationTask.objects.filter(authority=world.asked, done_at=None).exists()


def test_again_changes_nothing(world: World) -> None:
    keeper = manager(world.asked)
    confirm(actor=keeper, subject=world.asked)
    confirm(actor=keeper, subject=world.asked)
    assert DirectoryChange.objects.count() <= 1


def test_supervisors_and_administrators_confirm_too(world: World) -> None:
    confirm(actor=world.their_supervisor, subject=world.asked)
    confirm(actor=administrator(), subject=world.outsider)


def test_nobody_else_does(world: World) -> None:
    for actor in (world.contact, world.officer, world.supervisor, world.stranger, manager(world.asking)):
        with pytest.raises(NotAllowed):
            confirm(actor=actor, subject=world.asked)


def test_an_entry_that_ended_cannot_be_confirmed(world: World) -> None:
    world.asked.valid_until = TODAY
    world.asked.save()
    with pytest.raises(Conflict):
        confirm(actor=manager(world.asked), subject=world.asked)


def test_who_is_told_for_want_of_a_manager_confirms_as_the_authority(world: World) -> None:
    Authority.objects.update(checked_on=None)
    confirm(actor=world.their_supervisor, subject=world.asked)
    assert DirectoryChange.objects.get().origin == Origin.PROPOSAL


def test_an_administrator_has_read_and_confirms_for_nobody(world: World) -> None:
    root = administrator()
    for stood, stands in ((Standing.BELIEVED, Standing.READ), (Standing.CONFIRMED, Standing.CONFIRMED)):
        Authority.objects.filter(code="US-247").update(standing=stood, checked_on=None)
        confirm(actor=root, subject=world.outsider)
        assert Authority.objects.get(code="US-247").standing == stands
    assert set(DirectoryChange.objects.values_list("origin", flat=True)) == {Origin.ADMINISTRATION}


def test_what_changed_since_it_was_read_is_not_confirmed(world: World) -> None:
    seen, keeper = digest_of(world.asked), manager(world.asked)
    world.asked.contact_points.filter(order=1).update(telephone="+40 21 555 0111")
    with pytest.raises(Conflict):
        entries_confirm(actor=keeper, subject=world.asked, seen=seen)
    assert not DirectoryChange.objects.exists()


# --- closed otherwise ---


def test_what_was_looked_at_otherwise_or_ended_is_closed(checked: Callable[..., None]) -> None:
    for code in ("RO-247", "MD-247"):
        checked(code, None)
    verification_tasks_open(today=TODAY)
    checked("RO-247", TODAY)
    Authority.objects.filter(code="MD-247").update(valid_until=TODAY)
    assert not tasks_open(on=TODAY).exists(), "shown no more at once"
    verification_tasks_open(today=TODAY)
    assert not VerificationTask.objects.filter(done_at=None).exists()
    assert set(Message.objects.values_list("status", flat=True)) == {Status.CANCELLED}


def test_a_day_to_come_is_none_on_which_somebody_looked(checked: Callable[..., None]) -> None:
    checked("RO-247", TODAY + timedelta(days=2))
    assert verification_tasks_open(today=TODAY) == 1


# --- facts about countries, and providers ---


def test_a_country_is_asked_for_by_those_who_speak_for_it(world: World) -> None:
    InstrumentStatus.objects.filter(jurisdiction="RO").update(standing=Standing.POSSIBLE)
    keeper = manager(world.asked)
    assert verification_tasks_open(today=TODAY) == 1
    task = VerificationTask.objects.get()
    assert (task.jurisdiction_id, task.due_on, told()) == ("RO", TODAY, ["manager@portal.example"])
    confirm(actor=keeper, subject=world.asked.jurisdiction)
    status = InstrumentStatus.objects.get(jurisdiction="RO")
    assert (status.standing, status.checked_on) == (Standing.CONFIRMED, TODAY)
    assert VerificationTask.objects.get().done_by == keeper
    assert verification_tasks_open(today=TODAY) == 0


def test_what_is_over_is_not_asked_for(world: World) -> None:
    InstrumentStatus.objects.filter(jurisdiction="RO").update(checked_on=None, in_force_until=TODAY)
    assert verification_tasks_open(today=TODAY) == 0


def test_a_country_without_a_manager_and_a_provider_are_the_administrators(world: World) -> None:
    root = administrator()
    InstrumentStatus.objects.filter(jurisdiction="RO").update(checked_on=None)
    acme = ServiceProvider.objects.create(code="acme", name="Acme", standing=Standing.READ, checked_on=TODAY)
    ProviderEntity.objects.create(code="acme-us", provider=acme, jurisdiction_id="US", legal_name="Acme Inc.")
    assert verification_tasks_open(today=TODAY) == 2
    assert (told(), told("directory_verifications")) == ([], ["root@portal.example"])
    with pytest.raises(NotAllowed):
        confirm(actor=world.their_supervisor, subject=acme)
    confirm(actor=root, subject=acme)
    assert ProviderEntity.objects.get().standing == Standing.READ
    assert VerificationTask.objects.get(done_at=None).jurisdiction_id == "RO"


# --- pages ---


def test_the_button_on_the_page_of_the_authority(checked: Callable[..., None], client: Client, world: World) -> None:
    checked("RO-247", None)
    keeper = manager(world.asked)
    verification_tasks_open(today=TODAY)
    client.force_login(world.officer)
    assert "Everything is still right" not in client.get("/directory/RO-247/").content.decode()
    assert client.post("/directory/RO-247/confirm/").status_code == 403
    client.force_login(keeper)
    assert "Everything is still right" in client.get("/directory/RO-247/").content.decode()
    answer = client.post("/directory/RO-247/confirm/", {"seen": digest_of(world.asked)}, follow=True)
    assert "Thank you" in answer.content.decode()
    assert Authority.objects.get(code="RO-247").checked_on == TODAY
    assert client.get("/directory/RO-247/confirm/")["Location"] == "/directory/RO-247/"


def test_the_list_for_those_who_can_confirm(checked: Callable[..., None], client: Client, world: World) -> None:
    for code in ("RO-247", "US-247"):
        checked(code, None)
    verification_tasks_open(today=TODAY)
    keeper, root = manager(world.asked), administrator()

    def listed(reader: User) -> list[str]:
        client.force_login(reader)
        tasks = client.get("/directory/verification/").context["tasks"]
        return sorted(task.authority.code for task in tasks)

    assert listed(root) == ["RO-247", "US-247"]
    assert 'href="/directory/changes/" aria-current="true"' in client.get("/directory/verification/").content.decode()
    assert listed(keeper) == listed(world.their_supervisor) == ["RO-247"]
    assert listed(world.supervisor) == []
    client.force_login(world.officer)
    assert client.get("/directory/verification/").status_code == 403


def test_queries_do_not_grow_with_the_list(client: Client, world: World) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            assert client.get("/directory/verification/").status_code == 200
        return len(made)

    client.force_login(administrator())
    Authority.objects.filter(code="RO-247").update(checked_on=None)
    verification_tasks_open(today=TODAY)
    queries()
    before = queries()
    Authority.objects.update(checked_on=None)
    verification_tasks_open(today=TODAY)
    assert queries() == before


def test_a_run_asks_in_as_many_queries_however_many_are_due(world: World) -> None:
    def queries() -> int:
        VerificationTask.objects.all().delete()
        with CaptureQueriesContext(connection) as made:
            verification_tasks_open(today=TODAY)
        return len(made)

    administrator()
    Authority.objects.filter(code__in=("RO-247", "US-247")).update(checked_on=None)
    before = queries()
    Authority.objects.update(checked_on=None)
    assert queries() == before


def test_the_button_on_the_pages_of_a_country_and_of_a_provider(client: Client, world: World) -> None:
    acme = ServiceProvider.objects.create(code="acme", name="Acme")
    root = administrator()
    for page, subject in (("/directory/countries/RO/", world.asked.jurisdiction), ("/directory/providers/acme/", acme)):
        client.force_login(world.officer)
        assert "Everything is still right" not in client.get(page).content.decode()
        assert client.post(f"{page}confirm/", {"seen": digest_of(subject)}).status_code == 403
        client.force_login(root)
        assert digest_of(subject) in client.get(page).content.decode()
        assert client.post(f"{page}confirm/", {"seen": "another"}).status_code == 409
        assert client.post(f"{page}confirm/", {"seen": digest_of(subject)})["Location"] == page
    assert ServiceProvider.objects.get().standing == Standing.READ
