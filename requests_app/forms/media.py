"""A medium: what left, what arrived, which hash was computed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mla_portal.ui.forms import InstantField, PortalForm
from requests_app.forms.plain import PlainField
from requests_app.models import Medium

_HASH = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})


class SendForm(PortalForm):
    description = PlainField(
        label=_("What it is"), help_text=_("The kind, its size, its serial number."), max_length=500
    )
    carrier = PlainField(label=_("Carried by"), help_text=_("A courier with its number, or a person."), max_length=200)
    sent_at = InstantField(label=_("When it was handed to the carrier"))
    seal = PlainField(label=_("Number of the seal"), max_length=80, required=False)
    sha256 = forms.CharField(
        label=_("SHA-256"), help_text=_("Of the image or the archive on it."), max_length=200, widget=_HASH
    )

    def answers(self) -> dict[str, Any]:
        return self.cleaned_data


class ReceiveForm(PortalForm):
    received_at = InstantField(label=_("When it was received"))
    seal_intact = forms.ChoiceField(
        label=_("The seal"),
        choices=[("yes", _("intact")), ("no", _("broken, missing, or another one"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("What was seen"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, medium: Medium, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not medium.seal:
            del self.fields["seal_intact"]

    def answers(self) -> dict[str, Any]:
        given = {name: value for name, value in self.cleaned_data.items() if name != "seal_intact"}
        if "seal_intact" in self.cleaned_data:
            given["seal_intact"] = self.cleaned_data["seal_intact"] == "yes"
        return given


class CheckForm(PortalForm):
    computed_sha256 = forms.CharField(
        label=_("SHA-256 that you computed"),
        help_text=_("Compute it from the medium itself; do not copy the announced one."),
        max_length=200,
        widget=_HASH,
    )

    def answers(self) -> dict[str, Any]:
        return self.cleaned_data
