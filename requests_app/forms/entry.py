"""A form with its questions and, where it asks for them, the offences: judged, refused and compared as one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.forms import BoundField
from django.http import QueryDict

from mla_portal.errors import Invalid
from requests_app.forms.case import CaseForm
from requests_app.forms.focus import focus, focus_first_error
from requests_app.forms.offences import PREFIX, BaseOffences, OffenceFormSet, offence_forms
from requests_app.forms.raw import raw_of
from requests_app.forms.section import SectionForm, answer_of
from requests_app.merging import merge, write_marks


class Entry:
    """`form` shows and reads `form.saved`; `offences` are rows of the case, or None where they are not asked."""

    def __init__(self, form: SectionForm | CaseForm, offences: BaseOffences | None) -> None:
        self.form = form
        self.offences = offences

    def is_valid(self) -> bool:
        """Both are judged, so that every error is said at once."""
        return all([self.form.is_valid(), self.offences is None or self.offences.is_valid()])

    def answers(self) -> dict[str, Any]:
        """The answers that are right."""
        found = self.form.answers()
        if self.offences is not None and self.offences.is_valid():
            found[PREFIX] = self.offences.answer()
        return found

    def add_refusal(self, refusal: Invalid) -> None:
        rows = {name: texts for name, texts in refusal.errors.items() if name.partition(".")[0] == PREFIX}
        self.form.add_refusal(Invalid({name: texts for name, texts in refusal.errors.items() if name not in rows}))
        if self.offences is not None:
            self.offences.add_refusal(Invalid(rows))

    def set_focus(self, name: str = "") -> None:
        """In the first wrong control, else in that answer, else in the first control."""
        rows = list(self.offences or [])
        blocks = self.form.blocks()
        if focus_first_error(*rows, self.form):
            return
        named = next((block for block in blocks if block.name == name), blocks[0])
        focus(rows[-1]["article"] if name == PREFIX and rows else named.controls[0])

    def raw(self, names: Iterable[str]) -> dict[str, list[str]]:
        """What a browser would send for these answers as they are shown."""
        controls = [control for block in self.form.blocks() if block.name in names for control in block.controls]
        if PREFIX in names:
            controls += self.row_controls()
        sent: dict[str, list[str]] = {}
        for control in controls:
            sent |= raw_of(control)
        return sent

    def row_controls(self) -> list[BoundField]:
        if self.offences is None:
            return []
        return [control for form in [self.offences.management_form, *self.offences] for control in form]


def offences_of(data: QueryDict | None, saved: list[dict[str, Any]]) -> BaseOffences:
    return offence_forms(saved) if data is None else OffenceFormSet(data, prefix=PREFIX)


def rebased(*, typed: Entry, saved: Entry, data: QueryDict) -> QueryDict:
    """What was typed, to be shown again after two people wrote in the same place.

    What only the colleague changed is taken over from `saved`; the marks are those of what is saved, so that the next
    save keeps what then stands in the fields.
    """
    adopted = merge(seen=typed.form.seen(), saved=saved.form.saved, typed=typed.answers()).theirs
    changed = data.copy()
    for name in [name for name in changed if answer_of(name) in adopted]:
        del changed[name]
    for name, values in saved.raw(adopted).items():
        changed.setlist(name, values)
    changed["version"] = write_marks(saved.form.saved)
    return changed
