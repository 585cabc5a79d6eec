"""Naming a colleague on a case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from mla_portal.accounts.models import User
from mla_portal.ui.forms import PortalForm
from requests_app.models import Case
from requests_app.selectors.cases import members_of, named_people


class ColleagueField(forms.ModelChoiceField[User]):
    def label_from_instance(self, obj: User) -> str:
        return f"{obj.name} ({obj.function})" if obj.function else obj.name


class ShareForm(PortalForm):
    colleague = ColleagueField(
        User.objects.none(),
        label=_("Colleague"),
        to_field_name="username",
        empty_label=_("Choose a colleague"),
        error_messages={"required": _("Choose the colleague for whom the case shall open.")},
    )

    def __init__(self, case: Case, data: Mapping[str, Any] | None = None) -> None:
        """Those already named are not offered, but a second click on one of them is right too."""
        super().__init__(data)
        field = cast(ColleagueField, self.fields["colleague"])
        field.queryset = members_of(case)
        named = set(named_people(case).values_list("username", flat=True))
        field.widget.choices = [(code, label) for code, label in field.choices if str(code) not in named]
