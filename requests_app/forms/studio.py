"""A draft of a document template as a form: each text in its place, the order of the items, and further clauses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mla_portal.ui.forms import PortalForm
from templates_app.catalogues import SOURCE, Catalogue
from templates_app.studio.changes import Changes, Clause, may_leave
from templates_app.studio.checking import Fault
from templates_app.studio.pictures import LARGEST_PICTURE
from templates_app.versions.model import Item, TemplateVersion
from templates_app.versions.texts import source_texts, texts_of

SPARE_CLAUSES = 2
MOST_CLAUSES = 12
SHORT = 90
TEXT_LENGTH = 2000


@dataclass(frozen=True, kw_only=True)
class Group:
    """The fields that stand together; `is_open` where something is wrong or changed in them."""

    title: str
    fields: list[BoundField]
    is_open: bool


class DraftForm(PortalForm):
    """In one language. What is left as it was is no change, so that a later edition of a catalogue still counts."""

    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, base: TemplateVersion, changes: Changes, known: Catalogue, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.base, self.changes, self.known = base, changes, known
        self.is_source = known.language == SOURCE
        self.texts = [text for text in source_texts(base) if text]
        self.places = {text: f"text-{number}" for number, text in enumerate(self.texts)}
        for text, name in self.places.items():
            self.fields[name] = self._text_field(text)
        if self.is_source:
            self._add_order()
        self._add_clauses()

    def _text_field(self, text: str) -> forms.CharField:
        english = self.changes.said(SOURCE, text) or text
        said = self.changes.said(self.known.language, text)
        before = said or (self.known.texts.get(text, "") if english == text or self.is_source else "")
        return forms.CharField(
            label=_shortened(text if self.is_source else english),
            required=False,
            max_length=TEXT_LENGTH,
            initial=before or (text if self.is_source else ""),
            widget=forms.TextInput() if len(text) < SHORT else forms.Textarea(attrs={"rows": 4}),
        )

    def _add_order(self) -> None:
        places = {number: place for place, number in enumerate(self.changes.order, start=1)}
        for item in self.base.items:
            may = may_leave(item)
            hint = _("Leave it empty to leave the item out.") if may else _("It fulfils a legal duty, and stays.")
            self.fields[f"place-{item.number}"] = forms.IntegerField(
                label=_("Place"),
                required=not may,
                min_value=1,
                max_value=99,
                initial=places.get(item.number) if self.changes.order else item.number,
                help_text=hint,
            )

    def _add_clauses(self) -> None:
        given = self.changes.clauses
        spare = min(SPARE_CLAUSES, MOST_CLAUSES - len(given)) if self.is_source else 0
        items = [(one.number, f"{one.number}. {_shortened(one.heading)}") for one in self.base.items]
        for number in range(1, len(given) + spare + 1):
            clause = given[number - 1] if number <= len(given) else None
            if self.is_source:
                self.fields[f"after-{number}"] = forms.TypedChoiceField(
                    label=_("Clause %(number)d stands at the end of item") % {"number": number},
                    choices=items,
                    coerce=int,
                    initial=clause.item if clause else items[-1][0],
                )
            self.fields[f"clause-{number}"] = forms.CharField(
                label=_("Clause %(number)d") % {"number": number},
                help_text=clause.texts.get(SOURCE, "") if clause and not self.is_source else "",
                required=False,
                max_length=TEXT_LENGTH,
                initial=clause.texts.get(self.known.language, "") if clause else "",
                widget=forms.Textarea(attrs={"rows": 4}),
            )

    def changed(self) -> Changes:
        """The changes with what was answered in this language."""
        language, answers = self.known.language, self.cleaned_data
        texts = {text: answers[name].strip() for text, name in self.places.items()}
        own = {text: said for text, said in texts.items() if said and said != self._as_shipped(text)}
        every = {key: of for key, of in {**self.changes.texts, language: own}.items() if of}
        order = self._order() if self.is_source else self.changes.order
        return Changes(texts=every, order=order, clauses=self._clauses())

    def _as_shipped(self, text: str) -> str:
        return text if self.is_source else self.known.texts.get(text, "")

    def _order(self) -> tuple[int, ...]:
        numbers = [one.number for one in self.base.items]
        placed = [(self.cleaned_data[f"place-{number}"], number) for number in numbers]
        order = tuple(number for place, number in sorted(one for one in placed if one[0]))
        return () if list(order) == numbers else order

    def _clauses(self) -> tuple[Clause, ...]:
        found, answers = [], self.cleaned_data
        for number in range(1, MOST_CLAUSES + 1):
            if f"clause-{number}" not in answers:
                break
            before = self.changes.clauses[number - 1] if number <= len(self.changes.clauses) else None
            texts: dict[str, str] = dict(before.texts) if before else {}
            texts[self.known.language] = answers[f"clause-{number}"].strip()
            # A clause that is emptied in English is taken out, in every language.
            if texts.get(SOURCE):
                item = answers[f"after-{number}"] if self.is_source or before is None else before.item
                found.append(Clause(item=item, texts={key: text for key, text in texts.items() if text}))
        return tuple(found)

    def show_faults(self, faults: Iterable[Fault]) -> list[Fault]:
        """Each beside its field; answers those of other languages and of the whole, which have no field here."""
        others = []
        for fault in faults:
            name = self._name_of(fault.place)
            here = fault.language in ("", self.known.language)
            if name in self.fields and here:
                self.add_error(name, fault.message)
            else:
                others.append(fault)
        return others

    def _name_of(self, place: str) -> str:
        kind, _space, number = place.partition(" ")
        if kind in ("item", "clause") and number.isdecimal():
            return f"{'place' if kind == 'item' else 'clause'}-{number}"
        return self.places.get(place, "")

    def groups(self) -> list[Group]:
        """By the item in which a text stands first; then the clauses."""
        left = dict(self.places)
        found = []
        for item in self.base.items:
            own = [left.pop(text) for text in texts_of(item) if text in left]
            place = [f"place-{item.number}"] if self.is_source else []
            found.append(self._group(f"{item.number}. {_heading(self, item)}", [*place, *own]))
        around = self._group(_("Title, and words around the items"), list(left.values()))
        clauses = [name for name in self.fields if name.startswith(("after-", "clause-"))]
        last = self._group(_("Further clauses"), clauses)
        return [around, *found, *([last] if clauses else [])]

    def _group(self, title: str, names: list[str]) -> Group:
        fields = [self[name] for name in names]
        return Group(title=title, fields=fields, is_open=any(field.errors for field in fields))


def bound_to(form: DraftForm, edition: int) -> Mapping[str, Any]:
    """What the form would send if nothing were touched, so that faults can be shown in it."""
    values = {name: field.initial for name, field in form.fields.items() if field.initial is not None}
    return {**values, "edition": edition}


class PublishForm(PortalForm):
    note = forms.CharField(
        label=gettext_lazy("What is new in it"),
        help_text=gettext_lazy("For other administrators."),
        required=False,
        max_length=200,
    )


class LetterheadForm(PortalForm):
    lines = forms.CharField(
        label=gettext_lazy("Lines under the name"),
        help_text=gettext_lazy("At most six lines of 120 characters. Empty: address, country, telephone and e-mail."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    picture = forms.FileField(
        label=gettext_lazy("Picture beside them"),
        help_text=gettext_lazy(
            "A PNG or JPEG of at most 2 MB, such as a coat of arms. It is made anew, on white, and stands at the "
            "right, at most 62 by 24 mm. Another one replaces it."
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        error_messages={
            "empty": gettext_lazy("This file is empty. Choose another one."),
            "invalid": gettext_lazy("The file did not arrive. Choose it again."),
        },
    )
    picture_text = forms.CharField(
        label=gettext_lazy("What the picture shows"),
        help_text=gettext_lazy("Read aloud to whoever does not see it: “Coat of arms of Georgia”."),
        max_length=200,
        required=False,
    )
    without_picture = forms.BooleanField(label=gettext_lazy("Take the picture away"), required=False)

    def __init__(self, *args: Any, has_picture: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_picture:
            del self.fields["without_picture"]

    def picture_given(self) -> bytes | None:
        """Never more of it in memory than is looked at: one that is larger is refused by its length."""
        file: UploadedFile | None = self.cleaned_data["picture"]
        return file.read(LARGEST_PICTURE + 1) if file else None


def _heading(form: DraftForm, item: Item) -> str:
    return form.changes.said(form.known.language, item.heading) or form.known.texts.get(item.heading, item.heading)


def _shortened(text: str) -> str:
    return text if len(text) < SHORT else f"{text[:SHORT]}…"
