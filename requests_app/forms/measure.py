"""The record of a measure."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mla_portal.ui.forms import DayField, PortalForm
from requests_app.models import Measure, MeasureKind, Request
from requests_app.selectors.answers import kind_of


class MeasureForm(PortalForm):
    """The service judges; `kept` says whether a preservation is recorded with it already."""

    kind = forms.ChoiceField(label=_("What is done"), choices=MeasureKind.choices)
    custodian = forms.CharField(
        label=_("Custodian"), help_text=_("Who holds the data, such as the provider."), max_length=200
    )
    reference = forms.CharField(
        label=_("Number that the custodian gave"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    ordered_on = DayField(label=_("Ordered on"), required=False)
    served_on = DayField(label=_("Served on"), required=False)
    answered_on = DayField(label=_("Answered on"), required=False)
    preserved_from = DayField(
        label=_("Preserved from"), help_text=_("As the custodian confirmed it. The other side sees it."), required=False
    )
    preserved_until = DayField(
        label=_("Preserved until"),
        help_text=_("The last day. Another day here extends or corrects the preservation; the other side is told."),
        required=False,
    )
    released_on = DayField(
        label=_("Released on"),
        help_text=_("Only when the custodian need not keep the data any longer."),
        required=False,
    )
    legal_basis = forms.CharField(
        label=_("Legal basis of the order"),
        help_text=_(
            "In your own law, as the order to the custodian names it. Left empty, it cites the law that gives effect "
            "to Articles 16, 17 and 29 of the Convention. The other side is not shown it."
        ),
        max_length=500,
        required=False,
    )
    note = forms.CharField(
        label=_("Note for your colleagues"),
        help_text=_("The other side is not shown it."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, request: Request, measure: Measure | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = measure.preservations.last() if measure else None
        if measure is None or kept is None or kept.released_on:
            del self.fields["released_on"]
        if kept is not None:
            del self.fields["preserved_from"]
        if not kind_of(request).preserves or (kept is not None and kept.released_on):
            self.fields.pop("preserved_from", None)
            self.fields.pop("preserved_until", None)

    def answers(self) -> dict[str, Any]:
        """Days of a preservation that were left empty are not said."""
        left = {"preserved_from", "preserved_until", "released_on"}
        return {name: value for name, value in self.cleaned_data.items() if value is not None or name not in left}


def initial_of(measure: Measure) -> dict[str, Any]:
    kept = measure.preservations.last()
    named = ("kind", "custodian", "reference", "ordered_on", "served_on", "answered_on", "legal_basis", "note")
    return {**{name: getattr(measure, name) for name in named}, "preserved_until": kept.until if kept else None}
