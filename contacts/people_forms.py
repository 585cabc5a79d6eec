"""When somebody is absent, and who stands in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mla_portal.accounts.models import User
from mla_portal.ui.forms import DayField, PortalForm


class AbsenceForm(PortalForm):
    """`approver`: whether the one who is absent may approve."""

    first = DayField(label=_("First day of absence"))
    last = DayField(label=_("Last day of absence"))
    deputy = forms.ChoiceField(
        label=_("Who stands in"),
        help_text=_("Reminders go to them meanwhile, and your open work stands on their home page."),
        required=False,
    )
    approves = forms.BooleanField(
        label=_("They also approve in my place"),
        help_text=_("So that nothing waits at night. Nobody approves what they wrote themselves."),
        required=False,
    )

    def __init__(self, *args: Any, colleagues: Iterable[User], approver: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(one.pk): one for one in colleagues}
        named = [(key, str(one)) for key, one in self.colleagues.items()]
        self.fields["deputy"].choices = [("", _("Nobody")), *named]  # type: ignore[attr-defined]
        if not approver:
            del self.fields["approves"]

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        cleaned = dict(self.cleaned_data)
        return {**cleaned, "deputy": self.colleagues.get(cleaned["deputy"])}
