"""A doubt whether a request is genuine, and the call that ends it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mla_portal.ui.forms import InstantField, PortalForm
from requests_app.forms.plain import PlainField


class DoubtForm(PortalForm):
    reason = forms.CharField(
        label=_("What makes you doubt that it is genuine"),
        help_text=_("Your colleagues read this. The other side is told nothing."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say what makes you doubt that it is genuine.")},
    )


class CallBackForm(PortalForm):
    number = forms.ChoiceField(
        label=_("Number that you called"),
        help_text=_("From the directory. Never one that the request names."),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the number of the directory that you called.")},
    )
    spoken_to = PlainField(label=_("Who answered"), max_length=200)
    called_at = InstantField(label=_("When"))
    answer = forms.CharField(
        label=_("How they made sure of it"),
        help_text=_("Such as that they found it under their own number, and who sent it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write how they made sure of it.")},
    )

    def __init__(self, *args: Any, numbers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].choices = [  # type: ignore[attr-defined]
            (number, f"{number} · {whose}") for number, whose in numbers
        ]
