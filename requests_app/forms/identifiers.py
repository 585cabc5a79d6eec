"""The form of one identifier."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from mla_portal.errors import Invalid
from mla_portal.ui.forms import InstantField, PortalForm
from requests_app.forms.plain import PlainField
from requests_app.identifiers.one import clean_identifier
from requests_app.models import Identifier
from requests_app.selectors.answers import given_identifier
from requests_app.services.identifiers import identifier_digest

ROW = ("type", "value", "port", "at", "until", "note")
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


def shown_row(identifier: Identifier) -> dict[str, Any]:
    """What the form shows of a row that is there."""
    given = given_identifier(identifier)
    return {name: getattr(given, name) for name in ROW} | {"version": identifier_digest(identifier)}
