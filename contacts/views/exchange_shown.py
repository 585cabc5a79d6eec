"""What a file changes, and what is wrong with it, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from contacts.entries import ENTRY_TYPES
from contacts.entry_words import Line, lines_of, which_of
from contacts.exchange import Change, Preview, Problem
from contacts.names import country_name
from contacts.selectors.exchange import texts_of
from mla_portal.ui.parts import Figure

_PROBLEMS_SHOWN = 200


@dataclass(frozen=True, kw_only=True)
class ShownChange:
    code: str
    name: str
    table: str
    row: int
    is_new: bool
    lines: Sequence[Line]


@dataclass(frozen=True, kw_only=True)
class ShownProblem:
    """`column` is the name in the header, `label` what it stands for."""

    where: str
    table: str
    code: str
    column: str
    label: str
    text: str


def shown_changes(changes: Sequence[Change]) -> list[ShownChange]:
    """In words, in as many queries as there are tables among them."""
    said = texts_of((change.table, change.code) for change in changes)
    return [_shown(change, {**said.get((change.table, change.code), {}), **change.after}) for change in changes]


def _shown(change: Change, said: Mapping[str, str]) -> ShownChange:
    entry_type = ENTRY_TYPES[change.table]
    return ShownChange(
        code=change.code,
        name=_name(change, said),
        table=capfirst(entry_type.title),
        row=change.row,
        is_new=change.is_new,
        lines=lines_of(entry_type, change.before, change.after),
    )


def _name(change: Change, said: Mapping[str, str]) -> str:
    country = country_name(change.code if change.table == "jurisdiction" else said.get("jurisdiction", ""))
    own = said.get("short_name") or said.get("name") or said.get("legal_name")
    return own or ", ".join(filter(None, (country, which_of(said))))


def problems_shown(problems: Sequence[Problem]) -> dict[str, Any]:
    """The first of them, and how many more there are, as the page takes them."""
    return {
        "problems": [_problem(problem) for problem in problems[:_PROBLEMS_SHOWN]],
        "more": max(0, len(problems) - _PROBLEMS_SHOWN),
    }


def _problem(problem: Problem) -> ShownProblem:
    entry_type = ENTRY_TYPES.get(problem.table)
    known = entry_type is not None and problem.field in entry_type.fields
    return ShownProblem(
        where=_("Row %(row)d") % {"row": problem.row} if problem.row else _("The file"),
        table=capfirst(entry_type.title) if entry_type else problem.table,
        code=problem.code,
        column=problem.field,
        label=capfirst(entry_type.label(problem.field)) if entry_type and known else "",
        text=problem.text,
    )


def figures(preview: Preview, *, applied: bool) -> list[Figure]:
    return [
        Figure(label=_("Added") if applied else _("New"), value=preview.added, tone="good" if preview.added else ""),
        Figure(label=_("Changed"), value=preview.changed, tone="wait" if preview.changed else ""),
        Figure(label=_("Unchanged"), value=preview.unchanged, note=_("The file says what they say already")),
    ]
