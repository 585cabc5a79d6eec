"""The search over the list of cases."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.models import Authority
from mla_portal.ui.forms import PortalForm


class CaseSearch(PortalForm):
    q = forms.CharField(
        label=_("Number or title"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "data_no_optional": True}),
        error_messages={"null_characters_not_allowed": _("This text has a NUL character in it. Type it again.")},
    )

    # The authority that shall be asked, when the reader came from its page of the directory.
    to = forms.SlugField(required=False, max_length=32, widget=forms.HiddenInput)

    # What shall begin and how urgent it is, when the reader came from the advice on the way.
    kind = forms.SlugField(required=False, max_length=32, widget=forms.HiddenInput)
    urgency = forms.SlugField(required=False, max_length=12, widget=forms.HiddenInput)

    def words(self) -> str:
        """What to look for; nothing when it cannot be looked for."""
        return str(self.cleaned_data["q"]) if self.is_valid() else ""

    def asked(self) -> Authority | None:
        code = self.cleaned_data["to"] if self.is_valid() else ""
        return Authority.objects.filter(code=code).first() if code else None

    def asked_for(self) -> str:
        """What the page of a new request is told: the authority; the kind and the urgency if they are given."""
        given = {name: self.cleaned_data[name] for name in ("to", "kind", "urgency")} if self.is_valid() else {}
        return urlencode({name: value for name, value in given.items() if value})
