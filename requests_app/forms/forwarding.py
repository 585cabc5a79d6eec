"""How a misdirected request went on outside the portal, as it is typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mla_portal.ui.forms import InstantField, PortalForm
from requests_app.forms.plain import PlainField
from requests_app.services.forwardings import CHANNELS


class ForwardingForm(PortalForm):
    to = PlainField(label=_("To whom"), max_length=200)
    channel = forms.ChoiceField(
        label=_("How"),
        choices=[(one.value, one.label) for one in CHANNELS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it went.")},
    )
    number = PlainField(
        label=_("Under what number"),
        required=False,
        max_length=80,
        help_text=_("Give this number, who confirmed it, or a file that shows it."),
    )
    happened_at = InstantField(label=_("When"))
    note = PlainField(label=_("Who confirmed it, and how"), required=False, max_length=500)
    file = forms.FileField(
        label=_("What shows it"), required=False, help_text=_("Such as the covering letter, or the receipt.")
    )

    def answers(self) -> dict[str, Any]:
        given = {name: value for name, value in self.cleaned_data.items() if name != "file"}
        file = self.cleaned_data.get("file")
        return given | ({"source": file.chunks(), "name": file.name} if file else {})
