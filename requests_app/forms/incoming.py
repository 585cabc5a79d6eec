"""The pages on which a request from outside is registered: its file and kind, then who sent it and what it says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.models import Authority, AuthorityKind
from mla_portal.errors import Invalid
from mla_portal.ids import uuid7
from mla_portal.ui.forms import InstantField, PortalForm
from requests_app.forms.blocks import Block
from requests_app.forms.groups import answered, control_named, controls_of
from requests_app.forms.identifier_list import one_kind_of_ends
from requests_app.forms.judged import control_for
from requests_app.forms.plain import PlainField
from requests_app.forms.special import UrgencyField
from requests_app.identifiers.loaded import Loaded
from requests_app.kinds import KINDS, USUAL, Kind
from requests_app.kinds.fields import GroupField
from requests_app.models import Arrival, SenderCheck, Urgency
from requests_app.services.identifiers import ROWS_NAMED

SENDER, LINES, REPEATED = "requesting_authority", "lines", "repeated"
# What the service calls otherwise than the page.
_NAMES = {"how": "sender_verified_how", "identifiers": LINES}


class FileForm(PortalForm):
    """Where a portal made the file it says of what kind it is; else the person does."""

    file = forms.FileField(
        label=gettext_lazy("The request as it came"),
        help_text=gettext_lazy(
            "A PDF or JSON made by a portal like this one fills the next page in. Anything else is kept as it is,"
            " and you type what it says. Of a call there is none: say on the next page that it came by telephone."
        ),
        required=False,
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, addressees: Sequence[Authority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label=gettext_lazy("What is asked"),
            choices=[(code, kind.title) for code, kind in KINDS.items()],
            initial=USUAL.code,
            help_text=gettext_lazy("Of a file that fills itself in, this is read."),
        )
        if len(addressees) > 1:
            self.fields["to"] = forms.ChoiceField(
                label=gettext_lazy("Received by"), choices=[(one.code, one.name) for one in addressees]
            )


class ArrivalForm(PortalForm):
    """How it came and from whom. `token` makes a double click one request."""

    token = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        senders: Sequence[Authority],
        initial: Mapping[str, Any],
        repeatable: bool = False,
    ) -> None:
        super().__init__(data, initial={"token": str(uuid7()), **initial})
        self.fields |= {
            SENDER: _sender_field(senders),
            "channel": forms.ChoiceField(label=gettext_lazy("It came by"), choices=Arrival.choices),
            "received_at": InstantField(
                label=gettext_lazy("Received at"),
                help_text=gettext_lazy(
                    "When it reached your authority, or you were called: the time to acknowledge runs from then."
                ),
            ),
            "sender_reference": PlainField(label=gettext_lazy("Reference of the requester"), required=False),
            "sender_verified_how": forms.ChoiceField(
                label=gettext_lazy("How the sender was verified"),
                help_text=gettext_lazy(
                    "An e-mail address or a letterhead proves nothing. Call back at a number of the directory,"
                    " not at one of the request."
                ),
                choices=[("", _("Not yet")), *SenderCheck.choices],
                required=False,
            ),
            "note": PlainField(
                label=gettext_lazy("Note on how it came"),
                help_text=gettext_lazy(
                    "Such as the number of the message; of a call: who telephoned, from which number, what was said;"
                    " of a member: why it came outside."
                ),
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            ),
        }
        if repeatable:
            self.fields[REPEATED] = forms.BooleanField(
                label=gettext_lazy("It is another request: register it"), required=False
            )

    def given(self) -> dict[str, Any]:
        """As the service takes it; the authority by its code."""
        names = ("channel", "received_at", "sender_reference", "sender_verified_how", "note")
        cleaned = self.cleaned_data
        told = {name: cleaned[name] for name in names}
        return {**told, "client_token": cleaned["token"], "repeated": bool(cleaned.get(REPEATED))}

    def add_refusal(self, refusal: Invalid) -> None:
        super().add_refusal(Invalid({_NAMES.get(name, name): texts for name, texts in refusal.errors.items()}))


class SayingForm(PortalForm):
    """What a letter says, typed in: the questions of its kind, and its identifiers as lines."""

    lines = forms.CharField(
        label=gettext_lazy("Identifiers, one on each line"),
        help_text=gettext_lazy(
            "Then, if they are known, its port and the instant: 198.51.100.23, 51234, 2026-11-14T08:21:07+04:00"
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "mla-mono", "spellcheck": "false", "autocomplete": "off"}),
    )

    def __init__(
        self, kind: Kind, data: Mapping[str, Any] | None = None, *, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial={"urgency": Urgency.NORMAL, **(initial or {})})
        self.kind = kind
        self.fields["urgency"] = UrgencyField()
        self.fields |= {
            name: control_for(part) for question in kind.fields.values() for name, part in controls_of(question)
        }

    def clean_lines(self) -> list[Mapping[str, Any]]:
        text = one_kind_of_ends(self.cleaned_data["lines"])
        if not text.strip():
            return []
        loaded = Loaded(text=text)
        problems = [loaded.problem] if loaded.problem else []
        problems += [f"{_line(one.line.number)} {' '.join(one.texts)}" for one in loaded.wrong[:ROWS_NAMED]]
        if problems:
            raise forms.ValidationError(problems)
        return loaded.rows

    def given(self) -> dict[str, Any]:
        content: dict[str, Any] = {}
        for question in self.kind.fields.values():
            content |= answered(question, self.cleaned_data)
        cleaned = self.cleaned_data
        return {"urgency": cleaned["urgency"], "content": content, "identifiers": [dict(one) for one in cleaned[LINES]]}

    def parts(self) -> list[tuple[Any, list[Block]]]:
        """[(section, its questions)], without what the arrival asks."""
        found = (
            (one, [self._block(name) for name in (field.name for field in one.fields)]) for one in self.kind.sections
        )
        return [(section, blocks) for section, blocks in found if blocks]

    def add_refusal(self, refusal: Invalid) -> None:
        named = {control_named(name): texts for name, texts in refusal.errors.items()}
        super().add_refusal(
            Invalid({LINES if name.startswith("identifiers") else name: t for name, t in named.items()})
        )

    def _block(self, name: str) -> Block:
        question = self.kind.fields[name]
        controls = [self[control] for control, _part in controls_of(question)]
        if isinstance(question, GroupField):
            return Block(name=name, controls=controls, legend=question.label, hint=question.hint, aside=True)
        return Block(name=name, controls=controls)


def first_initial(received_at: datetime, sender: Authority | None, reference: str) -> dict[str, Any]:
    return {
        "received_at": received_at.replace(microsecond=0),
        SENDER: sender.code if sender else "",
        "channel": sender.channel if sender and not sender.member else Arrival.EMAIL.value,
        "sender_reference": reference,
    }


def _sender_field(senders: Sequence[Authority]) -> forms.ChoiceField:
    by_country: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in senders:
        kind = AuthorityKind(one.kind).label
        member = f" – {_('member of this portal')}" if one.member else ""
        by_country[one.jurisdiction.name].append((one.code, f"{one.jurisdiction.name}: {one.name} – {kind}{member}"))
    choices: list[Any] = [("", _("Choose an authority")), *sorted(by_country.items())]
    return forms.ChoiceField(
        label=gettext_lazy("Requesting authority"),
        help_text=gettext_lazy("As the directory has it. One that is missing is proposed on the page of its country."),
        choices=choices,
        widget=forms.Select(attrs={"data-search": gettext_lazy("Search by country or name")}),
        error_messages={"required": gettext_lazy("Choose the authority that sent it.")},
    )


def _line(number: int) -> str:
    return _("Line %(number)d:") % {"number": number}
