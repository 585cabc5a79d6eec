"""A question of the requested authority, and the answer to it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mla_portal.ui.forms import PortalForm
from requests_app.models import Topic
from requests_app.services.questions import DECISIONS

_HINTS = {
    Topic.CLARIFICATION: _("What is missing or unclear. The other side reads this."),
    Topic.CONSULTATION: _(
        "Why preserving will not keep the data available, or threatens the confidentiality of the investigation."
        " The other side reads this."
    ),
}


class AskForm(PortalForm):
    text = forms.CharField(
        label=_("Your question"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write what you need to know, or what you fear.")},
    )

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = _HINTS[topic]


class AnswerForm(PortalForm):
    decision = forms.ChoiceField(
        label=_("Your decision"),
        choices=[(one.value, one.label) for one in DECISIONS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Decide whether the request is executed nevertheless.")},
    )
    text = forms.CharField(
        label=_("Your answer"),
        help_text=_("The other side reads this."),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if topic is Topic.CLARIFICATION:
            del self.fields["decision"]
            self.fields["text"].required = True
            self.fields["text"].error_messages["required"] = _("Write the answer.")
