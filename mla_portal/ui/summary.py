"""The error summary: every error of every form on the page, each linked to the control that mends it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BaseFormSet, BoundField
from django.utils.translation import gettext as _

from mla_portal.ui.forms.renderer import PortalBoundField


@dataclass(frozen=True)
class Problem:
    text: str
    target: str


def problems_of(*sources: Any) -> list[Problem]:
    """Of forms and formsets, in the order of their fields; anything else (an unset variable) is skipped."""
    found: list[Problem] = []
    for source in sources:
        if isinstance(source, BaseForm):
            found += _of_form(source, "")
        elif isinstance(source, BaseFormSet):
            found += _of_formset(source)
    return found


def _of_formset(formset: BaseFormSet[Any]) -> Iterator[Problem]:
    if not formset.is_bound:
        return
    for text in formset.non_form_errors():
        yield Problem(str(text), "")
    for number, form in enumerate(formset.forms, start=1):
        yield from _of_form(form, _("Row %(number)d: ") % {"number": number})


def _of_form(form: BaseForm, prefix: str) -> Iterator[Problem]:
    if not form.is_bound:
        return
    for text in form.non_field_errors():
        yield Problem(f"{prefix}{text}", "")
    for name in form.fields:
        for error in form.errors.as_data().get(name, []):
            for text in error.messages:
                yield Problem(f"{prefix}{text}", _target(form[name], error.code))


def _target(field: BoundField, code: str | None) -> str:
    if field.is_hidden:
        return ""
    return field.target_of(code) if isinstance(field, PortalBoundField) else field.id_for_label
