"""The forms of a list of identifiers: pasted or loaded as a whole, then mended line by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mla_portal.ui.forms import PortalForm
from requests_app.forms.clocks import ClockSelect
from requests_app.forms.plain import PlainField
from requests_app.identifiers.files import NoText, text_of
from requests_app.identifiers.loaded import Loaded, Wrong
from requests_app.kinds.base import GivenIdentifier
from requests_app.models import Identifier

FILE_LIMIT = 2 * 1024 * 1024
_LINE = {"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false", "class": "mla-mono"}


class _AsItIs(forms.CharField):
    def clean(self, value: Any) -> str:
        return one_kind_of_ends(str(value or ""))


class _ChoicesForAll(PortalForm):
    """What holds for every line that does not say it itself."""

    lines_type = forms.ChoiceField(
        label=gettext_lazy("Type"),
        required=False,
        choices=[("", gettext_lazy("As each line looks")), *Identifier.Type.choices],
    )
    lines_offset = PlainField(
        label=gettext_lazy("UTC offset, or time zone, of instants that have none"), required=False, widget=ClockSelect
    )

    def __init__(self, *args: Any, clocks: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = self.fields["lines_offset"].widget
        assert isinstance(widget, ClockSelect)  # noqa: S101
        widget.offer(clocks)

    def loaded(self, text: str, kept: Sequence[GivenIdentifier]) -> Loaded:
        given = self.cleaned_data
        return Loaded(text=text, type_=given.get("lines_type", ""), clock=given.get("lines_offset", ""), kept=kept)


class ListForm(_ChoicesForAll):
    lines = PlainField(
        label=gettext_lazy("One identifier on each line"),
        help_text=gettext_lazy(
            "Then, if they are known, its port and the instant: 198.51.100.23, 51234, 2026-11-14T08:21:07+04:00"
        ),
        widget=forms.Textarea(attrs={**_LINE, "rows": 8}),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        help_text=gettext_lazy("Text or CSV, with the same lines, or with columns that its first line names."),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv,text/plain"}),
    )
    field_order = ("lines", "file", "lines_type", "lines_offset")

    def clean(self) -> dict[str, Any]:
        lines, file = self.cleaned_data.get("lines", ""), self.cleaned_data.get("file")
        self.text = one_kind_of_ends(lines)
        if lines and file:
            self.add_error("file", _("There are lines, and there is a file. Leave one of the two out."))
        elif file:
            self._read(file)
        return self.cleaned_data

    def _read(self, file: Any) -> None:
        if file.size > FILE_LIMIT:
            limit = FILE_LIMIT // (1024 * 1024)
            self.add_error("file", _("The file is larger than %(limit)d MB. Send it in parts.") % {"limit": limit})
            return
        try:
            found = text_of(file.read())
        except NoText as problem:
            self.add_error("file", str(problem))
            return
        self.text = one_kind_of_ends(found.text)
        if found.guessed:
            # Into the box above, to be looked at.
            self.data = {"lines": self.text, **{name: self.data.get(name) for name in ("lines_type", "lines_offset")}}
            self.add_error(
                "file",
                _(
                    "The file is not in Unicode, and does not say in what. Read as %(guess)s it is what stands above. "
                    "Look at its letters; if they are right, add the lines."
                )
                % {"guess": found.guessed},
            )


class MendForm(_ChoicesForAll):
    """The whole text, unseen, and each wrong line of it in a field of its own: emptied, it is left out."""

    text = _AsItIs(required=False, widget=forms.HiddenInput)
    field_order = ("text", "lines_type", "lines_offset")

    def __init__(self, *args: Any, wrong: Sequence[Wrong] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wrong = wrong
        for one in wrong:
            self.fields[_name(one)] = PlainField(
                label=_("Line %(number)d") % {"number": one.line.number}, widget=_control(one)
            )

    @property
    def line_fields(self) -> list[forms.BoundField]:
        return [self[_name(one)] for one in self.wrong]

    @property
    def only_twins(self) -> bool:
        return all(one.twin for one in self.wrong)


def mend_form(loaded: Loaded, *, clocks: Sequence[str]) -> MendForm:
    """What is wrong with the lines, each beside what was typed."""
    data = {"text": loaded.text, "lines_type": loaded.type_, "lines_offset": loaded.clock}
    data |= {_name(one): one.line.typed for one in loaded.wrong}
    form = MendForm(data, wrong=loaded.wrong, clocks=clocks)
    for one in loaded.wrong:
        for text in one.texts:
            form.add_error(_name(one), text)
    return form


def list_form(loaded: Loaded, *, clocks: Sequence[str], problem: str = "") -> ListForm:
    """The whole text to go on with."""
    data = {"lines": loaded.text, "lines_type": loaded.type_, "lines_offset": loaded.clock}
    form = ListForm(data, clocks=clocks)
    if problem:
        form.add_error("lines", problem)
    return form


def mended_text(before: Loaded, data: Mapping[str, Any]) -> str:
    """The text with what now stands in the fields of its lines."""
    fields = {line.number: data.get(f"line_{line.number}") for line in before.lines}
    return before.with_lines({number: one_kind_of_ends(text) for number, text in fields.items() if text is not None})


def one_kind_of_ends(text: str) -> str:
    """`text` with the line ends that are counted, and without the mark that a file may begin with."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _name(one: Wrong) -> str:
    return f"line_{one.line.number}"


def _control(one: Wrong) -> forms.Widget:
    # A row of a table may run over several lines.
    return forms.Textarea(attrs={**_LINE, "rows": 3}) if "\n" in one.line.typed else forms.TextInput(attrs=_LINE)
