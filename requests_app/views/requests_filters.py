"""The filters above the lists. What is not on the list is said beside its field, and the list stays whole."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mla_portal.accounts.models import User
from mla_portal.ui.forms import PortalForm
from requests_app.models import Urgency
from requests_app.selectors.lists import Wanted, Whose, supervises
from requests_app.states import Side, Status

ALL = ("", _("All"))
URGENCIES = [ALL, *Urgency.choices]
WHOSE = [("", _("Everyone’s")), *Whose.choices]


class Filter(PortalForm):
    """Nothing is an error in an empty filter; only what was given is used."""

    # The figures of the dashboard count what one supervises; this makes the list the same.
    supervised = forms.BooleanField(label=_("Only where I supervise"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not supervises(user):
            del self.fields["supervised"]

    def given(self, name: str) -> Any:
        """What is chosen, if it is one of the choices."""
        self.is_valid()
        return self.cleaned_data.get(name) or ""

    @property
    def is_used(self) -> bool:
        return any(self.given(name) for name in self.fields)


class OwnFilter(Filter):
    """Of the requests that one's own authority wrote."""

    q = forms.CharField(label=_("Reference or case"), max_length=100, required=False)
    urgency = forms.ChoiceField(label=_("Urgency"), choices=URGENCIES, required=False)
    status = forms.ChoiceField(label=_("Status"), choices=[ALL, *Status.choices], required=False)
    counterpart = forms.ChoiceField(label=_("To"), required=False)
    whose = forms.ChoiceField(label=_("Responsible"), choices=WHOSE, required=False)
    overdue = forms.BooleanField(label=_("Overdue only"), required=False)
    results = forms.BooleanField(label=_("With results that wait"), required=False)

    field_order = ("q", "status", "urgency", "counterpart", "whose", "overdue", "results", "supervised")

    def __init__(self, *args: Any, counterparts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["counterpart"].choices = [ALL, *counterparts]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        return Wanted(
            q=self.given("q"),
            status=self.given("status"),
            urgency=self.given("urgency"),
            counterpart=self.given("counterpart"),
            whose=self.given("whose"),
            overdue=bool(self.given("overdue")),
            results=bool(self.given("results")),
            supervised=bool(self.given("supervised")),
        )


class InboxFilter(Filter):
    """Of what arrived."""

    OPEN, OVERDUE, DONE = "open", "overdue", "done"
    STATES = (ALL, (OPEN, _("To acknowledge")), (OVERDUE, _("Overdue")), (DONE, _("Acknowledged or withdrawn")))

    q = forms.CharField(label=_("Reference or authority"), max_length=100, required=False)
    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)
    urgency = forms.ChoiceField(label=_("Urgency"), choices=URGENCIES, required=False)
    whose = forms.ChoiceField(label=_("Responsible"), choices=WHOSE, required=False)

    field_order = ("q", "state", "urgency", "whose", "supervised")

    def wanted(self) -> Wanted:
        return Wanted(
            q=self.given("q"),
            urgency=self.given("urgency"),
            whose=self.given("whose"),
            overdue=self.given("state") == self.OVERDUE,
            supervised=bool(self.given("supervised")),
        )


class DeadlineFilter(Filter):
    """Of the open deadlines; `owed` says by which side."""

    OVERDUE, NEXT = "overdue", "next"
    STATES = (ALL, (OVERDUE, _("Overdue")), (NEXT, _("Due in the next 24 hours")))

    state = forms.ChoiceField(label=_("Due"), choices=STATES, required=False)
    owed = forms.ChoiceField(
        label=_("Owed by"),
        choices=(ALL, (Side.REQUESTED, _("My authority")), (Side.REQUESTING, _("The other side"))),
        required=False,
    )
    mine = forms.BooleanField(label=_("Only what concerns me"), required=False)

    field_order = ("state", "owed", "mine", "supervised")
