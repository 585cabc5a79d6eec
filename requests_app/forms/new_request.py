"""What is asked before a draft exists: what, whom, and how fast. Everything else is asked in its sections."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mla_portal.ids import uuid7
from mla_portal.ui.forms import PortalForm
from requests_app.forms.closed import ButtonsSome
from requests_app.forms.special import ADDRESSEE, AddresseeField, UrgencyField
from requests_app.kinds import KINDS, USUAL, Kind
from requests_app.models import Case, Request, Urgency
from requests_app.selectors.kinds_offered import OfferedKind, continuable, kinds_offered

# The part of the page that is another one for each kind.
ASKED = "asked"


class NewRequestForm(PortalForm):
    """`token` makes a double click one draft. The fields under the kind are those of the kind that is chosen."""

    token = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(
        self, case: Case, data: Mapping[str, Any] | None = None, *, begun: Mapping[str, Any], now: datetime
    ) -> None:
        """`begun` is what is chosen when the page opens, by the names of the fields."""
        given = begun if data is None else data
        self.kind = kind_named(given.get("kind", ""))
        self.earlier = {str(one.pk): one for one in continuable(case, self.kind)}
        start = {"token": str(uuid7()), "urgency": Urgency.NORMAL, **begun, "kind": self.kind.code}
        earlier = self.earlier.get(begun.get("follows", ""))
        if earlier:
            start.setdefault(ADDRESSEE, earlier.requested_authority.code)
        super().__init__(data, initial=start)
        self.fields["kind"] = KindField(case, kinds_offered(case, now=now))
        if self.earlier:
            self.fields["follows"] = FollowsField(self.kind, list(self.earlier.values()))
        self.fields |= {ADDRESSEE: AddresseeField(case, self.kind), "urgency": UrgencyField()}
        if self.earlier:
            self.fields[ADDRESSEE].required = False
            self.fields[ADDRESSEE].help_text = _(
                "Left empty, it goes to the authority of the request that it continues."
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        earlier = self.earlier.get(cleaned.get("follows") or "")
        cleaned["follows"] = earlier
        if not cleaned.get(ADDRESSEE) and ADDRESSEE not in self.errors:
            if earlier is None:
                self.add_error(ADDRESSEE, self.fields[ADDRESSEE].error_messages["required"])
            else:
                cleaned[ADDRESSEE] = earlier.requested_authority.code
        return cleaned


class KindField(forms.ChoiceField):
    """Where scripts run, choosing draws anew what is asked under it."""

    def __init__(self, case: Case, offered: list[OfferedKind]) -> None:
        super().__init__(
            label=gettext_lazy("What is asked"),
            choices=[(one.kind.code, _described(one)) for one in offered],
            widget=ButtonsSome(
                attrs={
                    "hx-get": reverse("request_new", args=[case.pk]),
                    "hx-trigger": "change",
                    "hx-include": f"[name={ADDRESSEE}], [name=urgency], [name=follows]",
                    "hx-target": f"#{ASKED}",
                    "hx-select": f"#{ASKED}",
                    "hx-swap": "outerHTML",
                    "aria-controls": ASKED,
                }
            ),
            error_messages={
                "required": gettext_lazy("Choose what is asked."),
                "invalid_choice": gettext_lazy("Choose one of the kinds of request that are offered."),
            },
        )
        self.widget.closed = [one.kind.code for one in offered if one.reason]


class FollowsField(forms.ChoiceField):
    def __init__(self, kind: Kind, earlier: list[Request]) -> None:
        nothing = _("Choose the request") if kind.must_follow else _("None")
        super().__init__(
            label=gettext_lazy("Request that it continues"),
            choices=[("", nothing), *((str(one.pk), _told(one)) for one in earlier)],
            required=kind.must_follow,
            error_messages={
                "required": gettext_lazy("Choose the request that this continues."),
                "invalid_choice": gettext_lazy("That request cannot be continued by this one. Choose another one."),
            },
        )


def kind_named(code: object) -> Kind:
    """The kind of this code, the usual one where there is none."""
    return KINDS.get(str(code), USUAL)


def _described(offered: OfferedKind) -> str:
    """The title with the articles under it, or why it cannot be chosen."""
    below = offered.reason or offered.kind.articles
    return format_html('{}<span class="mla-line mla-small mla-muted">{}</span>', offered.kind.title, below)


def _told(request: Request) -> str:
    kind, asked = KINDS[request.kind].short_title, request.requested_authority
    return f"{request.reference} – {kind} – {asked.jurisdiction.name}, {asked.name}"
