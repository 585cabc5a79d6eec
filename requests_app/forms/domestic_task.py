"""A task at home, as it is typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mla_portal.accounts.models import User
from mla_portal.ui.forms import DayField, PortalForm
from requests_app.models import DomesticTask
from requests_app.services.domestic_tasks import ENDS, LONGEST


class TaskForm(PortalForm):
    text = forms.CharField(
        label=_("What is to be done"),
        help_text=_("Under your own law: an order to the provider, a search. No other State is asked."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say what is to be done under your own law.")},
    )
    person = forms.ChoiceField(label=_("Who does it"))
    due_on = DayField(label=_("Until"))

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(str(one.pk), str(one)) for one in people]  # type: ignore[attr-defined]


class TaskEndForm(PortalForm):
    state = forms.ChoiceField(
        label=_("How it ended"),
        choices=[(one.value, DomesticTask.State(one).label) for one in ENDS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it ended.")},
    )
    result = forms.CharField(
        label=_("What came of it, or why not"),
        help_text=_("Needed when it is dropped."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
