"""What is asked before a draft exists: whom, and how fast. Everything else is asked in its sections."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mla_portal.ids import uuid7
from mla_portal.ui.forms import PortalForm
from requests_app.forms.special import AddresseeField, UrgencyField
from requests_app.kinds import KINDS, Kind
from requests_app.models import Case, Urgency


class NewRequestForm(PortalForm):
    """`token` makes a double click one draft."""

    token = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, case: Case, kind: Kind, data: Mapping[str, Any] | None = None, *, asked: str = "") -> None:
        start = {"token": str(uuid7()), "kind": kind.code, "urgency": Urgency.NORMAL, "requested_authority": asked}
        super().__init__(data, initial=start)
        self.fields |= _kind_field()
        self.fields |= {"requested_authority": AddresseeField(case, kind), "urgency": UrgencyField()}


def _kind_field() -> dict[str, forms.Field]:
    """Nobody is asked to choose from one."""
    if len(KINDS) < 2:
        return {}
    choices = [(kind.code, kind.title) for kind in KINDS.values()]
    return {"kind": forms.ChoiceField(label=_("What is asked"), choices=choices, widget=forms.RadioSelect)}
