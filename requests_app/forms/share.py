"""Naming a colleague on a case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from mla_portal.accounts.models import User
from mla_portal.ui.forms import PortalForm


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

    def __init__(self, colleagues: QuerySet[User], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        cast(ColleagueField, self.fields["colleague"]).queryset = colleagues
