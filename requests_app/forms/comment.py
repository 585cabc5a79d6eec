"""A comment as it is typed."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from mla_portal.ui.forms import PortalForm
from requests_app.services.comments import LONGEST


class CommentForm(PortalForm):
    section = forms.CharField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Comment"),
        help_text=_("Only your own authority reads it, also after the request is sent."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "data_no_optional": True}),
    )
