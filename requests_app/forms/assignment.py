"""Who is responsible for a request: a colleague, or the desk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from contacts.models import Absence
from mla_portal.accounts.models import User
from mla_portal.ui.forms import PortalForm
from requests_app.services.assignments import NOTE_LENGTH

# What the desk is called in the form, and nobody in `seen`.
DESK = "desk"


class AssignmentForm(PortalForm):
    """`people` are those to whom it can be given; of those who are `absent` the choice says so."""

    person = forms.ChoiceField(label=_("Who is responsible"), error_messages={"required": _("Choose a colleague.")})
    note = forms.CharField(
        label=_("Note"),
        help_text=_("What they have to know. Only your own authority reads it."),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, people: Iterable[User], absent: Mapping[UUID, Absence], reader: User, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        named = [(key, _named(one, reader, absent.get(one.pk))) for key, one in self.people.items()]
        self.fields["person"].choices = [*named, (DESK, _t("Nobody: back to the desk"))]  # type: ignore[attr-defined]

    def chosen(self) -> User | None:
        return self.people.get(self.cleaned_data["person"])


def _named(person: User, reader: User, absence: Absence | None) -> str:
    if absence is not None:
        return absence_words(absence)
    return _t("%(name)s (you)") % {"name": person} if person == reader else str(person)


def absence_words(absence: Absence) -> str:
    """`Nino, absent until 3 December 2026; Giorgi stands in`."""
    # It ends at midnight there: the last day is the one before.
    last = absence.ends_at.astimezone(ZoneInfo(absence.authority.time_zone)) - timedelta(seconds=1)
    day = date_format(last.date(), "j F Y")
    names = {"name": absence.user, "day": day, "deputy": absence.deputy}
    if absence.deputy is None:
        return _t("%(name)s, absent until %(day)s; nobody stands in") % names
    return _t("%(name)s, absent until %(day)s; %(deputy)s stands in") % names
