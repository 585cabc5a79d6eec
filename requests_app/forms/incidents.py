"""An incident, and the steps until it is closed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from mla_portal.ui.forms import DayField, InstantField, PortalForm
from requests_app.forms.plain import PlainField
from requests_app.models import Disclosure, IncidentKind


def _words(label: Any, help_text: Any = "", rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=4000, widget=forms.Textarea(attrs={"rows": rows})
    )


class IncidentForm(PortalForm):
    kind = forms.ChoiceField(label=_("What kind"), choices=IncidentKind.choices, widget=forms.RadioSelect)
    what = _words(_("What happened"), _("Your own side reads this alone."))
    noticed_at = InstantField(label=_("When it was noticed"))
    noticed_by = PlainField(label=_("Who noticed it"), max_length=200)
    disclosures = forms.MultipleChoiceField(
        label=_("Deliveries concerned"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, deliveries: list[Disclosure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["disclosures"]
        if deliveries and isinstance(field, forms.MultipleChoiceField):
            field.choices = [(str(one.pk), f"{one}: {one.contains[:80]}") for one in deliveries]
        else:
            del self.fields["disclosures"]

    def answers(self) -> dict[str, Any]:
        return {**self.cleaned_data, "disclosures": [UUID(one) for one in self.cleaned_data.get("disclosures", [])]}


class TellForm(PortalForm):
    text = _words(_("What the other side is told"))


class ToldOutsideForm(PortalForm):
    text = _words(_("How and when the other side was told"), _("It is not in this portal."))


class ReviewForm(PortalForm):
    review = _words(_("What the log of access shows"), _("The log is kept as it is now, with your words."))


class DeletionForm(PortalForm):
    confirmed_by = PlainField(label=_("Who confirmed that it is deleted"), max_length=200)
    confirmed_on = DayField(label=_("On which day"), help_text=_("Empty means today."), required=False)


class CloseForm(PortalForm):
    result = _words(_("Result"), _("How it ended, and what is done so that it does not happen again."))
