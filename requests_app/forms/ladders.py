"""The form of a ladder: its times, and a row for each step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext_lazy as _

from mla_portal.ui.forms import DayField, MendingTexts, PortalForm
from requests_app.clocks.kinds import INTERNAL
from requests_app.models import Audience, Counting, EscalationPolicy, EscalationStep, ReminderChannel
from requests_app.models.ladders import IN_HOURS
from requests_app.selectors.reminders import TOLD, whom
from requests_app.services.ladders import LadderAnswers
from requests_app.states import Side

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PERCENT = "percent"
_CLOCK = forms.TimeInput(format="%H:%M")
_UNITS = {"hours_before": HOUR, "days_before": DAY, "hours_after": -HOUR, "days_after": -DAY}


class LadderForm(PortalForm):
    due_after = forms.IntegerField(label=_("Time allowed"), min_value=1, max_value=3660)
    counting = forms.ChoiceField(label=_("Counted in"), choices=Counting.choices)
    repeat_hours = forms.IntegerField(
        label=_("After the last step again every so many hours"),
        min_value=1,
        max_value=8784,
        required=False,
        help_text=_("Empty: each time as long as the time allowed."),
    )
    gap_minutes = forms.IntegerField(
        label=_("Never two reminders of one deadline within so many minutes"), min_value=0, max_value=10080
    )
    quiet_from = forms.TimeField(
        label=_("Nobody is written to from"), help_text=_("By the clock of each person."), widget=_CLOCK
    )
    quiet_until = forms.TimeField(label=_("Until"), widget=_CLOCK)

    @classmethod
    def of(cls, policy: EscalationPolicy, data: Mapping[str, Any] | None = None) -> LadderForm:
        unit = HOUR if policy.counting in IN_HOURS else DAY
        begin = {
            "due_after": policy.due_after // unit,
            "counting": policy.counting,
            "repeat_hours": policy.repeat_every // HOUR if policy.repeat_every else None,
            "gap_minutes": policy.min_gap // timedelta(minutes=1),
            "quiet_from": policy.quiet_from,
            "quiet_until": policy.quiet_until,
        }
        return cls(data, initial=begin)

    def answers(self, steps: list[EscalationStep]) -> LadderAnswers:
        given = self.cleaned_data
        unit = HOUR if given["counting"] in IN_HOURS else DAY
        return LadderAnswers(
            due_after=given["due_after"] * unit,
            counting=given["counting"],
            repeat_every=given["repeat_hours"] * HOUR if given["repeat_hours"] else None,
            min_gap=timedelta(minutes=given["gap_minutes"]),
            quiet_from=given["quiet_from"],
            quiet_until=given["quiet_until"],
            steps=steps,
        )


class StopForm(PortalForm):
    reason = forms.CharField(
        label=_("Why nobody is to be reminded"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Your colleagues read it at each deadline. Dates stand, and what is overdue stays overdue."),
    )
    until = DayField(label=_("Until the end of"), help_text=_("At most a month on; then it goes on by itself."))


class StepForm(MendingTexts, forms.Form):
    number = forms.IntegerField(label=_("At"), min_value=0, max_value=8784)
    unit = forms.ChoiceField(
        label=_("Of what"),
        choices=[
            (PERCENT, _("per cent of the time (100: when it is due)")),
            ("days_before", _("days before it is due")),
            ("hours_before", _("hours before it is due")),
            ("hours_after", _("hours after it was due")),
            ("days_after", _("days after it was due")),
        ],
    )
    audiences = forms.MultipleChoiceField(label=_("Tell"), widget=forms.CheckboxSelectMultiple)
    channel = forms.ChoiceField(label=_("How"), choices=ReminderChannel.choices)
    wording = forms.CharField(
        label=_("In your own words"),
        max_length=300,
        required=False,
        help_text=_("Printed in the mail. Nothing of a case: mail travels in the open."),
    )

    def __init__(self, *args: Any, kind: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Of what an authority owes itself the other side is told nothing.
        audiences = [one for one in Audience if kind not in INTERNAL or one in TOLD[Side.REQUESTING]]
        self.fields["audiences"].choices = [(one.value, whom(one, kind)) for one in audiences]  # type: ignore[attr-defined]

    def clean_wording(self) -> str:
        return " ".join(str(self.cleaned_data["wording"]).split())

    def step(self) -> EscalationStep:
        given = self.cleaned_data
        percent = given["number"] if given["unit"] == PERCENT else None
        return EscalationStep(
            percent=percent,
            before_due=None if percent is not None else given["number"] * _UNITS[given["unit"]],
            audiences=given["audiences"],
            channel=given["channel"],
            wording=given["wording"],
        )


class BaseSteps(BaseFormSet[StepForm]):
    def steps(self) -> list[EscalationStep]:
        """Those that are filled in and not taken away."""
        kept = [form for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        return [form.step() for form in kept]


Steps: type[BaseSteps] = forms.formset_factory(StepForm, formset=BaseSteps, extra=1, can_delete=True)  # type: ignore[assignment]


def steps_of(policy: EscalationPolicy, data: Mapping[str, Any] | None = None) -> BaseSteps:
    kind = {"kind": policy.deadline_kind}
    return Steps(data, prefix="steps", form_kwargs=kind, initial=[_initial(step) for step in policy.steps.all()])


def _initial(step: EscalationStep) -> dict[str, Any]:
    number, unit = step.percent, PERCENT
    if step.before_due is not None:
        whole = abs(step.before_due)
        size = "hours" if whole % DAY else "days"
        number = whole // (DAY if size == "days" else HOUR)
        unit = f"{size}_{'after' if step.before_due < timedelta(0) else 'before'}"
    return {
        "number": number,
        "unit": unit,
        "audiences": step.audiences,
        "channel": step.channel,
        "wording": step.wording,
    }
