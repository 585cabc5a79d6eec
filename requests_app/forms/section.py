"""The form of one section, made from the field table of its kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from mla_portal.errors import Invalid
from mla_portal.ui.forms import PortalForm
from requests_app.forms.blocks import Block
from requests_app.forms.groups import answered, control_named, controls_of, spread
from requests_app.forms.judged import article_of, control_for
from requests_app.forms.special import SPECIAL
from requests_app.kinds import Section
from requests_app.kinds.citing import listed
from requests_app.kinds.fields import Field, GroupField
from requests_app.merging import read_marks, write_marks
from requests_app.models import Request
from requests_app.selectors.answers import listed_in
from requests_app.selectors.shown_answers import shown_answers


class SectionForm(PortalForm):
    """`version` carries the marks of what the page showed. The parts of a group are controls `group__part`."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, request: Request, section: Section, data: Mapping[str, Any] | None = None) -> None:
        self.section = section = listed(section, listed_in(request))
        self.saved = shown_answers(request, section)
        self.special = [name for name in SPECIAL if name in section.covers]
        super().__init__(data, initial=spread(self.saved) | {"version": write_marks(self.saved)})
        self.fields |= {name: SPECIAL[name](request) for name in self.special}
        self.fields |= {
            name: control_for(part, demanded=bool(question.article))
            for question in section.fields
            for name, part in controls_of(question)
        }

    @classmethod
    def as_typed(cls, request: Request, section: Section, data: QueryDict) -> SectionForm:
        """What was typed, to be typed on: nothing is judged yet."""
        form = cls(request, section)
        form.initial = {name: field.widget.value_from_datadict(data, {}, name) for name, field in form.fields.items()}
        return form

    def seen(self) -> dict[str, str]:
        """The marks of what the page had shown when it was sent."""
        return read_marks(self.cleaned_data.get("version", ""))

    def answers(self) -> dict[str, Any]:
        """{name: value} of the answers that are right; all of them when the form is valid."""
        found = {name: self.cleaned_data[name] for name in self.special if name in self.cleaned_data}
        for question in self.section.fields:
            found |= answered(question, self.cleaned_data)
        return found

    def blocks(self) -> list[Block]:
        special = [Block(name=name, controls=[self[name]]) for name in self.special]
        return special + [self._block(question) for question in self.section.fields]

    def add_refusal(self, refusal: Invalid) -> None:
        """The service's "content.custodian.name" is the control `custodian__name` here."""
        super().add_refusal(Invalid({control_named(name): texts for name, texts in refusal.errors.items()}))

    def _block(self, question: Field) -> Block:
        controls = [self[name] for name, _part in controls_of(question)]
        if isinstance(question, GroupField):
            return Block(
                name=question.name,
                controls=controls,
                legend=question.label,
                hint=question.hint,
                article=article_of(question),
                aside=not question.article,
            )
        return Block(name=question.name, controls=controls)


def answer_of(control: str) -> str:
    """The answer that a control belongs to: `custodian` of `custodian__name`, `period_from` of `period_from_1`."""
    return re.sub(r"(__.*|_\d|-.*)$", "", control)
