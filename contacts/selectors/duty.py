"""Who is on duty at a desk: always an answer, or plainly none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import QuerySet

from contacts.days import day_in
from contacts.models import ContactPoint, DutyShift, HandOver
from contacts.roster import Span
from contacts.selectors.duty_turns import Turn, turns_between, turns_of, uncovered


class DutyState(StrEnum):
    NAMED = "named"
    # the person in the roster belongs to the authority no more, and no colleague has taken the shift up
    LEFT = "left"
    # a hole now, or before the first shift: somebody comes later
    HOLE = "hole"
    # the last shift is over
    RAN_OUT = "ran_out"
    NO_ROSTER = "no_roster"


@dataclass(frozen=True, kw_only=True)
class OnDuty:
    """The answer for one desk. `turn` is the shift that runs (NAMED, LEFT), `next` the one that begins next.

    `since` is when the last shift ended (HOLE, RAN_OUT; None before the first). `taken_at` is when the shift was taken
    up, and `stand_in` names the colleague who did it for the person of the shift.
    """

    desk: ContactPoint
    state: DutyState
    turn: Turn | None = None
    next: Turn | None = None
    since: datetime | None = None
    taken_at: datetime | None = None
    stand_in: str = ""

    @property
    def nobody_from(self) -> datetime | None:
        """When the shift that runs ends with none to follow at once; None when another follows or none runs."""
        if self.turn is None or (self.next and self.next.starts_at == self.turn.ends_at):
            return None
        return self.turn.ends_at

    @property
    def nobody_since(self) -> datetime | None:
        """Since when nobody is on duty; None when somebody is, or nobody ever was."""
        return self.turn.starts_at if self.turn and self.state is DutyState.LEFT else self.since

    @property
    def answers(self) -> bool:
        """Whether somebody is there now, as far as is known."""
        return self.state is DutyState.NAMED or (self.state is DutyState.NO_ROSTER and self.desk.round_the_clock)

    @property
    def telephones(self) -> list[str]:
        """What to call now, first the first. A shift's number is that of its person: who stands in is at the desk."""
        named = self.turn if self.state is DutyState.NAMED else None
        if named is None or named.has_left or not named.telephone:
            return self.desk.telephones
        others = [number for number in self.desk.telephones if number != named.telephone]
        return [*others, named.telephone] if self.stand_in else [named.telephone]


def on_duty(desk: ContactPoint, now: datetime) -> OnDuty:
    return on_duty_at([desk], now)[desk.pk]


def on_duty_at(desks: Collection[ContactPoint], now: datetime) -> dict[UUID, OnDuty]:
    """{desk id: answer} for many desks, in a constant number of queries. Have `authority` loaded with the desks."""
    rows = DutyShift.objects.filter(desk__in=desks)
    running = {row.desk_id: row for row in rows.filter(starts_at__lte=now, ends_at__gt=now)}
    coming = _first_of_each(rows.filter(starts_at__gt=now).order_by("desk_id", "starts_at"))
    over = _first_of_each(rows.filter(ends_at__lte=now).order_by("desk_id", "-ends_at"))
    turns = turns_of([*running.values(), *coming.values()])
    taken = _taken(running.values())
    return {
        desk.pk: _answer(
            desk,
            turn=turns[running[desk.pk].pk] if desk.pk in running else None,
            next=turns[coming[desk.pk].pk] if desk.pk in coming else None,
            since=over[desk.pk].ends_at if desk.pk in over else None,
            hand_over=taken.get(desk.pk),
        )
        for desk in desks
    }


def coverage(desk: ContactPoint, from_: datetime, until: datetime) -> list[Span]:
    """The holes: when, in this time, nobody is on duty. Who does not belong to the authority any more is nobody."""
    return uncovered(turns_between(desk, from_, until), from_, until)


def desks_day_and_night(now: datetime) -> list[ContactPoint]:
    """The desks of members that answer day and night, of the directory as it is on the day that it is there."""
    desks = ContactPoint.objects.filter(round_the_clock=True, authority__member=True).select_related("authority")
    days = {desk.pk: day_in(desk.authority.time_zone, now) for desk in desks}
    return [desk for desk in desks if desk.valid_on(days[desk.pk]) and desk.authority.valid_on(days[desk.pk])]


def nobody_from(desks: Collection[ContactPoint], now: datetime, until: datetime) -> dict[UUID, datetime]:
    """{desk id: since when, or from when on before `until`, nobody is on duty}. Constant number of queries.

    Without the desks that always have somebody until then, and those that had no roster yet.
    """
    rows = DutyShift.objects.filter(desk__in=desks, starts_at__lt=until, ends_at__gt=now).order_by("starts_at")
    turns = turns_of(rows)
    coming: dict[UUID, list[Turn]] = defaultdict(list)
    for row in rows:
        coming[row.desk_id].append(turns[row.pk])
    return {
        desk_id: begin
        for desk_id, answer in on_duty_at(desks, now).items()
        if (begin := answer.nobody_since or _first_hole(answer, coming[desk_id], now, until))
    }


def _first_hole(answer: OnDuty, turns: list[Turn], now: datetime, until: datetime) -> datetime | None:
    holes = uncovered(turns, now, until) if answer.state is DutyState.NAMED else []
    return holes[0].starts_at if holes else None


def _first_of_each(rows: QuerySet[DutyShift]) -> dict[UUID, DutyShift]:
    return {row.desk_id: row for row in rows.distinct("desk")}


def _taken(rows: Iterable[DutyShift]) -> dict[UUID, HandOver]:
    """{desk id: hand-over} of the shifts that were taken up."""
    found = HandOver.objects.filter(shift__in=[row.pk for row in rows], taken_at__isnull=False)
    return {one.shift.desk_id: one for one in found.select_related("shift", "taken_by")}


def _answer(
    desk: ContactPoint, *, turn: Turn | None, next: Turn | None, since: datetime | None, hand_over: HandOver | None
) -> OnDuty:
    if turn is None:
        none = DutyState.RAN_OUT if since else DutyState.NO_ROSTER
        return OnDuty(desk=desk, state=DutyState.HOLE if next else none, next=next, since=since)
    return OnDuty(
        desk=desk,
        state=DutyState.NAMED if turn.is_kept else DutyState.LEFT,
        turn=turn,
        next=next,
        taken_at=hand_over.taken_at if hand_over else None,
        stand_in=_stand_in(turn, hand_over),
    )


def _stand_in(turn: Turn, hand_over: HandOver | None) -> str:
    """A shift of a person without an account is taken up by a colleague who has one: that is no standing in."""
    if hand_over is None or turn.person_id is None or hand_over.taken_by_id == turn.person_id:
        return ""
    return str(hand_over.taken_by)
