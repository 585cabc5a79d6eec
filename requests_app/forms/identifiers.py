"""The forms of the identifiers page: one by one, and a list pasted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mla_portal.errors import Invalid
from mla_portal.ui.forms import InstantField, PortalForm
from mla_portal.ui.forms.offsets import OffsetSelect
from requests_app.forms.plain import PlainField
from requests_app.identifier_lines import Line, count_lines, read_lines
from requests_app.identifiers import clean_identifier
from requests_app.models import Identifier
from requests_app.selectors.answers import given_identifier
from requests_app.services.identifiers import MAX_IDENTIFIERS, identifier_digest

ROW = ("type", "value", "port", "at", "until", "note")
ERRORS_SHOWN = 20
_LINE = {"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}


class OfferedInstant(InstantField):
    """The offset may stand there as an offer: without a date and a time it says nothing."""

    def clean(self, value: Any) -> Any:
        parts = [str(part or "").strip() for part in value or []]
        return super().clean(parts if any(parts[:2]) else None)


class IdentifierForm(PortalForm):
    """`version` is the mark of the row as it was shown, where one is changed."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)
    type = forms.ChoiceField(label=gettext_lazy("Type"), choices=Identifier.Type)
    value = PlainField(label=gettext_lazy("Value"), widget=forms.TextInput(attrs={**_LINE, "class": "mla-mono"}))
    port = PlainField(
        label=gettext_lazy("Source port"),
        required=False,
        widget=forms.TextInput(attrs={**_LINE, "inputmode": "numeric", "class": "govuk-input--width-5 mla-mono"}),
    )
    at = OfferedInstant(
        label=gettext_lazy("When it was used, or from when on"),
        help_text=gettext_lazy("As the log shows it. A whole instant such as 2026-11-14T08:21:07+04:00 may be pasted."),
        required=False,
    )
    until = OfferedInstant(label=gettext_lazy("Until"), required=False)
    note = PlainField(label=gettext_lazy("Note"), required=False)

    def row(self) -> dict[str, Any]:
        return {name: self.cleaned_data.get(name) for name in ROW}

    def rows(self) -> list[dict[str, Any]]:
        return [self.row()]

    @property
    def more_given(self) -> bool:
        """Whether the lesser fields have something to show."""
        until = self["until"].value() or []
        return bool(any(until[:2]) or self["note"].value() or {"until", "note"} & set(self.errors))

    def clean(self) -> dict[str, Any]:
        _identifier, errors = clean_identifier(self.row())
        self.add_refusal(Invalid({name: texts for name, texts in errors.items() if name not in self.errors}))
        return self.cleaned_data

    def add_refusal(self, refusal: Invalid) -> None:
        """The service names the only row "identifiers.1"."""
        super().add_refusal(
            Invalid({name.removeprefix("identifiers.1."): texts for name, texts in refusal.errors.items()})
        )


class PasteForm(PortalForm):
    lines = PlainField(
        label=gettext_lazy("One identifier on each line"),
        help_text=gettext_lazy(
            "Then, if they are known, its port and the instant: 198.51.100.23, 51234, 2026-11-14T08:21:07+04:00"
        ),
        widget=forms.Textarea(attrs={**_LINE, "rows": 8, "class": "mla-mono"}),
    )
    lines_type = forms.ChoiceField(
        label=gettext_lazy("Type"),
        required=False,
        choices=[("", gettext_lazy("As each line looks")), *Identifier.Type.choices],
    )
    lines_offset = PlainField(
        label=gettext_lazy("UTC offset of instants that have none"), required=False, widget=OffsetSelect
    )

    def clean_lines(self) -> str:
        text = self.cleaned_data["lines"].replace("\r\n", "\n").replace("\r", "\n")
        if not text:
            raise forms.ValidationError(_("Paste at least one line."))
        if count_lines(text) > MAX_IDENTIFIERS:
            raise forms.ValidationError(
                _("These are %(number)d lines. A request takes at most %(limit)d identifiers.")
                % {"number": count_lines(text), "limit": MAX_IDENTIFIERS}
            )
        return str(text)

    def clean(self) -> dict[str, Any]:
        self.found: list[Line] = []
        if "lines" in self.cleaned_data:
            given = self.cleaned_data
            found = read_lines(given["lines"], type_=given.get("lines_type", ""), offset=given.get("lines_offset", ""))
            self.found = list(found)
            self._refuse(self._problems())
        return self.cleaned_data

    def rows(self) -> list[dict[str, Any]]:
        return [line.row for line in self.found]

    def add_refusal(self, refusal: Invalid) -> None:
        """The service counts rows from 1, the person lines, empty ones among them."""
        self._refuse((self._line_of(name), text) for name, texts in refusal.errors.items() for text in texts)

    def _problems(self) -> Iterable[tuple[int, str]]:
        for line in self.found:
            if line.problem:
                yield line.number, line.problem
            else:
                _identifier, errors = clean_identifier(line.row)
                yield from ((line.number, text) for texts in errors.values() for text in texts)

    def _refuse(self, problems: Iterable[tuple[int, str]]) -> None:
        """None of the lines is taken; the first problems are said one by one, the others counted."""
        found = [
            _("Line %(number)d: %(problem)s") % {"number": n, "problem": text} if n else text for n, text in problems
        ]
        if len(found) > ERRORS_SHOWN:
            more = len(found) - ERRORS_SHOWN
            found[ERRORS_SHOWN:] = [_("And %(more)d more. Nothing was taken yet.") % {"more": more}]
        for text in found:
            self.add_error("lines", text)

    def _line_of(self, name: str) -> int:
        _identifiers, _dot, rest = name.partition(".")
        number = rest.partition(".")[0]
        return self.found[int(number) - 1].number if number.isdigit() else 0


def shown_row(identifier: Identifier) -> dict[str, Any]:
    """What the form shows of a row that is there."""
    given = given_identifier(identifier)
    return {name: getattr(given, name) for name in ROW} | {"version": identifier_digest(identifier)}
