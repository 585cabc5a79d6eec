"""The forms pages use: Django's, with error texts that name the field and say how to mend it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.functional import Promise

from mla_portal.errors import Invalid
from mla_portal.ui.forms.texts import mending_texts


class MendingTexts:
    """Mixin: every field says what is missing or wrong in its own words; a text the author gave is kept.

    The browser's own "required" bubbles are left out, for they hide the other errors and are not translated by us.
    """

    use_required_attribute = False
    fields: dict[str, forms.Field]
    add_error: Callable[..., None]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            label = field.label if field.label is not None else name.replace("_", " ").capitalize()
            _replace_defaults(field, str(label))

    def add_refusal(self, refusal: Invalid) -> None:
        """Show what a service refused beside the fields it named; what is not a field of this form goes on top."""
        for name, texts in refusal.errors.items():
            for text in texts:
                self.add_error(name if name in self.fields else None, text)


if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Any]
else:
    _ModelForm = forms.ModelForm


class PortalForm(MendingTexts, forms.Form):
    pass


class PortalModelForm(MendingTexts, _ModelForm):
    pass


def _replace_defaults(field: forms.Field, label: str) -> None:
    """Put our texts where the field still has Django's."""
    defaults: dict[str, str | Promise] = {}
    for kind in reversed(type(field).__mro__):
        defaults.update(getattr(kind, "default_error_messages", {}))
    for code, text in mending_texts(field, label).items():
        if code not in field.error_messages or field.error_messages[code] == defaults.get(code):
            field.error_messages[code] = text
