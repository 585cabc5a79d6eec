"""How the questions of a form stand on the page: one by one, or several in a frame."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.forms import BoundField
from django.utils.functional import Promise

from requests_app.services.overlaps import Overlap


@dataclass(frozen=True, kw_only=True)
class Theirs:
    """What a colleague saved in the same place meanwhile."""

    lines: list[str]
    by: str
    at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A text that can be put into the answer."""

    key: str
    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Block:
    """One question: its controls, several of them in a frame with `legend`; `theirs` stands beside them, and the
    `texts` that are offered for it.

    A frame that the law does not ask for stands `aside`: closed, until there is something in it.
    """

    name: str
    controls: list[BoundField]
    legend: str | Promise = ""
    hint: str | Promise = ""
    article: str = ""
    aside: bool = False
    theirs: Theirs | None = None
    texts: tuple[Passage, ...] = ()

    @property
    def open(self) -> bool:
        return bool(self.theirs) or any(control.value() or control.errors for control in self.controls)


def with_theirs(blocks: list[Block], theirs: Mapping[str, Theirs]) -> list[Block]:
    return [replace(block, theirs=theirs.get(block.name)) for block in blocks]


def theirs_of(overlap: Overlap | None, lines: Callable[[str], list[str]]) -> dict[str, Theirs]:
    """By name of the answer; `lines` says in words what is saved there now."""
    found = {}
    for name in overlap.names if overlap else ():
        edit = overlap.edits.get(name) if overlap else None
        found[name] = Theirs(lines=lines(name), by=edit.by if edit else "", at=edit.at if edit else None)
    return found
