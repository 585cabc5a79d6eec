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


class ShareForm(PortalForm):
    """Those already named are not offered; a second click on one of them is right all the same."""

    colleague = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Colleague"),
        to_field_name="username",
        error_messages={"required": _("Choose the colleague for whom the case shall open.")},
    )

    def __init__(self, case: Case, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        field = cast("forms.ModelChoiceField[User]", self.fields["colleague"])
        members, named = members_of(case), set(named_people(case))
        field.queryset = members
        offered = [(one.username, _shown(one)) for one in members if one not in named]
        field.widget.choices = [("", _("Choose a colleague")), *offered]


def _shown(person: User) -> str:
    return f"{person.name} ({person.function})" if person.function else person.name
