"""What a file would change in the directory, as it is shown, and as it is kept until somebody decides."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from contacts.exchange.rows import Problem, Row


@dataclass(frozen=True, kw_only=True)
class Change:
    """One entry that a row adds or changes: the fields that differ, as text."""

    table: str
    row: int
    code: str
    is_new: bool
    before: Mapping[str, str]
    after: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Preview:
    """All of it: `changes` in the order of tables and rows; with `problems`, nothing can be taken over."""

    changes: Sequence[Change] = ()
    unchanged: int = 0
    problems: Sequence[Problem] = ()

    @property
    def added(self) -> int:
        return sum(change.is_new for change in self.changes)

    @property
    def changed(self) -> int:
        return len(self.changes) - self.added

    @property
    def digest(self) -> str:
        """Of the changes: two previews with the same one would do the same."""
        text = json.dumps([vars(change) for change in self.changes], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Handed:
    """What is kept of a file between its preview and the decision: its rows, and what was shown."""

    rows: Sequence[Row]
    preview: Preview = field(default_factory=Preview)

    def text(self) -> str:
        preview = {
            "changes": [vars(change) for change in self.preview.changes],
            "unchanged": self.preview.unchanged,
            "problems": [vars(problem) for problem in self.preview.problems],
        }
        return json.dumps({"rows": [vars(row) for row in self.rows], "preview": preview}, ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> Handed:
        """An empty text, left of a file that is kept no longer, reads as nothing."""
        if not text:
            return cls(rows=())
        kept: dict[str, Any] = json.loads(text)
        shown = kept["preview"]
        return cls(
            rows=[Row(**row) for row in kept["rows"]],
            preview=Preview(
                changes=[Change(**change) for change in shown["changes"]],
                unchanged=shown["unchanged"],
                problems=[Problem(**problem) for problem in shown["problems"]],
            ),
        )
