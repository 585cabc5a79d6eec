"""The ladder of a deadline: when each rung is due. Pure; all instants aware.

A rung stands at a share of the time allowed (100 = when it is due), or so long before it is due (negative: after).
After the last one the ladder goes on: its last rung is repeated, because a reminder that stops is a request forgotten.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from operator import itemgetter

from mla_portal.zones import zone_named

_DAY, _SECOND = timedelta(days=1), timedelta(seconds=1)


@dataclass(frozen=True, kw_only=True)
class Rung:
    """Exactly one of `percent` and `before_due` is given. `index` is its place in the policy."""

    index: int
    percent: int | None = None
    before_due: timedelta | None = None


class Ladder:
    """`rungs` at least one, in any order; `repeat_percent` above 0. With `repeat_every` that is taken instead.

    Whole days before the end are counted by the wall clock of `zone`, in which a day may have 23 or 25 hours.
    `paused_for` is how long the clock stood still: the shares are those of the time that ran.

    Reckoned at once: a sweep makes thousands, and asks each only a little.
    """

    __slots__ = ("allowed", "begin", "instants", "repeat")

    def __init__(
        self,
        *,
        starts_at: datetime,
        due_at: datetime,
        rungs: Sequence[Rung],
        repeat_percent: int = 100,
        repeat_every: timedelta | None = None,
        paused_for: timedelta = timedelta(0),
        zone: str = "UTC",
    ) -> None:
        self.begin = begin = starts_at + paused_for
        # Never nothing: a date that was moved to before its beginning must not divide by zero.
        self.allowed = allowed = max(due_at - begin, _SECOND)
        self.repeat = repeat_every or allowed * repeat_percent / 100
        # (instant, index of the rung), in the order in which they come
        self.instants = sorted(
            (
                begin + allowed * (rung.percent or 0) / 100
                if rung.before_due is None
                else _before(due_at, rung.before_due, zone),
                rung.index,
            )
            for rung in rungs
        )

    def rung_at(self, number: int) -> datetime:
        """The instant of a rung, counted from 0 in the order of the instants."""
        last = len(self.instants) - 1
        return self.instants[min(number, last)][0] + self.repeat * max(0, number - last)

    def index_of(self, number: int) -> int:
        """Which rung of the policy is said then; the last one is repeated."""
        return self.instants[min(number, len(self.instants) - 1)][1]

    def newest_rung(self, now: datetime) -> int | None:
        """The last rung whose instant has come, or None before the first: after a standstill only this one is said."""
        come = bisect_right(self.instants, now, key=itemgetter(0))
        if come < len(self.instants):
            return come - 1 if come else None
        return come - 1 + (now - self.instants[-1][0]) // self.repeat

    def first(self) -> tuple[int, datetime]:
        """Where the ladder begins: its first rung; or, when some are over at the start (a week is left, and the first
        ones were for a month and a fortnight before the end), the newest of those, at once.
        """
        over = self.newest_rung(self.begin)
        return (0, self.rung_at(0)) if over is None else (over, self.begin)

    def after(self, number: int, now: datetime, *, gap: timedelta = timedelta(0)) -> datetime:
        """When the rung after `number` is said, if that one is said now: not within the gap."""
        return max(self.rung_at(number + 1), now + gap)


def _before(due_at: datetime, long: timedelta, zone: str) -> datetime:
    if long % _DAY:
        return due_at - long
    # Arithmetic on a local instant keeps its wall clock.
    return (due_at.astimezone(zone_named(zone)) - long).astimezone(UTC)
