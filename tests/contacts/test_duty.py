"""Who is on duty: always an answer, or plainly none; and how a roster comes to be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import ContactPoint, DutyShift, HandOver, Membership
from contacts.roles import Role
from contacts.roster import Span
from contacts.selectors.duty import DutyState, coverage, on_duty, on_duty_at
from contacts.selectors.rosters import members_at
from contacts.services.duty import roster_publish, shift_reassign
from contacts.services.duty_checks import MAX_SHIFTS, NewShift
from contacts.services.duty_hand_over import hand_over_take, hand_over_write
from contacts.services.memberships import membership_end
from mla_portal.audit.models import Event
from mla_portal.errors import Conflict, Invalid, NotAllowed
from tests.contacts.duty import NOW, TELEPHONE, at, first_desk, publish, shift, two_shifts
from tests.world import World, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def desk(world: World) -> ContactPoint:
    return first_desk(world)


def refused(world: World, *shifts: NewShift, **more: Any) -> dict[str, list[str]]:
    with pytest.raises(Invalid) as refusal:
        publish(world, *shifts, **more)
    return refusal.value.errors


def told(verb: str) -> list[str]:
    return list(Event.objects.filter(chain="directory", verb=verb).order_by("seq").values_list("data", flat=True))


# --- who is on duty ---


def test_without_a_roster_nobody_is_named_and_the_desk_is_called(desk: ContactPoint) -> None:
    answer = on_duty(desk, NOW)
    assert (answer.state, answer.turn, answer.next) == (DutyState.NO_ROSTER, None, None)
    assert answer.telephones == ["+40 21 555 0100"]


def test_the_person_of_the_shift_and_who_comes_next(world: World, desk: ContactPoint) -> None:
    begun, coming = two_shifts(world)
    answer = on_duty(desk, NOW)
    assert answer.state is DutyState.NAMED
    assert answer.turn is not None
    assert answer.next is not None
    assert (answer.turn.pk, answer.turn.name, answer.turn.ends_at) == (begun.pk, "Contact", at(2))
    assert (answer.next.pk, answer.next.name, answer.nobody_from) == (coming.pk, "Ion Pop", None)
    assert answer.telephones == [TELEPHONE]


def test_a_shift_ends_where_the_next_begins(world: World, desk: ContactPoint) -> None:
    two_shifts(world)
    moment = timedelta(microseconds=1)
    assert [on_duty(desk, now).turn.name for now in (at(2) - moment, at(2))] == ["Contact", "Ion Pop"]  # type: ignore[union-attr]


def test_a_shift_without_a_telephone_is_called_at_the_desk(world: World, desk: ContactPoint) -> None:
    two_shifts(world)
    assert on_duty(desk, at(3)).telephones == ["+40 21 555 0100"]


def test_the_last_shift_says_from_when_nobody_comes(world: World, desk: ContactPoint) -> None:
    two_shifts(world)
    assert on_duty(desk, at(3)).nobody_from == at(14)


def test_a_roster_that_ran_out_says_since_when(world: World, desk: ContactPoint) -> None:
    two_shifts(world)
    answer = on_duty(desk, at(14))
    assert (answer.state, answer.since, answer.turn) == (DutyState.RAN_OUT, at(14), None)


def test_a_hole_says_since_when_and_who_comes(world: World, desk: ContactPoint) -> None:
    begun, coming = two_shifts(world)
    DutyShift.objects.filter(pk=begun.pk).update(ends_at=at(-1))
    answer = on_duty(desk, NOW)
    assert (answer.state, answer.since) == (DutyState.HOLE, at(-1))
    assert answer.next is not None
    assert answer.next.pk == coming.pk


def test_who_left_the_authority_is_not_on_duty(world: World, desk: ContactPoint) -> None:
    two_shifts(world)
    membership_end(actor=None, membership=Membership.objects.get(user=world.contact))
    answer = on_duty(desk, NOW)
    assert (answer.state, answer.telephones) == (DutyState.LEFT, ["+40 21 555 0100"])
    assert coverage(desk, NOW, at(14)) == [Span(NOW, at(2))]


def test_the_holes_of_a_time(world: World, desk: ContactPoint) -> None:
    two_shifts(world)
    assert coverage(desk, at(-12), at(16)) == [Span(at(-12), at(-10)), Span(at(14), at(16))]
    assert coverage(desk, NOW, at(14)) == []


def test_many_desks_cost_no_more_queries_than_one(world: World) -> None:
    two_shifts(world)
    desks = list(ContactPoint.objects.select_related("authority"))

    def queries(asked: list[ContactPoint]) -> int:
        with CaptureQueriesContext(connection) as made:
            assert len(on_duty_at(asked, NOW)) == len(asked)
        return len(made)

    assert queries(desks) == queries([first_desk(world)][:1]) <= 6
    assert on_duty_at([], NOW) == {}


# --- publishing ---


def test_publishing_writes_the_roster_and_one_event(world: World, desk: ContactPoint) -> None:
    [one, two] = publish(world, shift(0, 12, world.contact, telephone="+40215550199"), shift(12, 24, name=" Ion  Pop "))
    assert [row.name for row in desk.shifts.order_by("starts_at")] == ["Contact", "Ion Pop"]
    assert (one.person, one.telephone, two.person, two.telephone) == (world.contact, TELEPHONE, None, "")
    assert len(told("duty.roster_published")) == 1


def test_the_event_proves_what_the_plan_was_and_names_nobody(world: World) -> None:
    publish(world, shift(0, 12, name="Ion Pop"), shift(12, 24, name="Ana"))
    publish(world, shift(12, 24, name="Radu"))
    first, second = (json.loads(data) for data in told("duty.roster_published"))
    assert (first["shifts"], first["replaced"]) == (2, 0)
    assert (second["shifts"], second["replaced"]) == (1, 1)
    assert len({first["digest"], second["digest"], second["digest_before"], first["digest_before"]}) == 4
    assert not any(name in data for data in told("duty.roster_published") for name in ("Ion", "Ana", "Radu"))


def test_publishing_the_same_again_does_nothing(world: World) -> None:
    shifts = [shift(0, 12, world.contact), shift(12, 24, name="Ion Pop")]
    publish(world, *shifts)
    rows = list(DutyShift.objects.order_by("pk").values())
    publish(world, shifts[1])
    assert list(DutyShift.objects.order_by("pk").values()) == rows
    assert len(told("duty.roster_published")) == 1


def test_the_part_in_the_span_is_replaced_and_the_rest_stays(world: World, desk: ContactPoint) -> None:
    publish(world, *[shift(12 * n, 12 * n + 12, name=f"Person {n}") for n in range(4)])
    kept = set(desk.shifts.values_list("pk", flat=True))
    publish(world, shift(12, 20, name="New"), shift(20, 36, name="Other"))
    assert [(row.name, row.ends_at) for row in desk.shifts.order_by("starts_at")] == [
        ("Person 0", at(12)),
        ("New", at(20)),
        ("Other", at(36)),
        ("Person 3", at(48)),
    ]
    assert len(kept & set(desk.shifts.values_list("pk", flat=True))) == 3, "one that begins as before stays its own"


def test_a_shift_that_has_begun_by_the_clock_begins_now(world: World, desk: ContactPoint) -> None:
    publish(world, shift(-6, 6, world.contact))
    assert desk.shifts.get().starts_at == NOW


def test_what_has_begun_is_not_altered(world: World, desk: ContactPoint) -> None:
    two_shifts(world)
    errors = refused(world, shift(-10, 2, name="Another"), shift(2, 14, name="Ion Pop"))
    assert list(errors) == ["shifts.1"]
    assert "Contact is on duty until Saturday 21 November 2026, 16:00" in errors["shifts.1"][0]
    assert desk.shifts.order_by("starts_at")[0].name == "Contact"


def test_what_is_over_is_not_planned(world: World) -> None:
    assert "after now" in refused(world, shift(-12, 0, name="Ion"))["until"][0]
    assert list(refused(world, shift(-24, -12, name="Ion"), shift(-12, 12, name="Ana"))) == ["shifts.1"]


def test_a_hole_inside_names_the_row_after_it(world: World) -> None:
    errors = refused(world, shift(0, 12, name="Ion"), shift(13, 24, name="Ana"))
    assert list(errors) == ["shifts.2"]
    assert "from Sunday 22 November 2026, 02:00 until Sunday 22 November 2026, 03:00" in errors["shifts.2"][0]


def test_a_hole_after_the_roster_before(world: World) -> None:
    two_shifts(world)
    assert list(refused(world, shift(15, 24, name="Ion"))) == ["shifts.1"]
    publish(world, shift(14, 24, name="Ion"))


def test_a_hole_before_the_roster_after(world: World) -> None:
    publish(world, shift(0, 12, name="Ion"), shift(12, 24, name="Ana"), shift(24, 36, name="Ion"))
    desk = first_desk(world)
    with pytest.raises(Invalid) as refusal:
        roster_publish(
            actor=world.their_supervisor, desk=desk, shifts=[shift(12, 20, name="Ana")], from_=at(12), until=at(24)
        )
    assert list(refusal.value.errors) == ["until"]
    assert "is on duty" not in refusal.value.message


def test_a_roster_that_ran_out_goes_on_now_and_not_later(world: World, desk: ContactPoint) -> None:
    DutyShift.objects.create(desk=desk, name="Ion", starts_at=at(-48), ends_at=at(-24))
    errors = refused(world, shift(2, 14, name="Ana"))
    assert "from Saturday 21 November 2026, 14:00 until Saturday 21 November 2026, 16:00" in errors["shifts.1"][0]
    publish(world, shift(0, 14, name="Ana"))


def test_the_first_roster_may_begin_later(world: World) -> None:
    publish(world, shift(48, 60, name="Ion"))


def test_a_shift_may_not_be_cut_by_the_end_of_the_plan(world: World) -> None:
    publish(world, shift(0, 12, name="Ion"), shift(12, 24, name="Ana"))
    assert "Ana has a shift until" in refused(world, shift(0, 0.5, name="Ion"), shift(12, 18, name="Eva"))["until"][0]


def test_where_nobody_answers_at_night_holes_are_allowed(world: World, desk: ContactPoint) -> None:
    ContactPoint.objects.filter(pk=desk.pk).update(round_the_clock=False)
    publish(world, shift(19, 27, name="Ion"), shift(43, 51, name="Ana"))
    assert desk.shifts.count() == 2
    roster_publish(actor=world.their_supervisor, desk=desk, shifts=[], from_=at(0), until=at(60))
    assert desk.shifts.count() == 0


def test_overlaps_name_both_rows(world: World) -> None:
    errors = refused(world, shift(0, 13, name="Ion"), shift(12, 24, name="Ana"))
    assert list(errors) == ["shifts.2"]
    assert "before that of row 1 ends" in errors["shifts.2"][0]


def test_a_shift_ends_after_it_begins(world: World) -> None:
    assert list(refused(world, shift(0, 12, name="Ion"), shift(12, 12, name="Ana"), shift(12, 13, name="Ion"))) == [
        "shifts.2"
    ]


def test_rows_outside_the_span(world: World, desk: ContactPoint) -> None:
    with pytest.raises(Invalid) as refusal:
        roster_publish(
            actor=world.their_supervisor, desk=desk, shifts=[shift(12, 24, name="Ion")], from_=at(13), until=at(23)
        )
    assert list(refusal.value.errors) == ["shifts.1"]


def test_every_wrong_row_is_told_at_once(world: World) -> None:
    errors = refused(
        world,
        shift(0, 12, world.officer),
        shift(12, 24, name="Ion", telephone="021 555"),
        shift(24, 36),
        shift(36, 48, world.contact, name="Ion"),
        shift(48, 60, name="I" * 201),
    )
    assert list(errors) == [
        "shifts.1.person",
        "shifts.2.telephone",
        "shifts.3.person",
        "shifts.4.name",
        "shifts.5.name",
    ]
    assert "Officer does not work at this authority" in errors["shifts.1.person"][0]
    assert not DutyShift.objects.exists()


def test_who_left_or_may_not_sign_in_is_not_put_on_duty(world: World) -> None:
    membership_end(actor=None, membership=Membership.objects.get(user=world.contact))
    assert list(refused(world, shift(0, 12, world.contact))) == ["shifts.1.person"]
    assert list(members_at(world.asked)) == [world.their_supervisor]


def test_a_desk_without_a_telephone_needs_one_for_each_shift(world: World, desk: ContactPoint) -> None:
    ContactPoint.objects.filter(pk=desk.pk).update(telephone="")
    assert list(refused(world, shift(0, 12, world.contact))) == ["shifts.1.telephone"]


def test_too_many_shifts(world: World) -> None:
    shifts = [shift(n, n + 1, name="Ion") for n in range(MAX_SHIFTS + 1)]
    assert list(refused(world, *shifts)) == ["shifts"]
    assert len(publish(world, *shifts[:-1])) == MAX_SHIFTS


def test_a_span_the_wrong_way_round(world: World, desk: ContactPoint) -> None:
    with pytest.raises(Invalid):
        roster_publish(actor=world.their_supervisor, desk=desk, shifts=[], from_=at(12), until=at(2))


def test_who_may_publish(world: World, desk: ContactPoint) -> None:
    manager = person("manager", world.asked, Role.DIRECTORY_MANAGER)
    span = {"desk": desk, "from_": at(0), "until": at(12)}
    roster_publish(actor=manager, shifts=[shift(0, 12, name="Ion")], **span)  # type: ignore[arg-type]
    for actor in (world.contact, world.officer, world.supervisor, world.stranger):
        with pytest.raises(NotAllowed):
            roster_publish(actor=actor, shifts=[shift(0, 12, name="Ana")], **span)  # type: ignore[arg-type]
    assert desk.shifts.get().name == "Ion"


def test_a_night_over_a_change_of_the_clocks(world: World) -> None:
    night = NewShift(
        starts_at=datetime(2027, 3, 27, 18, tzinfo=UTC), ends_at=datetime(2027, 3, 28, 5, tzinfo=UTC), name="Ion"
    )
    [row] = publish(world, night)
    assert row.ends_at - row.starts_at == timedelta(hours=11)


# --- somebody else at short notice ---


def test_a_coming_shift_is_given_to_somebody_else(world: World, desk: ContactPoint) -> None:
    _begun, coming = two_shifts(world)
    given = shift_reassign(actor=world.their_supervisor, shift=coming, person=world.contact, telephone=TELEPHONE)
    assert (given.pk, given.name, given.starts_at) == (coming.pk, "Contact", at(2))
    [data] = told("duty.reassigned")
    assert '"planned":"Ion Pop"' in data
    assert '"now":"contact"' in data


def test_a_shift_that_has_begun_is_parted_now(world: World, desk: ContactPoint) -> None:
    begun, _coming = two_shifts(world)
    hand_over_take(actor=world.contact, shift=begun)
    given = shift_reassign(actor=world.their_supervisor, shift=begun, name="Ion Pop")
    rows = [(row.name, row.starts_at, row.ends_at) for row in desk.shifts.order_by("starts_at")]
    assert rows[:2] == [("Contact", at(-10), NOW), ("Ion Pop", NOW, at(2))]
    answer = on_duty(desk, NOW)
    assert answer.turn is not None
    assert (answer.turn.pk, answer.taken_at) == (given.pk, None)


def test_a_note_that_nobody_read_waits_for_the_new_person(world: World) -> None:
    begun, _coming = two_shifts(world)
    hand_over_write(actor=world.contact, shift=begun, note="Call Tbilisi at nine.")
    given = shift_reassign(actor=world.their_supervisor, shift=begun, name="Ion Pop")
    assert HandOver.objects.get().shift == given


def test_to_the_same_person_nothing_happens(world: World) -> None:
    _begun, coming = two_shifts(world)
    shift_reassign(actor=world.their_supervisor, shift=coming, name="Ion Pop")
    assert told("duty.reassigned") == []


def test_who_may_reassign_and_to_whom(world: World) -> None:
    _begun, coming = two_shifts(world)
    with pytest.raises(NotAllowed):
        shift_reassign(actor=world.contact, shift=coming, person=world.contact)
    for wrong in ({"person": world.officer}, {}, {"name": "Ion", "telephone": "12"}):
        with pytest.raises(Invalid):
            shift_reassign(actor=world.their_supervisor, shift=coming, **wrong)


def test_a_shift_that_is_over_stays(world: World, clock: Any) -> None:
    begun, _coming = two_shifts(world)
    clock.move_to(at(2))
    for refusing in (
        lambda: shift_reassign(actor=world.their_supervisor, shift=begun, name="Ion"),
        lambda: hand_over_take(actor=world.contact, shift=begun),
        lambda: hand_over_write(actor=world.contact, shift=begun, note="Late."),
    ):
        with pytest.raises(Conflict, match="ended on"):
            refusing()


def test_a_shift_taken_out_of_the_roster(world: World) -> None:
    _begun, coming = two_shifts(world)
    DutyShift.objects.filter(pk=coming.pk).delete()
    with pytest.raises(Conflict, match="not in the roster any more"):
        hand_over_take(actor=world.contact, shift=coming)


# --- handing over ---


def test_a_note_for_the_next_shift(world: World) -> None:
    _begun, coming = two_shifts(world)
    hand_over = hand_over_write(actor=world.contact, shift=coming, note=" Call Tbilisi at nine. ")
    assert (hand_over.note, hand_over.written_by, hand_over.written_at) == ("Call Tbilisi at nine.", world.contact, NOW)
    [data] = told("duty.handed_over")
    assert "Tbilisi" not in data


def test_a_note_of_a_colleague_is_not_overwritten_unseen(world: World, clock: Any) -> None:
    _begun, coming = two_shifts(world)
    first = hand_over_write(actor=world.contact, shift=coming, note="First.")
    clock.move_to(at(1))
    with pytest.raises(Conflict, match="A colleague wrote a note"):
        hand_over_write(actor=world.their_supervisor, shift=coming, note="Second.")
    hand_over_write(actor=world.their_supervisor, shift=coming, note="Both.", seen=first.written_at)
    hand_over_write(actor=world.their_supervisor, shift=coming, note="Both.")
    assert HandOver.objects.get().note == "Both."
    assert len(told("duty.handed_over")) == 2


def test_what_is_no_note(world: World) -> None:
    _begun, coming = two_shifts(world)
    for note in ("", "  \n", "x" * 4001):
        with pytest.raises(Invalid):
            hand_over_write(actor=world.contact, shift=coming, note=note)


def test_taking_over_says_so_once(world: World, desk: ContactPoint, clock: Any) -> None:
    begun, _coming = two_shifts(world)
    hand_over_take(actor=world.contact, shift=begun)
    clock.move_to(at(1))
    again = hand_over_take(actor=world.their_supervisor, shift=begun)
    assert (again.taken_by, again.taken_at) == (world.contact, NOW)
    assert len(told("duty.taken_up")) == 1
    assert on_duty(desk, at(1)).taken_at == NOW


def test_a_colleague_stands_in(world: World, desk: ContactPoint) -> None:
    begun, _coming = two_shifts(world)
    hand_over_take(actor=world.their_supervisor, shift=begun)
    answer = on_duty(desk, NOW)
    assert answer.stand_in == "Their Supervisor"
    assert answer.telephones == [*desk.telephones, TELEPHONE], "the number of the shift rings at who is not there"


def test_who_stands_in_for_somebody_who_left_is_on_duty(world: World, desk: ContactPoint) -> None:
    begun, _coming = two_shifts(world)
    hand_over_take(actor=world.their_supervisor, shift=begun)
    membership_end(actor=None, membership=Membership.objects.get(user=world.contact))
    answer = on_duty(desk, NOW)
    assert (answer.state, answer.stand_in) == (DutyState.NAMED, "Their Supervisor")
    assert answer.telephones == desk.telephones
    assert coverage(desk, NOW, at(2)) == []
    membership_end(actor=None, membership=Membership.objects.get(user=world.their_supervisor))
    assert on_duty(desk, NOW).state is DutyState.LEFT


def test_to_take_up_for_a_person_without_an_account_is_no_standing_in(
    world: World, desk: ContactPoint, clock: Any
) -> None:
    _begun, coming = two_shifts(world)
    clock.move_to(at(1.5))
    hand_over_take(actor=world.contact, shift=coming)
    answer = on_duty(desk, at(3))
    assert (answer.taken_at, answer.stand_in) == (at(1.5), "")


def test_what_was_taken_up_is_not_written_to(world: World) -> None:
    begun, _coming = two_shifts(world)
    hand_over_take(actor=world.contact, shift=begun)
    with pytest.raises(Conflict, match="next shift"):
        hand_over_write(actor=world.contact, shift=begun, note="Late.")


def test_nobody_takes_over_hours_before(world: World, clock: Any) -> None:
    _begun, coming = two_shifts(world)
    with pytest.raises(Conflict, match="16:00"):
        hand_over_take(actor=world.contact, shift=coming)
    clock.move_to(at(1))
    hand_over_take(actor=world.contact, shift=coming)


def test_who_hands_over(world: World) -> None:
    begun, coming = two_shifts(world)
    auditor = person("their_auditor", world.asked, Role.AUDITOR)
    for actor in (auditor, world.officer, world.stranger):
        with pytest.raises(NotAllowed):
            hand_over_write(actor=actor, shift=coming, note="Hello.")
        with pytest.raises(NotAllowed):
            hand_over_take(actor=actor, shift=begun)
    DutyShift.objects.filter(pk=begun.pk).update(person=auditor)
    begun.refresh_from_db()
    hand_over_take(actor=auditor, shift=begun)


def test_a_note_keeps_its_shift_when_the_roster_is_planned_anew(world: World) -> None:
    _begun, coming = two_shifts(world)
    hand_over_write(actor=world.contact, shift=coming, note="Call Tbilisi.")
    with pytest.raises(Invalid, match="note of hand-over"):
        roster_publish(
            actor=world.their_supervisor,
            desk=first_desk(world),
            shifts=[shift(3, 14, name="Ana")],
            from_=at(2),
            until=at(14),
        )
    publish(world, shift(2, 10, name="Ana"), shift(10, 14, name="Eva"))
    assert HandOver.objects.get().shift.name == "Ana"
