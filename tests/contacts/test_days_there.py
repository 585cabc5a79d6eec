"""Whether an entry holds today is judged by the day of its own country, whatever day UTC or the reader has."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine

from contacts.access import may_keep
from contacts.models import DirectoryChange, Jurisdiction, ProviderEntity, ServiceProvider
from contacts.selectors.duty import desks_day_and_night
from contacts.selectors.keepers import country_keepers
from contacts.views.providers import entities_shown
from tests.contacts.keepers import confirm, manager
from tests.world import World

pytestmark = pytest.mark.django_db
FIRST = date(2026, 12, 1)
# 30 November in UTC and in New York; 1 December in Tbilisi and in Bucharest.
LATE = datetime(2026, 11, 30, 22, 30, tzinfo=UTC)
# 1 December in UTC; the evening of 30 November in New York.
EARLY = datetime(2026, 12, 1, 3, tzinfo=UTC)


@pytest.mark.parametrize(("valid_from", "valid_until", "speaks"), [(FIRST, None, True), (None, FIRST, False)])
def test_who_speaks_for_a_country_does_so_from_midnight_there(
    world: World, valid_from: date | None, valid_until: date | None, speaks: bool
) -> None:
    keeper, georgia = manager(world.asking), world.asking.jurisdiction
    world.asking.valid_from, world.asking.valid_until = valid_from, valid_until
    world.asking.save(update_fields=["valid_from", "valid_until"])
    with time_machine.travel(LATE, tick=False):
        assert may_keep(keeper, georgia) is speaks
        assert country_keepers(["GE"]) == {"GE": [keeper] if speaks else []}
    with time_machine.travel(datetime(2026, 11, 30, 19, tzinfo=UTC), tick=False):
        assert may_keep(keeper, georgia) is not speaks


def test_a_desk_is_watched_from_midnight_there(world: World) -> None:
    world.asked.contact_points.update(round_the_clock=True, valid_from=FIRST)
    assert {desk.authority_id for desk in desks_day_and_night(LATE)} == {world.asked.pk}
    assert desks_day_and_night(datetime(2026, 11, 30, 21, 59, tzinfo=UTC)) == []


def test_an_entity_of_a_provider_holds_until_its_last_day_is_over_there(world: World) -> None:
    provider = ServiceProvider.objects.create(code="mail", name="Mail")
    about = {"provider": provider, "code": "mail-us", "legal_name": "Mail Inc", "valid_until": FIRST}
    ours = ProviderEntity(jurisdiction=Jurisdiction.objects.get(pk="US"), **about)
    with time_machine.travel(EARLY, tick=False):
        assert [one.valid for one in entities_shown([ours])] == [True]
        assert [one.valid for one in entities_shown([ours], on=FIRST)] == [False]


def test_the_history_says_the_day_that_it_is_there(world: World) -> None:
    world.asked.checked_on = date(2026, 6, 1)
    world.asked.save(update_fields=["checked_on"])
    with time_machine.travel(LATE, tick=False):
        confirm(actor=manager(world.asked), subject=world.asked)
    assert {(row.effective_on, row.after["checked_on"]) for row in DirectoryChange.objects.all()} == {
        (FIRST, FIRST.isoformat())
    }
