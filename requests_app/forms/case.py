"""The form of a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from contacts.models import Authority
from mla_portal.ui.forms import PortalForm
from requests_app.case_answers import CASE_FIELDS
from requests_app.forms.blocks import Block
from requests_app.forms.judged import control_for
from requests_app.merging import read_marks, write_marks

DEMANDED = ("reference", "title")


class CaseForm(PortalForm):
    """`saved` are the answers of `shown_case`, for a new case none; `authorities` are those one may open it for."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        saved: Mapping[str, Any],
        data: Mapping[str, Any] | None = None,
        *,
        authorities: Sequence[Authority] = (),
    ) -> None:
        super().__init__(data, initial={**saved, "version": write_marks(saved)})
        self.saved = saved
        self.fields |= _authority_field(authorities) | _controls()

    @classmethod
    def as_typed(cls, data: QueryDict, *, authorities: Sequence[Authority] = ()) -> CaseForm:
        """What was typed, to be typed on: nothing is judged yet."""
        form = cls({}, authorities=authorities)
        form.initial = {name: field.widget.value_from_datadict(data, {}, name) for name, field in form.fields.items()}
        return form

    def seen(self) -> dict[str, str]:
        """The marks of what the page had shown when it was sent."""
        return read_marks(self.cleaned_data.get("version", ""))

    def answers(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in CASE_FIELDS if name in self.cleaned_data}

    def blocks(self) -> list[Block]:
        return [Block(name=field.name, controls=[field]) for field in self.visible_fields()]


def _controls() -> dict[str, forms.Field]:
    return {name: control_for(question, demanded=name in DEMANDED) for name, question in CASE_FIELDS.items()}


def _authority_field(authorities: Sequence[Authority]) -> dict[str, forms.Field]:
    if len(authorities) < 2:
        return {}
    choices = [(one.code, one.name) for one in authorities]
    return {"authority": forms.ChoiceField(label=_("Authority that keeps the case"), choices=choices)}
