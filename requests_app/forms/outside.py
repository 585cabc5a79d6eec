"""What a person of an authority outside types on its link."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from mla_portal.ui.forms import PortalForm
from requests_app.services.messages import LONGEST


class CodeForm(PortalForm):
    code = forms.CharField(
        label=_("Code"),
        help_text=_("Eight digits. Not in the mail with the link: you were called, or a colleague was written to."),
        max_length=20,
        required=False,
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "class": "govuk-input--width-10",
                "data_no_optional": True,
            }
        ),
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name", "data_no_optional": True}),
    )
    function = forms.CharField(
        label=_("Your function"),
        help_text=_("Such as duty officer, and your unit."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title", "data_no_optional": True}),
    )


class ReceiptForm(PortalForm):
    their_reference = forms.CharField(
        label=_("Your reference"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("The requesting authority reads this."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class QuestionForm(PortalForm):
    text = forms.CharField(
        label=_("Your question or message"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "data_no_optional": True}),
    )


class DoubtForm(PortalForm):
    reason = forms.CharField(
        label=_("What makes you doubt it"),
        help_text=_("The requesting authority reads this at once, and calls you at a number that it knows."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data_no_optional": True}),
    )


class AnswerForm(PortalForm):
    file = forms.FileField(
        label=_("File"),
        help_text=_("It is kept encrypted, and read by the requesting authority alone."),
        allow_empty_file=True,
        error_messages={"required": _("Choose the file that you want to send.")},
    )
    description = forms.CharField(label=_("What it is"), max_length=200, required=False)
