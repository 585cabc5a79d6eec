"""What people say when they move a deadline or switch its reminders off."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from mla_portal.ui.forms import DayField, PortalForm

_REASON = forms.Textarea(attrs={"rows": 2})


class ExtendForm(PortalForm):
    due_at = DayField(label=_("New last day"))
    reason = forms.CharField(label=_("Why"), max_length=500, widget=_REASON)


class SilenceForm(PortalForm):
    reason = forms.CharField(
        label=_("Why nobody is to be reminded"),
        max_length=500,
        widget=_REASON,
        help_text=_("Your colleagues read it. The date stands, and what is overdue stays overdue."),
    )


class DigestForm(PortalForm):
    hour = forms.TypedChoiceField(
        label=_("Daily digest by e-mail"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Never")), *((hour, f"{hour:02d}:00") for hour in range(24))],
        help_text=_("What is overdue and what ends within a week, at this hour of your own zone."),
    )
