"""How long an answer may take and who is told; requests and cases are not shown to administrators."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin
from django.core.validators import MinValueValidator
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from mla_portal.administration import administrator
from requests_app.models import Audience, EscalationPolicy, EscalationStep
from requests_app.services.escalation import escalation_change_record

_TIMES = (
    "due_after",
    "counting",
    "repeat_percent",
    "repeat_every",
    "min_gap",
    "quiet_from",
    "quiet_until",
)


class StepForm(forms.ModelForm[EscalationStep]):
    percent = forms.IntegerField(
        label=_("at (% of the time)"),
        min_value=1,
        max_value=1000,
        required=False,
        help_text=_("100 is the moment when the answer is due."),
    )
    audiences = forms.MultipleChoiceField(
        label=_("tell"), choices=Audience.choices, widget=forms.CheckboxSelectMultiple
    )


class StepsFormSet(BaseInlineFormSet[EscalationStep, EscalationPolicy, forms.ModelForm[EscalationStep]]):
    def clean(self) -> None:
        super().clean()
        if not any(form.cleaned_data and not form.cleaned_data.get("DELETE") for form in self.forms if form.is_valid()):
            raise forms.ValidationError(_("Keep at least one step: a ladder without one tells nobody."))


class StepsInline(admin.TabularInline[EscalationStep, EscalationPolicy]):
    model = EscalationStep
    form = StepForm
    ordering = ("percent", "-before_due")
    extra = 0
    formset = StepsFormSet


class PolicyForm(forms.ModelForm[EscalationPolicy]):
    due_after = forms.DurationField(
        label=_("Due after"),
        validators=[MinValueValidator(timedelta(minutes=1), _("Give a minute or more, such as 01:00:00 for an hour."))],
        help_text=_("Days and time, such as 1 00:00:00 for a day or 04:00:00 for four hours."),
    )


@admin.register(EscalationPolicy)
class EscalationPolicyAdmin(admin.ModelAdmin[EscalationPolicy]):
    form = PolicyForm
    inlines = (StepsInline,)
    list_display = ("deadline_kind", "urgency", "owner", "due_after", "repeat_percent")
    list_filter = ("urgency",)
    list_select_related = ("authority",)
    autocomplete_fields = ("authority",)

    @admin.display(description=_("authority"), ordering="authority")
    def owner(self, policy: EscalationPolicy) -> str:
        return str(policy.authority or _("All that have none of their own"))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """For whom and for what a policy is stays: there must always be one for everybody."""
        return ("owner", "deadline_kind", "urgency") if obj else ()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("owner" if obj else "authority", "deadline_kind", "urgency", *_TIMES)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Deadlines refer to the policy that gave them."""
        return False

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        fields = [*form.changed_data, *(formset.prefix for formset in formsets if formset.has_changed())]
        if fields:
            escalation_change_record(actor=administrator(request), policy=form.instance, fields=fields)
