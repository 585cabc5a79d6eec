"""Somebody leaves; and what they had is given to others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mla_portal.accounts.models import User
from mla_portal.ui.forms import PortalForm
from requests_app.forms.assignment import DESK
from requests_app.services.assignments import NOTE_LENGTH


class LeaveForm(PortalForm):
    last_known = forms.BooleanField(
        label=_("I know that nobody supervises here then"),
        help_text=_("Nobody would approve, and nobody be told what is late."),
        required=False,
    )

    def __init__(self, *args: Any, is_last: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_last:
            del self.fields["last_known"]


class PassOnForm(PortalForm):
    """To whom a hand-over goes on whose reader has left."""

    person = forms.ChoiceField(label=_("Give to"), error_messages={"required": _("Choose a colleague.")})

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        _offer(self.fields["person"], self.people)

    def chosen(self) -> User | None:
        return self.people.get(self.cleaned_data["person"])


class OrphansForm(PortalForm):
    """Which of the rows are given away is ticked in the list itself."""

    person = forms.ChoiceField(label=_("Give to"), error_messages={"required": _("Choose a colleague.")})
    note = forms.CharField(
        label=_("Note"), required=False, max_length=NOTE_LENGTH, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        _offer(self.fields["person"], self.people)

    def chosen(self) -> User | None:
        return self.people.get(self.cleaned_data["person"])


def _offer(field: forms.Field, people: dict[str, User]) -> None:
    named = [(key, str(one)) for key, one in people.items()]
    field.choices = [("", _("Choose")), *named, (DESK, _("Nobody: back to the desk"))]  # type: ignore[attr-defined]
