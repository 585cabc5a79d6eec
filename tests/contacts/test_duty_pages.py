"""The pages of a desk's duty: for those who belong there; what others see of it stands on the page of the authority."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from contacts.models import ContactPoint, DutyShift, HandOver, Membership
from contacts.services.memberships import membership_end
from tests.contacts.duty import HALF_DAY, NOW, TELEPHONE, at, first_desk, publish, shift, two_shifts
from tests.world import World

pytestmark = pytest.mark.django_db

WEEK = "first_day=2026-11-21&days=7&hours=08:00,+20:00"


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def desk(world: World) -> str:
    """The address of the first desk of Romania."""
    return f"/directory/RO-247/desks/{first_desk(world).code}/"


class Visitor:
    """Signed in; reads pages and posts forms."""

    def __init__(self, user: Any) -> None:
        self.client = Client()
        self.client.force_login(user)

    def sees(self, address: str, status: int = 200) -> str:
        response = self.client.get(address)
        assert response.status_code == status, response.content.decode()
        return self._text(response)

    def posts(self, address: str, fields: dict[str, str], status: int = 302) -> str:
        response = self.client.post(address, fields)
        assert response.status_code == status, response.content.decode()
        return response.url if status == 302 else self._text(response)  # type: ignore[attr-defined]

    @staticmethod
    def _text(response: Any) -> str:
        return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture
def keeper(world: World) -> Visitor:
    return Visitor(world.their_supervisor)


@pytest.fixture
def contact(world: World) -> Visitor:
    return Visitor(world.contact)


def filled(page: str, **every: str) -> dict[str, str]:
    """What a browser would send of this page, with `every` of these fields of each row filled in."""
    fields = dict(re.findall(r'<input type="hidden" name="(shifts-[A-Z_]+)" value="(\d+)"', page))
    for name in re.findall(r'name="(shifts-\d{8}T\d{6}-\w+)"', page):
        fields[name] = every.get(name.rsplit("-", 1)[1], "")
    return fields


def in_words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


# --- the roster ---


def test_the_roster_is_for_those_who_belong_there(world: World, desk: str, contact: Visitor) -> None:
    contact.sees(f"{desk}roster/")
    for stranger in (world.officer, world.stranger, world.supervisor):
        Visitor(stranger).sees(f"{desk}roster/", 404)
    contact.sees("/directory/RO-247/desks/nothing/roster/", 404)
    contact.sees(desk.replace("RO-247", "MD-247") + "roster/", 404)


def test_without_a_roster_the_page_says_what_others_are_told(desk: str, contact: Visitor, keeper: Visitor) -> None:
    assert "No roster yet" in contact.sees(f"{desk}roster/")
    assert "Plan shifts" not in contact.sees(f"{desk}roster/")
    assert "roster/plan/" in keeper.sees(f"{desk}roster/")


def test_four_weeks_by_day(world: World, desk: str, contact: Visitor) -> None:
    two_shifts(world)
    text = in_words(contact.sees(f"{desk}roster/"))
    assert "Sat 21 Nov 04:00–16:00 Contact now +40 21 555 0199 16:00–04:00 Ion Pop" in text
    assert "Sun 22 Nov from 04:00 Nobody on duty" in text
    assert "Fri 18 Dec all day Nobody on duty" in text
    assert "Sat 19 Dec" not in text
    assert "The roster runs out on" in text


def test_only_who_keeps_the_roster_replaces(world: World, desk: str, contact: Visitor, keeper: Visitor) -> None:
    two_shifts(world)
    assert "Replace" not in contact.sees(f"{desk}roster/")
    assert keeper.sees(f"{desk}roster/").count(">Replace<") == 2


def test_a_desk_that_sleeps_at_night_is_not_in_need(world: World, desk: str, contact: Visitor) -> None:
    ContactPoint.objects.update(round_the_clock=False)
    publish(world, shift(0, 5, name="Ion"))
    text = contact.sees(f"{desk}roster/")
    assert "Nobody on duty" in text
    assert "Nobody is on duty at some time" not in text


def test_the_night_of_a_clock_change_says_how_long_it_is(world: World, desk: str, clock: Any) -> None:
    clock.move_to(NOW + timedelta(days=120))  # 21 March 2027; the clocks go forward on the 28th
    week = 120 * 24
    publish(world, *[shift(week + 12 * n, week + 12 * n + 12, name="Ion") for n in range(14)])
    assert "the clocks change: 12 h 0 min" in Visitor(world.contact).sees(f"{desk}roster/")


def test_who_left_is_shown_as_gone(world: World, desk: str, keeper: Visitor) -> None:
    two_shifts(world)
    membership_end(actor=None, membership=Membership.objects.get(user=world.contact))
    text = in_words(keeper.sees(f"{desk}roster/"))
    assert "Contact works here no more" in text
    assert "Contact stands in the roster but does not work here any more" in text


def test_queries_do_not_grow_with_the_roster(world: World, desk: str, keeper: Visitor) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            keeper.sees(f"{desk}roster/")
        return len(made)

    two_shifts(world)
    queries()
    before = queries()
    publish(world, *[shift(14 + 12 * n, 26 + 12 * n, world.contact) for n in range(40)])
    assert queries() == before


# --- planning ---


def test_planning_begins_where_the_roster_ends(world: World, desk: str, keeper: Visitor) -> None:
    assert 'value="2026-11-21"' in keeper.sees(f"{desk}roster/plan/")
    two_shifts(world)
    text = keeper.sees(f"{desk}roster/plan/")
    assert 'value="2026-11-22"' in text
    assert 'value="04:00, 16:00"' in text


def test_a_week_is_planned_and_published(world: World, desk: str, keeper: Visitor) -> None:
    address = f"{desk}roster/plan/?{WEEK}"
    page = keeper.sees(address)
    assert "1. Saturday 21 November, 14:00–20:00" in page, "what has begun by the clock begins now"
    assert "14. Friday 27 November, 20:00–08:00" in page
    sent = filled(page, person=str(world.contact.pk), telephone="+40215550199")
    assert keeper.posts(address, sent) == f"{desk}roster/"
    assert DutyShift.objects.count() == 14
    assert set(DutyShift.objects.values_list("person", "telephone")) == {(world.contact.pk, TELEPHONE)}
    assert "14 shifts, until Saturday 28 November 2026, 08:00" in keeper.sees(f"{desk}roster/")


def test_the_clock_goes_on_while_people_type(world: World, desk: str, keeper: Visitor, clock: Any) -> None:
    address = f"{desk}roster/plan/?{WEEK}"
    sent = filled(keeper.sees(address), name="Ion Pop")
    clock.shift(timedelta(minutes=17))
    keeper.posts(address, sent)
    assert DutyShift.objects.earliest("starts_at").starts_at == at(17 / 60)
    keeper.posts(address, sent)
    assert DutyShift.objects.count() == 14


def test_errors_stand_beside_the_rows_and_nothing_typed_is_lost(world: World, desk: str, keeper: Visitor) -> None:
    address = f"{desk}roster/plan/?{WEEK}"
    sent = filled(keeper.sees(address), name="Ion Pop", telephone="021 555")
    [*_others, last] = [name for name in sent if name.endswith("-name")]
    sent[last] = ""
    text = keeper.posts(address, sent, 400)
    assert text.count('value="Ion Pop"') == 13
    assert "Row 14: Choose who is on duty, or type a name." in text
    assert text.count("Row 13: Write the number with its country") == 1
    assert not DutyShift.objects.exists()


def test_a_member_and_a_name_are_one_too_many(world: World, desk: str, keeper: Visitor) -> None:
    address = f"{desk}roster/plan/?{WEEK}"
    sent = filled(keeper.sees(address), name="Ion Pop", person=str(world.contact.pk))
    assert "not both" in keeper.posts(address, sent, 400)


def test_a_person_who_is_not_on_the_list(world: World, desk: str, keeper: Visitor) -> None:
    address = f"{desk}roster/plan/?{WEEK}"
    sent = filled(keeper.sees(address), person=str(world.officer.pk))
    assert "not on the list any more" in keeper.posts(address, sent, 400)


def test_the_last_week_is_repeated(world: World, desk: str, keeper: Visitor) -> None:
    people = [("Ion", "+40 21 555 0101"), ("Ana", "+40 21 555 0102")]
    publish(
        world,
        *[shift(12 * n - 6, 12 * n + 6, name=people[n % 2][0], telephone=people[n % 2][1]) for n in range(14)],
    )
    page = keeper.sees(f"{desk}roster/plan/?first_day=2026-11-28&days=14&hours=08:00,20:00&repeat=on")
    names = re.findall(r'-name" value="(\w+)"', page)
    assert names[:3] == ["Ion", "Ana", "Ion"]
    assert len(names) == 28, "week after week"
    assert 'value="+40 21 555 0101"' in page
    without = keeper.sees(f"{desk}roster/plan/?first_day=2026-11-28&days=14&hours=08:00,20:00")
    assert 'value="Ion"' not in without


def test_what_is_in_the_roster_already_stands_in_the_rows(world: World, desk: str, keeper: Visitor) -> None:
    publish(world, shift(0, 6, world.contact), shift(6, 18, name="Ion"))
    page = keeper.sees(f"{desk}roster/plan/?{WEEK}")
    assert "1. Saturday 21 November, 20:00–08:00" in page, "what has begun stays"
    assert 'value="Ion"' in page


def test_other_hours_join_the_roster_on_both_sides(world: World, desk: str, keeper: Visitor) -> None:
    publish(world, *[shift(12 * n - 6, 12 * n + 6, name=f"Person {n}") for n in range(8)])
    page = keeper.sees(f"{desk}roster/plan/?first_day=2026-11-22&days=1&hours=07:00,19:00")
    titles = re.findall(r"\d\. (\w+ \d+ November, [\d:–]+)", page)
    assert titles == [
        "Sunday 22 November, 08:00–19:00",
        "Sunday 22 November, 19:00–07:00",
        "Monday 23 November, 07:00–08:00",
    ]
    keeper.posts(f"{desk}roster/plan/?first_day=2026-11-22&days=1&hours=07:00,19:00", filled(page, name="New"))
    assert DutyShift.objects.filter(name="New").count() == 3


def test_a_hole_between_two_rosters_is_told_before_names_are_typed(world: World, desk: str, keeper: Visitor) -> None:
    two_shifts(world)
    text = keeper.sees(f"{desk}roster/plan/?first_day=2026-11-24&days=7&hours=8,20", 400)
    assert "Nobody would be on duty from Sunday 22 November 2026, 04:00 until Tuesday 24 November 2026, 08:00" in text


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("first_day=2026-11-19&days=7&hours=8", "This day is over"),
        ("first_day=2028-01-01&days=7&hours=8", "more than a year away"),
        ("first_day=9999-12-31&days=92&hours=8", "Enter a year from 1800 to 2199"),
        ("first_day=x&days=7&hours=8", "as year-month-day"),
        ("first_day=2026-11-21&days=93&hours=8", "at most 92"),
        ("first_day=2026-11-21&days=0&hours=8", "at least 1"),
        ("first_day=2026-11-21&days=99999999999999999999&hours=8", "at most 92"),
        ("first_day=2026-11-21&days=7&hours=25:00", "is no time"),
        ("first_day=2026-11-21&days=7&hours=noon", "is no time"),
        ("first_day=2026-11-21&days=7&hours=", "Enter the hours"),
        ("first_day=2026-11-21&days=7&hours=0,1,2,3,4,5,6,7,8,9,10,11,12", "at most 12 times"),
        ("first_day=2026-11-21&days=92&hours=0,4,8,12,16", "more than 400 shifts"),
        ("first_day=2026-11-20&days=1&hours=8,12", "have begun or are over"),
        ("days=7", "Enter the first day"),
    ],
)
def test_what_cannot_be_planned_is_said(desk: str, keeper: Visitor, query: str, sentence: str) -> None:
    assert sentence in keeper.sees(f"{desk}roster/plan/?{query}", 400)


def test_a_post_that_no_page_made(desk: str, keeper: Visitor) -> None:
    keeper.posts(f"{desk}roster/plan/", {}, 400)
    keeper.posts(f"{desk}roster/plan/?{WEEK}", {}, 400)
    keeper.posts(f"{desk}roster/plan/?{WEEK}", {"shifts-TOTAL_FORMS": "9" * 30, "shifts-INITIAL_FORMS": "x"}, 400)


def test_a_desk_that_sleeps_at_night_may_have_empty_rows(world: World, desk: str, keeper: Visitor) -> None:
    ContactPoint.objects.update(round_the_clock=False)
    address = f"{desk}roster/plan/?{WEEK}"
    sent = filled(keeper.sees(address))
    days = [name for name in sent if name.endswith("060000-name")]
    keeper.posts(address, {**sent, **dict.fromkeys(days, "Ion")})
    assert DutyShift.objects.count() == len(days) == 7


def test_who_plans(world: World, desk: str, contact: Visitor) -> None:
    contact.sees(f"{desk}roster/plan/?{WEEK}", 403)
    contact.posts(f"{desk}roster/plan/?{WEEK}", {}, 403)
    Visitor(world.officer).sees(f"{desk}roster/plan/?{WEEK}", 404)


# --- replacing ---


def test_a_shift_is_given_to_somebody_else(world: World, desk: str, keeper: Visitor) -> None:
    _begun, coming = two_shifts(world)
    address = f"{desk}roster/{coming.pk}/"
    assert "Replace Ion Pop" in keeper.sees(address)
    assert "Choose who is on duty" in keeper.posts(address, {}, 400)
    assert keeper.posts(address, {"person": str(world.contact.pk)}) == f"{desk}roster/"
    coming.refresh_from_db()
    assert coming.person == world.contact


def test_what_is_over_or_gone_is_not_replaced(world: World, desk: str, keeper: Visitor, clock: Any) -> None:
    begun, coming = two_shifts(world)
    clock.move_to(at(3))
    assert "ended on" in keeper.sees(f"{desk}roster/{begun.pk}/", 409)
    DutyShift.objects.filter(pk=coming.pk).delete()
    keeper.sees(f"{desk}roster/{coming.pk}/", 404)


# --- handing over ---


def test_taking_over_is_one_press(world: World, desk: str, contact: Visitor) -> None:
    begun, _coming = two_shifts(world)
    text = contact.sees(f"{desk}hand-over/")
    assert text.count("I have taken over") == 1, "the next shift begins in two hours"
    assert contact.posts(f"{desk}hand-over/{begun.pk}/taken/", {}) == f"{desk}hand-over/"
    assert "You have taken over" in contact.sees(f"{desk}hand-over/")
    assert "I have taken over" not in contact.sees(f"{desk}hand-over/")


def test_the_second_is_told_who_was_first(world: World, desk: str, contact: Visitor, keeper: Visitor) -> None:
    begun, _coming = two_shifts(world)
    contact.posts(f"{desk}hand-over/{begun.pk}/taken/", {})
    keeper.posts(f"{desk}hand-over/{begun.pk}/taken/", {})
    assert "Contact had taken over before you" in keeper.sees(f"{desk}hand-over/")


def test_a_note_waits_for_the_next_shift(world: World, desk: str, contact: Visitor, clock: Any) -> None:
    _begun, coming = two_shifts(world)
    address = f"{desk}hand-over/{coming.pk}/note/"
    assert contact.posts(address, {"note": "Call <Tbilisi> at nine."}) == f"{desk}hand-over/"
    clock.move_to(at(2))
    assert "Call &lt;Tbilisi&gt; at nine." in contact.sees(f"{desk}hand-over/")


def test_a_note_of_a_colleague_is_shown_before_it_is_replaced(
    world: World, desk: str, contact: Visitor, keeper: Visitor
) -> None:
    _begun, coming = two_shifts(world)
    address = f"{desk}hand-over/{coming.pk}/note/"
    keeper.posts(address, {"note": "From the supervisor."})
    text = contact.posts(address, {"note": "From me.", "seen": ""}, 400)
    assert "A colleague wrote a note meanwhile" in text
    assert "From the supervisor." in text
    assert "From me." in text
    [seen] = {found for found in re.findall(r'name="seen" value="([^"]+)"', text) if found}
    contact.posts(address, {"note": "Both.", "seen": seen})
    assert HandOver.objects.get().note == "Both."


@pytest.mark.parametrize("fields", [{}, {"note": " "}, {"note": "x" * 4001}, {"note": "Yes.", "seen": "9999-99-99"}])
def test_what_is_no_note(world: World, desk: str, contact: Visitor, fields: dict[str, str]) -> None:
    _begun, coming = two_shifts(world)
    status = 302 if "seen" in fields else 400
    contact.posts(f"{desk}hand-over/{coming.pk}/note/", fields, status)


def test_the_pages_behind_the_buttons_lead_back(world: World, desk: str, contact: Visitor) -> None:
    begun, _coming = two_shifts(world)
    for act in ("note", "taken"):
        assert contact.client.get(f"{desk}hand-over/{begun.pk}/{act}/").headers["Location"] == f"{desk}hand-over/"


def test_without_anybody_the_hand_over_says_so(desk: str, contact: Visitor) -> None:
    assert "Nobody is named" in contact.sees(f"{desk}hand-over/")


def test_a_shift_of_another_desk(world: World, desk: str, contact: Visitor) -> None:
    other = world.asked.contact_points.get(order=2)
    row = DutyShift.objects.create(desk=other, name="Ion", starts_at=NOW, ends_at=NOW + HALF_DAY)
    contact.posts(f"{desk}hand-over/{row.pk}/taken/", {}, 404)


# --- what everybody sees ---


def test_an_officer_abroad_sees_whom_to_call_now(world: World) -> None:
    begun, _coming = two_shifts(world)
    contact = Visitor(world.contact)
    contact.posts(f"/directory/RO-247/desks/{begun.desk.code}/hand-over/{begun.pk}/taken/", {})
    text = in_words(Visitor(world.officer).sees("/directory/RO-247/"))
    assert "On duty now Contact Telephone Call +40 21 555 0199 Until" in text
    assert "After that Ion Pop" in text
    assert "Roster" not in text
    assert "Hand-over" not in text
    assert "Roster" in in_words(contact.sees("/directory/RO-247/"))


def test_a_stand_in_is_named(world: World) -> None:
    begun, _coming = two_shifts(world)
    keeper = Visitor(world.their_supervisor)
    keeper.posts(f"/directory/RO-247/desks/{begun.desk.code}/hand-over/{begun.pk}/taken/", {})
    text = in_words(Visitor(world.officer).sees("/directory/RO-247/"))
    assert (
        "On duty now Their Supervisor stands in for Contact Telephone Call +40 21 555 0100 Call +40 21 555 0199" in text
    )


def test_a_hole_is_told_plainly(world: World, clock: Any) -> None:
    two_shifts(world)
    clock.move_to(at(15))
    text = in_words(Visitor(world.officer).sees("/directory/RO-247/"))
    assert "Nobody is on duty now The roster ran out on" in text
    assert "Call the desk’s own number" in text
    assert "On duty now Nobody Duty desk" in text
    assert "Day and night Every day" not in text


def test_without_a_roster_the_desks_own_number_is_called(world: World) -> None:
    text = in_words(Visitor(world.officer).sees("/directory/RO-247/"))
    assert "Nobody is named: this desk keeps no roster here. Call its own number." in text


def test_a_desk_that_ended_is_not_shown(world: World) -> None:
    ContactPoint.objects.filter(name="Back-up desk").update(valid_until=NOW.date())
    assert "Back-up desk" not in Visitor(world.officer).sees("/directory/RO-247/")
