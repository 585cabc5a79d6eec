"""What the moves of the requested authority ask: its answer, in the words of its officer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from contacts.days import day_in
from contacts.models import Authority
from contacts.selectors.countries import authorities_in
from mla_portal.ui.forms import DayField
from requests_app.kinds.reported import REPORTED
from requests_app.models import Request
from requests_app.selectors.answers import kind_of
from requests_app.selectors.preservations import recorded_days
from requests_app.selectors.refusals import article_of, grounds_of
from requests_app.states import Action
from requests_app.views.actions_base import ActionForm

# More rows than this nobody fills in by hand: the contract takes them.
MOST_ROWS = 60
_ITEM = "item_"


class RefuseForm(ActionForm):
    ground = forms.ChoiceField(
        label=_("On which ground"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the ground. There are no others.")},
    )
    considered = forms.CharField(
        label=_("What you considered instead"),
        help_text=_("Executing a part, or under conditions (Art. 27(6)), and why it will not do."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say which part, or which conditions, you considered before refusing.")},
    )
    reason = forms.CharField(
        label=_("Why it is refused"),
        help_text=_("The requesting authority reads this."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Say why it is refused: the other side has a right to the reasons.")},
    )

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)
        found = grounds_of(request, now=timezone.now())
        self.closed_grounds = [(one.ground.label, closed) for one, closed in found if closed]
        self.fields["ground"].choices = [  # type: ignore[attr-defined]
            (one.ground.value, _with_article(str(one.ground.label), article_of(request, one)))
            for one, closed in found
            if not closed
        ]
        if not kind_of(request).part_considered_under:
            del self.fields["considered"]


class RedirectForm(ActionForm):
    authority = forms.ChoiceField(label=_("Whose it is"), required=False)
    note = forms.CharField(
        label=_("What the other side has to know"),
        help_text=_("Why it is not yours, and to whom you passed it on. The requesting authority reads this."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)
        asked = request.requested_authority
        today = day_in(asked.time_zone, timezone.now())
        others = [one for one in authorities_in(asked.jurisdiction, on=today) if one.pk != asked.pk]
        self.fields["authority"].choices = [  # type: ignore[attr-defined]
            ("", _("Not known, or not in the directory: see the note")),
            *((one.code, _named(one)) for one in others),
        ]


class PostponeForm(ActionForm):
    until = DayField(label=_("When you look at it again"))
    reason = forms.CharField(
        label=_("Why it is postponed"),
        help_text=_("The requesting authority reads this. Leave out what would harm your own proceedings."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say why it is postponed: the other side has a right to the reasons.")},
    )


class CompleteForm(ActionForm):
    outcome = forms.ChoiceField(
        label=_("How it ended"),
        choices=[(one.value, one.label) for one in REPORTED],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it ended.")},
    )
    preserved_from = DayField(
        label=_("Preserved from"),
        help_text=_("The first day on which the data are kept. Leave empty where nothing is."),
        required=False,
    )
    preserved_until = DayField(
        label=_("Preserved until"),
        help_text=_("The last day, as the custodian confirmed it. Where there are several, the earliest."),
        required=False,
    )
    deleted_on = DayField(
        label=_("Deleted on"),
        help_text=_("Where the data, or the account, are gone and the custodian told since when."),
        required=False,
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("Such as the custodian, its number, and what the other side should do next. It reads this."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)
        kind = kind_of(request)
        if not kind.preserves:
            del self.fields["preserved_from"], self.fields["preserved_until"]
        elif kind.must_follow:
            del self.fields["preserved_from"]
        if kind.preserves and not kind.must_follow and (recorded := recorded_days(request)):
            first, last = recorded
            self.initial.update({"outcome": "executed", "preserved_from": first, "preserved_until": last})
        self.rows = list(request.identifiers.all()[: MOST_ROWS + 1])
        for row in self.rows if 1 < len(self.rows) <= MOST_ROWS else []:
            self.fields[f"{_ITEM}{row.pk}"] = forms.ChoiceField(
                label=str(row.value)[:80],
                required=False,
                choices=[("", _("As the whole")), *((one.value, one.label) for one in REPORTED)],
            )

    @property
    def item_names(self) -> list[str]:
        return [name for name in self.fields if name.startswith(_ITEM)]

    def answers(self) -> dict[str, Any]:
        given = {name: value for name, value in self.cleaned_data.items() if not name.startswith(_ITEM)}
        items = [
            {"identifier": name.removeprefix(_ITEM), "outcome": self.cleaned_data[name]}
            for name in self.item_names
            if self.cleaned_data.get(name)
        ]
        return {**given, "items": items}


def _named(authority: Authority) -> str:
    return _now("%(name)s (finds it in its inbox)") % {"name": authority.name} if authority.member else authority.name


def _with_article(label: str, article: str) -> str:
    return _now("%(ground)s (%(article)s)") % {"ground": label, "article": article} if article else label


ANSWERS: dict[str, type[ActionForm]] = {
    Action.START: ActionForm,
    Action.REFUSE: RefuseForm,
    Action.REDIRECT: RedirectForm,
    Action.POSTPONE: PostponeForm,
    Action.RESUME: ActionForm,
    Action.COMPLETE: CompleteForm,
    Action.CLOSE: ActionForm,
}
