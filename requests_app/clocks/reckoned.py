"""A date and how it came about: what the page shows of a deadline. Pure; kept as plain JSON beside the deadline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

Value = str | int | None


@dataclass(frozen=True)
class Step:
    """One step of the reckoning. `code` is a sentence of `words.py`; values are days and instants as ISO 8601, names
    and numbers.
    """

    code: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def as_json(self) -> dict[str, Value]:
        return {"code": self.code, **self.values}


@dataclass(frozen=True, kw_only=True)
class Reckoned:
    """`rule` cites the paragraph. `zone` is that by whose clock the days were counted."""

    rule: str
    starts_at: datetime
    due_at: datetime
    zone: str
    steps: tuple[Step, ...]

    def explained(self) -> list[dict[str, Value]]:
        return [step.as_json() for step in self.steps]


def step(code: str, **values: str | int | date | datetime | None) -> Step:
    """Days and instants become text."""
    return Step(code, {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()})
