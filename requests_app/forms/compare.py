"""Which two versions are compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mla_portal.ui.forms import PortalForm


class CompareForm(PortalForm):
    a = forms.ChoiceField(label=_("Before"))
    b = forms.ChoiceField(label=_("After"))

    def __init__(self, versions: Sequence[tuple[str, str]], asked: Mapping[str, Any]) -> None:
        """Without an answer the last two are compared. `versions` are at least two."""
        last = {"a": versions[-2][0], "b": versions[-1][0]}
        super().__init__({name: asked.get(name) or last[name] for name in last})
        for field in self.fields.values():
            field.choices = versions  # type: ignore[attr-defined]
