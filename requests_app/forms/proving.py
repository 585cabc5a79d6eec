"""The proof of what went outside the portal, within the form that records it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mla_portal.ui.forms import InstantField, PortalForm
from requests_app.services.proofs import GivenProofs

PROVING = ("proof", "received_at", "receipt")


class Proving(PortalForm):
    """Beside what the form itself asks. All of it may come later."""

    proof = forms.FileField(
        label=_("Proof that it was sent"),
        help_text=_("Such as the report of the fax, the receipt of the courier, the printed I-24/7 message."),
        required=False,
        allow_empty_file=True,
    )
    received_at = InstantField(
        label=_("Received at"), required=False, help_text=_("Only if receipt is confirmed already.")
    )
    receipt = forms.FileField(label=_("Proof that it was received"), required=False, allow_empty_file=True)

    def given_proofs(self) -> GivenProofs:
        return GivenProofs(**{name: self.cleaned_data.get(name) for name in PROVING if name in self.fields})

    def without_proofs(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in PROVING}
