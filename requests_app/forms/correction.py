"""Correcting what was registered: the form of registering, with what stands there, and why it is corrected."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from contacts.models import Authority
from requests_app.forms.groups import controls_of, spread
from requests_app.forms.incoming import LINES, REPEATED, SENDER, ArrivalForm, SayingForm
from requests_app.forms.plain import PlainField
from requests_app.identifiers.tables import COLUMNS
from requests_app.kinds import KINDS, Kind
from requests_app.models import Request
from requests_app.selectors.answers import given_identifiers
from requests_app.selectors.corrections import identifier_plain

# Asked once, when it is registered: the sender is verified on the page of the request, and nothing is made twice.
_ASKED_ONCE = ("token", "sender_verified_how")
_ARRIVAL = ("channel", "received_at", "sender_reference", "note")


class CorrectionForm(ArrivalForm):
    """How it came, and why that or what it says is corrected. `after` is how many corrections the page had shown."""

    after = forms.IntegerField(min_value=0, max_value=32767, widget=forms.HiddenInput)

    def __init__(
        self,
        request: Request,
        data: Mapping[str, Any] | None = None,
        *,
        senders: Sequence[Authority],
        repeatable: bool = False,
    ) -> None:
        self.registered = request
        received_at = timezone.localtime(request.sent_at).replace(microsecond=0) if request.sent_at else None
        initial = {
            SENDER: request.requesting_authority.code,
            "channel": request.received_channel,
            "received_at": received_at,
            "sender_reference": request.sender_reference,
            "note": request.received_note,
            "after": request.corrections_made,
        }
        super().__init__(data, senders=senders, initial=initial, repeatable=repeatable)
        for name in _ASKED_ONCE:
            del self.fields[name]
        self.fields["reason"] = PlainField(
            label=gettext_lazy("Why it is corrected"),
            help_text=gettext_lazy("What was mistyped, and how you know: your colleagues and an auditor read it."),
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def given(self) -> dict[str, Any]:
        """As the service takes it; the authority by its code."""
        told = {name: self.cleaned_data[name] for name in _ARRIVAL}
        stood = self.registered.sent_at
        # A program may have given it more exactly than the page shows it.
        if stood and told["received_at"] == stood.replace(microsecond=0):
            told["received_at"] = stood
        return told

    @property
    def repeated(self) -> bool:
        return bool(self.cleaned_data.get(REPEATED))


class KindForm(forms.Form):
    """Chosen anew, the questions of that kind are asked before anything is saved."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is asked"), choices=[(code, kind.title) for code, kind in KINDS.items()]
    )


def saying_of(request: Request, kind: Kind, data: Mapping[str, Any] | None = None) -> SayingForm:
    """With what is registered; `data` judges what was typed."""
    return SayingForm(kind, data, initial=_registered(request))


def saying_as_typed(request: Request, kind: Kind, shown: Kind, data: Mapping[str, Any]) -> SayingForm:
    """The questions of another kind than the one that was `shown`, with what was typed so far; not judged yet."""
    form = SayingForm(kind)
    typed = {"urgency", LINES, *(name for one in shown.fields.values() for name, _part in controls_of(one))}
    form.initial = _registered(request) | {
        name: field.widget.value_from_datadict(data, {}, name) for name, field in form.fields.items() if name in typed
    }
    return form


def lines_of(request: Request) -> str:
    """The identifiers as a table that is read as the very same: with types, offsets and notes."""
    rows = [identifier_plain(one) for one in given_identifiers(request)]
    if not rows:
        return ""
    columns = [name for name in COLUMNS if name in ("type", "value") or any(one[name] for one in rows)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([one[name] for name in columns] for one in rows)
    return out.getvalue()


def _registered(request: Request) -> dict[str, Any]:
    return {"urgency": request.urgency, LINES: lines_of(request), **spread(request.content)}
