"""Whom to ask what follows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mla_portal.ids import uuid7
from mla_portal.ui.forms import PortalForm
from requests_app.forms.special import AddresseeField
from requests_app.kinds import Kind
from requests_app.models import Request
from requests_app.selectors.following import authority_after


class FollowForm(PortalForm):
    """`token` makes a double click one draft. Where it has to stay in the country, no other one is offered."""

    token = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, request: Request, kind: Kind, data: Mapping[str, Any] | None = None) -> None:
        begin = {"token": str(uuid7()), "requested_authority": authority_after(request, kind)}
        super().__init__(data, initial=begin)
        field = AddresseeField(request.own_case, kind)
        if not kind.follows_abroad:
            field.keep_country(request.requested_authority.jurisdiction.name)
            field.help_text = _("Another authority of the same country may be the right one for this.")
        self.fields["requested_authority"] = field
