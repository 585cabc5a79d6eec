"""The forms in which an authority proposes what an entry of the directory shall say: made from the entry's own table.

They give shape alone: what is typed is judged by `contacts.services.entries`, whose errors stand beside the fields.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.choices import flatten_choices
from django.utils.translation import gettext_lazy as _

from contacts.entries import EntryType, trimmed
from contacts.entry_controls import control_for
from contacts.services.changes import proposal_draft
from contacts.services.entries import Draft
from mla_portal.errors import Invalid
from mla_portal.ui.forms import DayField, PortalForm

Given = Mapping[str, Any]


class EntryForm(PortalForm):
    """Fields of one entry, and when and why they shall change. `draft` is what a valid form would make of the entry.

    `fixed` are fields that are not asked for; `today` is the day at whom the entry is about. `shown` is what the fields
    said when the person began to type: only what they changed of it is theirs to propose. Empty for a new entry.
    """

    draft: Draft | None = None

    def __init__(
        self,
        entry_type: EntryType,
        code: str,
        *,
        data: Given | None = None,
        initial: Given,
        fixed: Mapping[str, str],
        today: date,
        shown: Mapping[str, str],
    ) -> None:
        super().__init__(data, initial=initial)
        self.entry_type, self.code, self.fixed, self.today = entry_type, code, fixed, today
        self.shown = shown
        for name, field in self.fields.items():
            if isinstance(field, forms.ChoiceField):
                _keep(field, initial.get(name))

    @property
    def values(self) -> dict[str, str]:
        """{field of the entry: text}, of what could be read and was changed."""
        typed = {name: _text(value) for name, value in self.cleaned_data.items() if name in self.entry_type.fields}
        changed = {name: text for name, text in typed.items() if trimmed(text) != self.shown.get(name)}
        return {**self.fixed, **changed}

    @property
    def shown_text(self) -> str:
        """To be carried along by the page."""
        return json.dumps(dict(self.shown))

    @property
    def effective_on(self) -> date:
        day: date = self.cleaned_data.get("effective_on") or self.today
        return day

    @property
    def reason(self) -> str:
        return str(self.cleaned_data.get("reason", ""))

    def clean(self) -> dict[str, Any]:
        try:
            self.draft = proposal_draft(
                self.entry_type,
                self.code,
                self.values,
                effective_on=self.effective_on,
                reason=self.reason,
                today=self.today,
            )
        except Invalid as refusal:
            # What could not even be read says so already.
            self.add_refusal(
                Invalid({name: texts for name, texts in refusal.errors.items() if name not in self.errors})
            )
        return self.cleaned_data


def entry_form(
    entry_type: EntryType, names: Sequence[str], *, zone: str = "", demanded: Mapping[str, str] | None = None
) -> type[EntryForm]:
    """The form of these fields; with `zone`, also from which day on, by the clock there.

    `demanded` are fields that must be filled in here, with the words to ask for them.
    """
    made: dict[str, forms.Field] = {name: control_for(entry_type.field(name)) for name in names}
    for name, label in (demanded or {}).items():
        made[name].label, made[name].required = label, True
    if zone:
        made["effective_on"] = DayField(
            label=_("Day on which it takes effect"),
            help_text=_("At its first moment there (%(zone)s), or at once when that is past.") % {"zone": zone},
        )
    made["reason"] = forms.CharField(
        label=_("How do you know it, or why does it change?"),
        help_text=_("For those who decide. Everybody can read it once the change is accepted."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    return cast("type[EntryForm]", type("OneEntryForm", (EntryForm,), made))


def _keep(field: forms.ChoiceField, value: Any) -> None:
    """What stands in the entry stays a choice, also when it is on the list no more: a select would change it unseen."""
    choices: Any = field.choices
    if isinstance(value, str) and value and value not in dict(flatten_choices(choices)):
        field.choices = [*choices, (value, value)]


def initial_of(entry_type: EntryType, texts: Mapping[str, str]) -> dict[str, Any]:
    """The texts of an entry as its form shows them."""
    return {name: _shown(entry_type.field(name), text) for name, text in texts.items()}


def _shown(field: models.Field[Any, Any], text: str) -> Any:
    if isinstance(field, models.BooleanField):
        return text == "yes"
    if isinstance(field, ArrayField) and field.base_field.flatchoices:
        return text.split()
    return date.fromisoformat(text) if text and isinstance(field, models.DateField) else text


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case list():
            return " ".join(map(str, value))
        case _:
            return str(value)
