"""The offences of a case as rows of a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from mla_portal.errors import Invalid
from mla_portal.ui.forms import PortalForm
from requests_app.case_answers import ARTICLES, MAX_OFFENCES, OFFENCE_FIELDS, clean_case
from requests_app.forms.plain import PlainField

PREFIX = "offences"
# the choice of an offence, and the value of the button beside it
CATALOGUE = "catalogue"
ROW = ("article", "title", "provision", "max_penalty")


class OffenceForm(PortalForm):
    article = forms.ChoiceField(
        label=_("Article of the Convention"),
        required=False,
        choices=[("", _("None of Articles 2 to 11")), *((number, f"{number}. {title}") for number, title in ARTICLES)],
    )
    title = PlainField(label=OFFENCE_FIELDS["title"].label)
    provision = PlainField(label=OFFENCE_FIELDS["provision"].label, required=False)
    max_penalty = PlainField(label=OFFENCE_FIELDS["max_penalty"].label, required=False)


class BaseOffences(forms.BaseFormSet[OffenceForm]):
    """Empty rows do not count. The pure check of a case judges all rows at once."""

    default_error_messages = {
        "missing_management_form": _("The rows arrived damaged. Load the page again and repeat the step."),
        "too_many_forms": _("Name at most %(num)d offences."),
    }

    def rows(self) -> list[dict[str, Any]]:
        """The rows that were filled in, as the service takes them."""
        return [_row(form.cleaned_data) for form in self._filled()]

    def clean(self) -> None:
        self.cleaned, errors = clean_case({"offences": self.rows()})
        for path, texts in errors.items():
            self._place(path, texts)

    def answer(self) -> list[dict[str, Any]]:
        """The offences in one form; once the rows are valid."""
        offences: list[dict[str, Any]] = self.cleaned["offences"]
        return offences

    def add_refusal(self, refusal: Invalid) -> None:
        for path, texts in refusal.errors.items():
            self._place(path, texts)

    def _filled(self) -> list[OffenceForm]:
        return [form for form in self.forms if any(form.cleaned_data.get(name) for name in ROW)]

    def _place(self, path: str, texts: list[str]) -> None:
        """ "offences.2.title" counts the filled rows from 1."""
        _name, _dot, rest = path.partition(".")
        number, _dot, field = rest.partition(".")
        if number.isdigit():
            form = self._filled()[int(number) - 1]
            for text in texts:
                form.add_error(field if field in form.fields else None, text)
        else:
            self.non_form_errors().extend(texts)


OffenceFormSet = cast(
    type[BaseOffences],
    forms.formset_factory(
        OffenceForm, formset=BaseOffences, extra=0, max_num=MAX_OFFENCES, absolute_max=MAX_OFFENCES, validate_max=True
    ),
)


def offence_forms(saved: list[dict[str, Any]]) -> BaseOffences:
    """Rows for what is saved; one empty row where nothing is."""
    return OffenceFormSet(initial=saved or [{}], prefix=PREFIX)


def offences_as_typed(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows as they came, to be typed on."""
    total = data.get(f"{PREFIX}-TOTAL_FORMS", "")
    count = min(int(total), MAX_OFFENCES) if total.isascii() and total.isdigit() and len(total) < 5 else 0
    return [{name: data.get(f"{PREFIX}-{number}-{name}", "") for name in ROW} for number in range(count)]


def changed_rows(data: Mapping[str, Any], fill: Callable[[str], dict[str, Any] | None]) -> list[dict[str, Any]] | None:
    """The rows after one of the buttons "add" and "remove", or None when neither was pressed.

    `fill` gives the row that a choice of the catalogue stands for.
    """
    rows = offences_as_typed(data)
    if data.get("add") == CATALOGUE:
        return _with_row(rows, fill(data.get(CATALOGUE, "")))
    if "add" in data:
        return [*rows, {}][:MAX_OFFENCES]
    if "remove" in data:
        return [row for number, row in enumerate(rows) if str(number) != data["remove"]] or [{}]
    return None


def _with_row(rows: list[dict[str, Any]], chosen: dict[str, Any] | None) -> list[dict[str, Any]]:
    """The chosen one last, in the place of rows that nobody filled in."""
    if chosen is None:
        return rows or [{}]
    filled = [row for row in rows if any(row.values())]
    return [*filled, chosen] if len(filled) < MAX_OFFENCES else rows


def _row(cleaned: Mapping[str, Any]) -> dict[str, Any]:
    return {name: cleaned.get(name, "") for name in ROW} | {"article": cleaned.get("article") or None}
