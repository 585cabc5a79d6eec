from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from contacts.models import AuthorityKind
from mla_portal.ui.forms import PortalForm

# The id of what is drawn anew while somebody types.
FOUND = "found"


def _live(url_name: str, trigger: str) -> dict[str, Any]:
    """What makes a control of a search answer at once, where scripts run."""
    return {
        "hx-get": reverse_lazy(url_name),
        "hx-trigger": trigger,
        "hx-target": f"#{FOUND}",
        "hx-include": "closest form",
        "hx-sync": "closest form:replace",
        "hx-replace-url": "true",
        "aria-controls": FOUND,
    }


def _box(url_name: str) -> forms.TextInput:
    attributes = _live(url_name, "input changed delay:200ms, search")
    return forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false", **attributes})


class Search(PortalForm):
    """What was typed, and what was chosen beside it. What cannot be understood counts as not given."""

    q = forms.CharField(label=_("Search"), max_length=100, required=False)

    def given(self, name: str) -> str:
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")


class DirectorySearch(Search):
    q = forms.CharField(
        label=_("Country, authority, city, provider, treaty or code"),
        max_length=100,
        required=False,
        widget=_box("directory"),
    )
    kind = forms.ChoiceField(
        label=_("Kind of authority"),
        required=False,
        choices=[("", _("All kinds")), *AuthorityKind.choices],
        widget=forms.Select(attrs=_live("directory", "change")),
    )


class ProviderSearch(Search):
    q = forms.CharField(
        label=_("Provider, service, legal entity or country"),
        max_length=100,
        required=False,
        widget=_box("providers"),
    )
