"""The ladder of a deadline: when each rung is due. Pure; all instants aware.

Rungs are given as percentages of the time allowed (100 = when it is due). After the last one the ladder goes on: its
last rung is repeated each `repeat_percent` later, because a reminder that stops is a request forgotten.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, kw_only=True)
class Ladder:
    """`percents` ascending, at least one; `repeat_percent` above 0."""

    starts_at: datetime
    due_at: datetime
    percents: Sequence[int]
    repeat_percent: int

    @property
    def allowed(self) -> timedelta:
        return self.due_at - self.starts_at

    def rung_at(self, number: int) -> datetime:
        """The instant of a rung, counted from 0."""
        last = len(self.percents) - 1
        percent = self.percents[min(number, last)] + self.repeat_percent * max(0, number - last)
        return self.starts_at + self.allowed * percent / 100

    def newest_rung(self, now: datetime) -> int | None:
        """The last rung whose instant has come, or None before the first: after a standstill only this one is said."""
        if now < self.rung_at(0):
            return None
        last = len(self.percents) - 1
        if now >= self.rung_at(last):
            return last + (now - self.rung_at(last)) // (self.allowed * self.repeat_percent / 100)
        return max(number for number in range(last) if self.rung_at(number) <= now)
