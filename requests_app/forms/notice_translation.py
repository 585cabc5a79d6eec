"""A control for the translation of each text that was typed into a notice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from contacts.names import language_name
from mla_portal.ui.forms import PortalForm
from requests_app.forms.languages import MACHINE
from requests_app.forms.plain import PlainField
from requests_app.selectors.notice_translations import TYPED


class NoticeTranslationForm(PortalForm):
    """`originals` by their name in the notice, whose `languages` are those to choose from. The service judges."""

    def __init__(
        self, originals: Mapping[str, str], languages: tuple[str, ...], data: Mapping[str, Any] | None = None
    ) -> None:
        self.originals = originals
        super().__init__(data, initial={"language": languages[-1]})
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the translation"), choices=[(code, language_name(code)) for code in languages]
        )
        for name, text in originals.items():
            self.fields[name] = PlainField(
                label=_("%(text)s: translation") % {"text": TYPED[name]},
                required=False,
                widget=forms.Textarea(attrs={"rows": min(12, 3 + len(text) // 120)}),
            )
            self.fields[MACHINE + name] = forms.BooleanField(
                label=_("A machine translated it, and nobody has checked it"), required=False
            )

    def pairs(self) -> Iterator[tuple[str, str, str]]:
        """(original, name of its translation, name of the tick for a machine)."""
        for name, text in self.originals.items():
            yield text, name, MACHINE + name

    def texts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.originals}

    def machine(self) -> set[str]:
        return {name for name in self.originals if self.cleaned_data[MACHINE + name]}
