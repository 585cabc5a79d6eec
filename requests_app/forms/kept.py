"""Asking about data that nobody came for, and letting them go."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from mla_portal.ui.forms import DayField, PortalForm


class KeptAskForm(PortalForm):
    text = forms.CharField(
        label=_("Question to the other side"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what you ask.")},
    )


class KeptReleaseForm(PortalForm):
    released_on = DayField(label=_("Released on"), help_text=_("Empty means today."), required=False)
    note = forms.CharField(
        label=_("Why"),
        help_text=_("Needed before the last day. Both sides read it."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
