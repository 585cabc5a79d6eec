"""For whoever typed into a draft that was submitted meanwhile: nothing is saved, and every word can be copied."""

from __future__ import annotations

from collections.abc import Iterable

from django.forms import BoundField, ChoiceField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _

from requests_app.forms.entries import section_entry_as_typed
from requests_app.forms.offences import offences_as_typed
from requests_app.kinds import Section
from requests_app.models import Request
from requests_app.views.drafting_parts import crumbs_of


def late_page(http_request: HttpRequest, row: Request, section: Section) -> HttpResponse:
    entry = section_entry_as_typed(row, section, http_request.POST, offences_as_typed(http_request.POST))
    controls = [control for block in entry.form.blocks() for control in block.controls]
    controls += [control for control in entry.row_controls() if not control.is_hidden]
    return typed_page(http_request, row, str(section.title), controls)


def typed_page(http_request: HttpRequest, row: Request, here: str, controls: Iterable[BoundField]) -> HttpResponse:
    context = {
        "row": row,
        "crumbs": crumbs_of(row, here),
        "here": here,
        "message": _("This request is no draft any more: %(status)s. What you typed was not saved.")
        % {"status": row.get_status_display()},
        "typed": [(control.label, text) for control in controls if (text := _text(control))],
    }
    return render(http_request, "requests/drafting/late.html", context, status=409)


def _text(control: BoundField) -> str:
    """What stands in a control, in words; nothing for what was left empty."""
    value = control.value()
    if isinstance(value, bool):
        return _("Yes") if value else ""
    values = value if isinstance(value, list) else [value or ""]
    if isinstance(control.field, ChoiceField):
        values = [_label(control.field, one) for one in values]
    return " ".join(str(one) for one in values).strip()


def _label(field: ChoiceField, value: object) -> str:
    choices: list[tuple[object, object]] = list(flatten_choices(field.choices))  # type: ignore[arg-type]
    return next((str(label) for code, label in choices if value and str(code) == str(value)), str(value or ""))
