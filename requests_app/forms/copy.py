"""Whom to ask the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from mla_portal.ids import uuid7
from mla_portal.ui.forms import PortalForm
from requests_app.forms.special import AddresseeField
from requests_app.models import Request
from requests_app.selectors.answers import kind_of


class CopyForm(PortalForm):
    """`token` makes a double click one draft."""

    token = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, request: Request, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={"token": str(uuid7())})
        self.fields["requested_authority"] = AddresseeField(request.own_case, kind_of(request))
