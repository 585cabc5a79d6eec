"""The emergency lane, as it is typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mla_portal.ui.forms import InstantField, PortalForm
from requests_app.forms.plain import PlainField
from requests_app.models import Finding
from requests_app.services.emergencies import LONGEST

CALLED_BACK = (
    ("yes", _("Yes, at a number that they had themselves")),
    ("no", _("No, not yet")),
)


class OralForm(PortalForm):
    """A call in which an emergency was told."""

    caller = PlainField(label=_("Who telephoned"), max_length=200)
    spoken_to = PlainField(label=_("With whom"), help_text=_("A name and the desk that answered."), max_length=200)
    number = PlainField(label=_("Number that was called"), help_text=_("From the directory."), max_length=80)
    said_at = InstantField(label=_("When"))
    said = forms.CharField(
        label=_("What was said"),
        help_text=_("What you asked for, and what was answered."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write what was asked, and what was answered.")},
    )
    called_back = forms.ChoiceField(
        label=_("Did they call back to be sure that it was you?"),
        choices=CALLED_BACK,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether they called back.")},
    )

    def answers(self) -> dict[str, Any]:
        return {**self.cleaned_data, "called_back": self.cleaned_data["called_back"] == "yes"}


class ReviewForm(PortalForm):
    finding = forms.ChoiceField(
        label=_("Was it an emergency?"),
        choices=Finding.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Decide whether it was justified.")},
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("Stays in your authority. The other side is told nothing of the review."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say why: whoever looks at emergencies later reads it.")},
    )
