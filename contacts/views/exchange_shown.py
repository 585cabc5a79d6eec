"""What a file changes, and what is wrong with it, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from contacts.entries import ENTRY_TYPES
from contacts.entry_words import Line, lines_of
from contacts.exchange import Change, Preview, Problem
from mla_portal.ui.parts import Figure


@dataclass(frozen=True, kw_only=True)
class ShownChange:
    code: str
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


def shown_change(change: Change) -> ShownChange:
    entry_type = ENTRY_TYPES[change.table]
    lines = lines_of(entry_type, change.before, change.after)
    return ShownChange(
        code=change.code, table=capfirst(entry_type.title), row=change.row, is_new=change.is_new, lines=lines
    )


def shown_problem(problem: Problem) -> ShownProblem:
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
