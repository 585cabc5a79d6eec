"""The languages of a document, and a control for the translation of each text that was typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from contacts.names import language_name
from mla_portal.errors import Invalid
from mla_portal.ui.forms import PortalForm
from requests_app.forms.plain import PlainField
from requests_app.languages import current, offered, translatable
from requests_app.models import Request
from requests_app.selectors.answers import kind_of
from templates_app.catalogues import SOURCE, Catalogue

TEXT, MACHINE = "translation-", "machine-"


class LanguagesForm(PortalForm):
    """`texts` are the originals by their name in the document. What is chosen is judged by the service."""

    def __init__(self, request: Request, texts: Mapping[str, str], data: Mapping[str, Any] | None = None) -> None:
        self.texts = texts
        kind, chosen = kind_of(request), request.languages
        languages = [(code, _shown(one)) for code, one in offered(kind).items()]
        self.into = _into(chosen)
        kept = {row["field"]: row for row in request.translations if row["language"] == self.into}
        self.current = {row["field"] for row in current(list(kept.values()), texts)}
        super().__init__(data, initial=_initial(chosen, kept))
        self.fields["first"] = forms.ChoiceField(
            label=_("Language of the document"),
            choices=languages,
            help_text=_("Headings, labels and fixed texts. What you typed stays as you typed it."),
        )
        self.fields["second"] = forms.ChoiceField(
            label=_("Second language, under the first"), choices=[("", _("None")), *languages], required=False
        )
        if self.into:
            self._add_texts(translatable(kind))

    def _add_texts(self, labels: Mapping[str, Any]) -> None:
        for name, text in self.texts.items():
            self.fields[TEXT + name] = PlainField(
                label=_("%(text)s: translation") % {"text": labels[name]},
                required=False,
                widget=forms.Textarea(attrs={"rows": min(12, 3 + len(text) // 120), "lang": self.into}),
            )
            self.fields[MACHINE + name] = forms.BooleanField(
                label=_("A machine translated it, and nobody has checked it"), required=False
            )

    def pairs(self) -> Iterator[tuple[str, bool, forms.BoundField, forms.BoundField]]:
        """(original, whether it has changed since, its translation, whether a machine made it)."""
        for name, text in self.texts.items() if self.into else ():
            stale = bool(self.initial.get(TEXT + name)) and name not in self.current
            yield text, stale, self[TEXT + name], self[MACHINE + name]

    def languages(self) -> list[str]:
        given = (self.cleaned_data["first"], self.cleaned_data["second"])
        return [code for code in given if code]

    def translations(self, kept: list[dict[str, Any]]) -> list[dict[str, Any]] | None:
        """Those on the page, and those `kept` in other languages; None where the page asked for none."""
        if not self.into:
            return None
        others = [row for row in kept if row["language"] != self.into and row["field"] in self.texts]
        typed = [
            {
                "field": name,
                "language": self.into,
                "text": self.cleaned_data[TEXT + name],
                "machine": self.cleaned_data[MACHINE + name],
            }
            for name in self.texts
        ]
        return [{name: row[name] for name in ("field", "language", "text", "machine")} for row in others] + typed

    def add_refusal(self, refusal: Invalid) -> None:
        for name, sentences in refusal.errors.items():
            for sentence in sentences:
                self.add_error("second" if name == "languages" else None, sentence)


def _into(languages: list[str]) -> str:
    """The language of the translations: the one that is not English; "" for a document in English alone."""
    return next((code for code in languages if code != SOURCE), "")


def _shown(one: Catalogue) -> str:
    name = f"{language_name(one.language)} – {one.name}"
    return name if one.reviewed else _("%(language)s (translation not reviewed)") % {"language": name}


def _initial(chosen: list[str], kept: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    first, second = (*chosen, "")[:2]
    texts = {TEXT + name: row["text"] for name, row in kept.items()}
    machines = {MACHINE + name: row["machine"] for name, row in kept.items()}
    return {"first": first, "second": second, **texts, **machines}
