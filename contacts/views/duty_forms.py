"""The forms of duty: how a roster is laid out, who keeps each shift, and the note that hands it over."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.roster import MAX_DAYS
from contacts.selectors.duty_plan import PlanRow
from contacts.services.duty_checks import NAME_LENGTH
from contacts.services.duty_hand_over import NOTE_LENGTH
from mla_portal.accounts.models import User
from mla_portal.errors import Invalid
from mla_portal.ui.forms import DayField, PortalForm

_HOUR = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")
_CHANGES_A_DAY = 12
_AHEAD = timedelta(days=366)


class ChangesField(forms.CharField):
    """Cleans to the hours at which shifts change, a list of `time`."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        changes = sorted({_time_of(part) for part in re.split(r"[\s,;]+", text.strip()) if part})
        if len(changes) > _CHANGES_A_DAY:
            raise forms.ValidationError(_("Shifts change at most %(number)d times a day.") % {"number": _CHANGES_A_DAY})
        return changes


class PlanForm(PortalForm):
    """For which days, and at which hours shifts change. `today` is the day at the desk."""

    first_day = DayField(label=gettext_lazy("First day"))
    days = forms.IntegerField(label=gettext_lazy("Number of days"), min_value=1, max_value=MAX_DAYS, initial=7)
    hours = ChangesField(
        label=gettext_lazy("Hours at which shifts change"),
        help_text=gettext_lazy("Such as 08:00, 20:00, by the clock of the desk."),
        initial="08:00, 20:00",
        max_length=100,
    )
    repeat = forms.BooleanField(label=gettext_lazy("Fill in who had the same time a week before"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["days"].widget.attrs["class"] = "govuk-input--width-5"

    def clean_first_day(self) -> date:
        day: date = self.cleaned_data["first_day"]
        # The night that runs now has begun the day before.
        if day < self.today - timedelta(days=1):
            raise forms.ValidationError(_("This day is over. Begin today or later."))
        if day > self.today + _AHEAD:
            raise forms.ValidationError(_("This day is more than a year away. Begin earlier."))
        return day


class KeeperForm(PortalForm):
    """Who keeps a shift: a member, or somebody without an account; and what to call them by."""

    person = forms.ChoiceField(label=gettext_lazy("Member"), required=False)
    name = forms.CharField(label=gettext_lazy("Or a name without account"), required=False, max_length=NAME_LENGTH)
    telephone = forms.CharField(label=gettext_lazy("Telephone"), required=False, max_length=40)

    def __init__(self, *args: Any, members: Mapping[UUID, User], row: PlanRow | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members, self.row = members, row
        people = [(str(pk), person.name) for pk, person in members.items()]
        person: Any = self.fields["person"]
        person.choices = [("", _("Nobody from the list")), *people]
        for field in self.fields.values():
            # Each may be empty, but not all of them.
            field.widget.attrs.update({"autocomplete": "off", "data_no_optional": True})
        self.fields["telephone"].widget.input_type = "tel"

    def keeper(self) -> dict[str, Any]:
        """{person, name, telephone} as the services take them."""
        chosen = self.cleaned_data.get("person")
        return {**self.cleaned_data, "person": self.members[UUID(chosen)] if chosen else None}

    def is_empty(self) -> bool:
        return not (self.cleaned_data.get("person") or self.cleaned_data.get("name", "").strip())


class BaseShifts(forms.BaseFormSet[KeeperForm]):
    """A row for each shift of the plan; known by the shift's own key, for the clock goes on while people type."""

    def __init__(
        self,
        data: QueryDict | None,
        *,
        rows: Sequence[PlanRow],
        members: Mapping[UUID, User],
        initial: Sequence[dict[str, Any]],
    ) -> None:
        self.rows = rows
        super().__init__(data, prefix="shifts", initial=initial, form_kwargs={"members": members})

    def total_form_count(self) -> int:
        return len(self.rows)

    def initial_form_count(self) -> int:
        return len(self.rows)

    def add_prefix(self, index: int | str) -> str:
        return f"{self.prefix}-{self.rows[index].key}" if isinstance(index, int) else f"{self.prefix}-{index}"

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "row": self.rows[index] if index is not None else None}

    def add_refusal(self, refusal: Invalid, given: Sequence[KeeperForm]) -> list[str]:
        """Show what was refused beside its row (`given`: the forms in the order sent); returns what is of no row."""
        others = []
        for key, texts in refusal.errors.items():
            _shifts, number, field = (*key.split("."), "", "")[:3]
            if not number:
                others += texts
                continue
            given[int(number) - 1].add_refusal(Invalid({field: texts}))
        return others


Shifts = cast(type[BaseShifts], forms.formset_factory(KeeperForm, formset=BaseShifts, extra=0))


class NoteForm(PortalForm):
    note = forms.CharField(
        label=gettext_lazy("Note for whoever takes over"),
        help_text=gettext_lazy("What is open, whom to call, what to expect. No facts of a sealed case."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=NOTE_LENGTH,
    )
    # When the note was written that the writer has before them.
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


def _time_of(text: str) -> time:
    found = _HOUR.fullmatch(text)
    hour, minute = (int(part or 0) for part in found.groups()) if found else (24, 0)
    if hour > 23 or minute > 59:
        raise forms.ValidationError(_("“%(text)s” is no time. Write times such as 08:00, 20:00.") % {"text": text[:20]})
    return time(hour, minute)
