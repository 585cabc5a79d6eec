"""The text that came formally, as it is recorded."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from mla_portal.ui.forms import InstantField, PortalForm
from requests_app.models import FormalText


class FormalTextForm(PortalForm):
    file = forms.FileField(
        label=_("The formal text"),
        help_text=_("A PDF or JSON of such a portal is compared here. Of a scan you say yourself what it says."),
        required=False,
        allow_empty_file=True,
    )
    received_at = InstantField(label=_("When it came"), required=False, help_text=_("Empty: now."))
    verdict = forms.ChoiceField(
        label=_("What it says"),
        help_text=_("Only where the portal cannot read the file."),
        choices=FormalText.Verdict.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    note = forms.CharField(
        label=_("How it was compared, and what differs"),
        help_text=_("Both authorities read this."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
