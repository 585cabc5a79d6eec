"""What is wanted, of which country, and what for: all that the advice on the way depends on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.models import Jurisdiction, ServiceProvider
from contacts.names import countries_in_order, country_name
from mla_portal.ui.forms import PortalForm
from requests_app.advice import Data, Handling, Purpose, Wish
from requests_app.forms.focus import Buttons

# What an address does not say.
START = {"data": Data.SUBSCRIBER.value, "handling": Handling.DISCLOSED.value, "purpose": Purpose.EVIDENCE.value}


class AdviceForm(PortalForm):
    """`own` are the countries that the person belongs to; which one asks is a question only where they are not one."""

    asking = forms.ChoiceField(label=_("Your country"), widget=forms.Select(attrs={"data-search": _("Search by name")}))
    country = forms.ChoiceField(
        label=_("Country in which the data are"),
        widget=forms.Select(attrs={"data-search": _("Search by name")}),
        error_messages={
            "required": _("Choose the country in which the data are."),
            "invalid_choice": _("The directory has no such country. Choose one from the list."),
        },
    )
    provider = forms.ChoiceField(label=_("Service provider, if you know it"), required=False)
    data = forms.ChoiceField(label=_("What do you need?"), choices=Data.choices, widget=Buttons)  # type: ignore[assignment]
    handling = forms.ChoiceField(label=_("What shall happen with it?"), choices=Handling.choices, widget=Buttons)
    purpose = forms.ChoiceField(label=_("What for?"), choices=Purpose.choices, widget=Buttons)
    emergency = forms.BooleanField(
        label=_("It is an emergency"),
        help_text=_("A significant and imminent risk to the life or safety of a person."),
        required=False,
    )

    def __init__(self, own: Sequence[Jurisdiction], given: Mapping[str, Any]) -> None:
        """`given` is what the address says: nothing is judged until it names a country."""
        answers = {**START, **given}
        super().__init__(answers if given.get("country") else None, initial=answers)
        self.own = own
        known = set(Jurisdiction.objects.values_list("code", flat=True))
        countries = [(code, country_name(code)) for code in countries_in_order() if code in known]
        self._offer("asking", [("", _("Choose your country")), *countries])
        self._offer("country", [("", _("Choose a country")), *countries])
        providers = ServiceProvider.objects.values_list("code", "name").order_by("name")
        self._offer("provider", [("", _("Any")), *providers])
        if len(own) == 1:
            del self.fields["asking"]

    def wish(self) -> Wish:
        """Of a valid form."""
        given = self.cleaned_data
        return Wish(
            data=Data(given["data"]),
            handling=Handling(given["handling"]),
            purpose=Purpose(given["purpose"]),
            emergency=given["emergency"],
        )

    def asking_country(self) -> Jurisdiction:
        return self.own[0] if len(self.own) == 1 else Jurisdiction.objects.get(code=self.cleaned_data["asking"])

    def asked_country(self) -> Jurisdiction:
        return Jurisdiction.objects.get(code=self.cleaned_data["country"])

    def asked_provider(self) -> ServiceProvider | None:
        return ServiceProvider.objects.filter(code=self.cleaned_data["provider"]).first()

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices
