"""Two people on one form: what each answer was when the page was drawn, and whose words stand after it. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import rfc8785


@dataclass(frozen=True, kw_only=True)
class Merge:
    """Names of answers: those the person changed, those only a colleague changed, those that both did."""

    mine: frozenset[str]
    theirs: frozenset[str]
    both: frozenset[str]


def mark(value: Any) -> str:
    """A short text that differs when the answer differs."""
    return hashlib.sha256(rfc8785.dumps(value)).hexdigest()[:12]


def write_marks(answers: Mapping[str, Any]) -> str:
    """What a page carries in its hidden field, to be read again by `read_marks`."""
    return " ".join(f"{name}:{mark(value)}" for name, value in answers.items())


def read_marks(text: str) -> dict[str, str]:
    """{name: mark}; what cannot be read is left out, and then counts as not seen."""
    pairs = (part.partition(":") for part in text.split())
    return {name: given for name, _colon, given in pairs}


def merge(*, seen: Mapping[str, str], saved: Mapping[str, Any], typed: Mapping[str, Any]) -> Merge:
    """`seen` are the marks of what the person had before them; `typed` the answers that came back, all or some."""
    mine, theirs, both = set(), set(), set()
    for name, value in typed.items():
        before, now, given = seen.get(name), mark(saved[name]), mark(value)
        if given == now:
            continue
        if before == now:
            mine.add(name)
        elif before == given:
            theirs.add(name)
        else:
            both.add(name)
    return Merge(mine=frozenset(mine), theirs=frozenset(theirs), both=frozenset(both))
