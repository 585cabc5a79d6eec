"""A delivery of the result, and an answer to its conditions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.models import Jurisdiction
from contacts.names import countries_in_order, country_name
from mla_portal.ui.forms import DayField, PortalForm
from requests_app.forms.plain import PlainField
from requests_app.models import Attachment
from requests_app.states import Ground

CONFIDENTIAL, NO_OTHER_USE = "confidential", "no_other_use"


class DisclosureForm(PortalForm):
    """The service judges. `recorded`: an authority outside the portal gave it."""

    client_token = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    given_by = PlainField(label=_("Who gave it"), max_length=200)
    given_on = DayField(label=_("Received on"), required=False)
    contains = forms.CharField(
        label=_("What this delivery contains"),
        help_text=_("Such as “connection logs of 1 to 14 November”. It is read before any conditions are accepted."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, "data_no_optional": True}),
    )
    attachments = forms.MultipleChoiceField(
        label=_("Files that are handed over"), required=False, widget=forms.CheckboxSelectMultiple
    )
    provider = PlainField(
        label=_("Provider in another State (Article 30)"),
        help_text=_("Only where you came upon one while you had traffic data preserved."),
        required=False,
        max_length=200,
    )
    provider_country = forms.ChoiceField(label=_("State of that provider"), required=False)
    path = forms.CharField(
        label=_("Path of the communication"),
        help_text=_("Enough traffic data to find that provider: addresses, ports, instants with their offset."),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    withheld_ground = forms.ChoiceField(
        label=_("Or the path is withheld (Article 30, paragraph 2)"),
        help_text=_("Only on these two grounds, and with nothing handed over beside it. The preservation goes on."),
        required=False,
    )
    withheld_reason = forms.CharField(
        label=_("Why it is withheld"),
        help_text=_("The other side reads it, in a notice of its own."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    outside = forms.CharField(
        label=_("Handed over outside the portal"),
        help_text=_("What does not fit here, such as a disk image: the medium, its number, how it went, its hash."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    conditions = forms.MultipleChoiceField(
        label=_("Conditions (Article 28)"),
        help_text=_("With a condition the files stay shut until the other side accepts it."),
        required=False,
        choices=[
            (CONFIDENTIAL, _("To be kept confidential, 28(2)(a)")),
            (NO_OTHER_USE, _("For no other investigation or proceedings than those of the request, 28(2)(b)")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    condition = forms.CharField(
        label=_("Another condition"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    final = forms.BooleanField(label=_("This is the last delivery: nothing follows"), required=False)

    def __init__(
        self,
        *args: Any,
        files: list[Attachment],
        recorded: bool,
        traces: bool,
        withholds: Sequence[tuple[Ground, str]] = (),
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {"client_token": uuid4().hex}
        super().__init__(*args, **kwargs)
        choice = self.fields["attachments"]
        if files and isinstance(choice, forms.MultipleChoiceField):
            choice.choices = [(str(one.pk), one.file.name) for one in files]
        else:
            del self.fields["attachments"]
        country = self.fields["provider_country"]
        if traces and isinstance(country, forms.ChoiceField):
            known = set(Jurisdiction.objects.values_list("code", flat=True))
            names = [(code, country_name(code)) for code in countries_in_order() if code in known]
            country.choices = [("", _("No other State")), *names]
        else:
            del self.fields["provider"], self.fields["provider_country"], self.fields["path"]
        ground = self.fields["withheld_ground"]
        if withholds and isinstance(ground, forms.ChoiceField):
            named = [(one.value, f"{one.label}, {article}") for one, article in withholds]
            ground.choices = [("", _("Not withheld")), *named]
        else:
            del self.fields["withheld_ground"], self.fields["withheld_reason"]
        if not recorded:
            del self.fields["given_by"], self.fields["given_on"]

    def answers(self) -> dict[str, Any]:
        left = ("client_token", "conditions")
        given = {name: value for name, value in self.cleaned_data.items() if name not in left}
        chosen = self.cleaned_data["conditions"]
        return {**given, CONFIDENTIAL: CONFIDENTIAL in chosen, NO_OTHER_USE: NO_OTHER_USE in chosen}
