"""The forms of what an authority keeps for drafting. The services judge; the controls only read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.models import Authority
from mla_portal.ui.forms import PortalForm
from requests_app.forms.focus import Boxes
from requests_app.forms.offences import OffenceForm
from requests_app.forms.plain import PlainField
from requests_app.kinds.long_texts import long_texts
from requests_app.models import Kept
from requests_app.services.shelves import mark_of
from requests_app.services.texts import LONGEST


class _Chosen(forms.MultipleChoiceField):
    def validate(self, value: Any) -> None:
        """The service says what it takes."""


class KeptForm(PortalForm):
    """`version` is the mark of the entry as it was shown; the authority is asked only where there are several."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)
    answered: tuple[str, ...] = ()

    def __init__(
        self,
        entry: Kept | None,
        authorities: Sequence[Authority],
        data: Mapping[str, Any] | None = None,
        *,
        start: Mapping[str, Any] | None = None,
    ) -> None:
        saved = {name: getattr(entry, name) for name in self.answered} | {"version": mark_of(entry)} if entry else {}
        super().__init__(data, initial={**saved, **(start or {})})
        if entry is None and len(authorities) > 1:
            choices = [(one.code, one.name) for one in authorities]
            self.fields = {"authority": forms.ChoiceField(label=_("Authority"), choices=choices)} | self.fields

    def answers(self) -> dict[str, Any]:
        return {name: self.cleaned_data.get(name) for name in self.answered}


class TextBlockForm(KeptForm):
    answered = ("title", "text", "questions")
    title = PlainField(label=_("Title"), help_text=_("How your colleagues find it."))
    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8, "data_no_optional": True}),
    )
    questions = _Chosen(
        label=_("Offered beside"),
        required=False,
        choices=lambda: list(long_texts().items()),
        widget=Boxes(attrs={"data_no_optional": True}),
    )


class CatalogueForm(KeptForm, OffenceForm):
    """The questions of a row of offences, with the mark of the entry."""

    answered = ("article", "title", "provision", "max_penalty")

    def answers(self) -> dict[str, Any]:
        return super().answers() | {"article": self.cleaned_data.get("article") or None}
