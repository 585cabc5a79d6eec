"""Sending once more, and the proof of what went outside, as they are typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.models import Authority, Channel
from mla_portal.ui.forms import InstantField, PortalForm
from requests_app.forms.proving import PROVING, Proving
from requests_app.models import Purpose, TransmissionProof
from requests_app.selectors.notice_ways import Unsent
from requests_app.services.further import FURTHER

_FILLED = ("purpose", "channel", "recipient")
_OFFERED = [one for one in Channel if one != Channel.PORTAL]


class FurtherForm(Proving):
    purpose = forms.ChoiceField(
        label=_("Why"), choices=[(one.value, one.label) for one in FURTHER], widget=forms.RadioSelect
    )
    channel = forms.ChoiceField(label=_("Channel"), choices=[(one.value, one.label) for one in _OFFERED])
    note = forms.CharField(
        label=_("To whom, and under what number"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        *args: Any,
        copies_to: Sequence[Authority],
        formal: bool,
        channels: Sequence[Channel] = (),
        filled: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        """`channels`: those by which it did not go yet, the best first; `filled`: what a button filled in."""
        super().__init__(*args, **kwargs)
        self.copies_to = {one.code: one for one in copies_to}
        self.fields["purpose"].initial = Purpose.FORMAL if formal else Purpose.AGAIN
        order = [*channels, *(one for one in _OFFERED if one not in channels)]
        self.fields["channel"].choices = [(one.value, one.label) for one in order]  # type: ignore[attr-defined]
        self.initial = {name: value for name, value in (filled or {}).items() if name in _FILLED}
        if not self.copies_to:
            self.fields["purpose"].choices = [  # type: ignore[attr-defined]
                (one.value, one.label) for one in FURTHER if one != Purpose.COPY
            ]
            self.order_fields(["purpose", "channel", "note", *PROVING])
            return
        self.fields["recipient"] = forms.ChoiceField(
            label=_("The copy goes to"),
            help_text=_("Of a copy alone: all else goes to the authority that was asked."),
            choices=[(code, one.name) for code, one in self.copies_to.items()],
            required=False,
        )
        self.order_fields(["purpose", "recipient", "channel", "note", *PROVING])

    def answers(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        copy = cleaned["purpose"] == Purpose.COPY
        recipient = self.copies_to.get(cleaned.get("recipient", "")) if copy else None
        return {name: cleaned[name] for name in ("purpose", "channel", "note")} | {"recipient": recipient}


class NoticeForm(Proving):
    document = forms.ChoiceField(label=_("Which notice"))
    channel = forms.ChoiceField(
        label=_("Channel"),
        help_text=_("By e-mail a link goes out. By any other channel you send the PDF yourself, and record it here."),
    )
    note = forms.CharField(
        label=_("To whom, and under what number"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, unsent: Sequence[Unsent], channels: Sequence[Channel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        notices = [(str(one.document.pk), one.label) for one in unsent]
        self.fields["document"].choices = notices  # type: ignore[attr-defined]
        self.fields["channel"].choices = [(one.value, one.label) for one in channels]  # type: ignore[attr-defined]
        self.order_fields(["document", "channel", "note", *PROVING])

    def answers(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("channel", "note")}


class ProofForm(PortalForm):
    stage = forms.ChoiceField(label=_("It was"), choices=TransmissionProof.Stage.choices, widget=forms.RadioSelect)
    happened_at = InstantField(label=_("When"), required=False, help_text=_("Empty: now."))
    file = forms.FileField(
        label=_("Proof"),
        help_text=_("Such as the report of the fax, the receipt of the courier, the printed I-24/7 message."),
        required=False,
        allow_empty_file=True,
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("Who confirmed it, how, under what number."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
