"""The form of an entry on the administration pages: it writes what the person changed, and nothing else.

Each field carries along what it showed when the page was opened. So of two people who have one page open, neither takes
back what the other has written meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from contacts.entries import ENTRY_TYPES, EntryType, trimmed


class EntryModelForm(forms.ModelForm):  # type: ignore[type-arg]
    """`stood` is the text of the locked entry, None for a new one; `written` are the fields that the person changed."""

    stood: Mapping[str, str] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entry_type = entry_type_of(type(self.instance))
        if not self.instance._state.adding:
            for name in self._own():
                self.fields[name].show_hidden_initial = True

    @property
    def written(self) -> list[str]:
        return [name for name in self._own() if name in self.changed_data]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance._state.adding:
            return cleaned
        row = self.entry_type.rows().select_for_update(of=("self",)).get(pk=self.instance.pk)
        self.stood = self.entry_type.as_text(row)
        stands = forms.model_to_dict(row, fields=self._own())
        for name in self._own():
            if name not in self.changed_data:
                cleaned[name] = getattr(row, name)
            elif self.fields[name].has_changed(_plain(stands[name]), _plain(self._shown(name))):
                text = _("Somebody changed this meanwhile. Load the page again, look, and change it then.")
                self.add_error(name, text)
        return cleaned

    def _own(self) -> list[str]:
        """What a person types of an entry that is there."""
        typed = set(self.entry_type.fields) - set(self.entry_type.fixed)
        return [name for name in self.fields if name in typed]

    def _shown(self, name: str) -> Any:
        hidden = self.fields[name].hidden_widget()
        return hidden.value_from_datadict(self.data, self.files, self[name].html_initial_name)


def _plain(value: Any) -> Any:
    """Without what a browser does to the line breaks of a text."""
    return trimmed(value) if isinstance(value, str) else value


def entry_type_of(model: type[Any]) -> EntryType:
    return next(one for one in ENTRY_TYPES.values() if one.model is model)
