"""The note of whoever goes home; which requests go along is ticked in the list itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.models import Absence
from mla_portal.accounts.models import User
from mla_portal.ui.forms import PortalForm
from requests_app.forms.assignment import DESK, absence_words
from requests_app.services.hand_overs import NOTE_LENGTH


class HandOverForm(PortalForm):
    to = forms.ChoiceField(
        label=_("Who takes over"), error_messages={"required": _("Choose a colleague, or the desk.")}
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("What is open, whom to call, what is promised. Only your own authority reads it."),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 10, "data_no_optional": True}),
    )

    def __init__(self, *args: Any, people: Iterable[User], absent: Mapping[UUID, Absence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        named = [
            (key, absence_words(absent[one.pk]) if one.pk in absent else str(one)) for key, one in self.people.items()
        ]
        self.fields["to"].choices = [(DESK, _("The desk: whoever comes")), *named]  # type: ignore[attr-defined]

    def chosen(self) -> User | None:
        return self.people.get(self.cleaned_data["to"])
