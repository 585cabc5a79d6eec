from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mla_portal.accounts.models import ApiToken, User
from mla_portal.accounts.services.sign_in import sign_in_attempt
from mla_portal.accounts.time_zones import time_zones_by_region
from mla_portal.http import client_address
from mla_portal.ui.forms import MendingTexts, PortalForm, PortalModelForm


class SignInForm(MendingTexts, AuthenticationForm):
    error_messages = {
        "invalid_login": _("The user name and the password do not belong together. Check both and try again."),
        "inactive": _("The user name and the password do not belong together. Check both and try again."),
    }

    def clean(self) -> dict[str, Any]:
        username, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if username and password:
            address = client_address(cast(HttpRequest, self.request))
            self.user_cache = sign_in_attempt(username=username, password=password, address=address)
            if self.user_cache is None:
                raise self.get_invalid_login_error()
        return self.cleaned_data


class PreferencesForm(PortalModelForm):
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("All times are shown to you in this zone, with UTC beside them.")
    )

    class Meta:
        model = User
        fields = ("language", "time_zone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(region, [(name, name) for name in names]) for region, names in time_zones_by_region().items()]
        known = {name for _region, names in choices for name, _label in names}
        own = self.instance.time_zone
        # A zone given under an older name stays selectable for who has it.
        field = cast(forms.ChoiceField, self.fields["time_zone"])
        field.choices = choices if own in known else [(own, [(own, own)]), *choices]


class PasswordForm(PortalForm):
    old_password = forms.CharField(
        label=_("Present password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
        max_length=1000,
    )
    new_password = forms.CharField(
        label=_("New password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. Several words in a row are good; a word with a number behind it is not."),
        strip=False,
        max_length=1000,
    )
    new_password_again = forms.CharField(
        label=_("New password, once more"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        max_length=1000,
    )

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if values.get("new_password") != values.get("new_password_again") and "new_password_again" in values:
            self.add_error("new_password_again", _("The two new passwords differ. Type the new one twice."))
        return values


class TokenForm(PortalForm):
    label = forms.CharField(
        label=_("What the key is for"),
        max_length=ApiToken._meta.get_field("label").max_length,
        help_text=_("Such as the name of the program that will use it."),
    )
    days = forms.TypedChoiceField(
        label=_("How long it lasts"),
        coerce=int,
        initial=90,
        choices=[(30, _("30 days")), (90, _("90 days")), (365, _("1 year")), (0, _("Until I revoke it"))],
    )

    @property
    def expires_at(self) -> datetime | None:
        days: int = self.cleaned_data["days"]
        return timezone.now() + timedelta(days=days) if days else None
