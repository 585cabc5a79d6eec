"""Who is responsible for a request: a colleague, or the desk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from mla_portal.accounts.models import User
from mla_portal.ui.forms import PortalForm
from requests_app.services.assignments import NOTE_LENGTH

# What the desk is called in the form, and nobody in `seen`.
DESK = "desk"


class AssignmentForm(PortalForm):
    """`people` are those to whom it can be given; `notes` say of one why they may be no good choice now."""

    person = forms.ChoiceField(label=_("Who is responsible"), error_messages={"required": _("Choose a colleague.")})
    note = forms.CharField(
        label=_("Note"),
        help_text=_("What they have to know. Only your own authority reads it."),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: Iterable[User], reader: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        named = [(key, _named(one, reader)) for key, one in self.people.items()]
        self.fields["person"].choices = [*named, (DESK, _t("Nobody: back to the desk"))]  # type: ignore[attr-defined]

    def chosen(self) -> User | None:
        return self.people.get(self.cleaned_data["person"])


def _named(person: User, reader: User) -> str:
    return _t("%(name)s (you)") % {"name": person} if person == reader else str(person)
