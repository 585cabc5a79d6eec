"""What is laid with a request, and said about it, as it is typed."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from mla_portal.ui.forms import InstantField, PortalForm
from requests_app.forms.plain import PlainField
from requests_app.models import Attachment, Means, Topic
from requests_app.services.messages import LONGEST, RECORDED
from requests_app.states import Side

BOTH, OWN = "both", "own"


class AttachmentForm(PortalForm):
    """The requested side says each time who may see a file: what is said by default is read past."""

    file = forms.FileField(label=_("File"), required=False, widget=forms.FileInput(attrs={"data_no_optional": True}))
    description = PlainField(label=_("What it is"), required=False, max_length=200)
    seen_by = forms.ChoiceField(
        label=_("Who may see it"),
        choices=[(BOTH, _("Both authorities")), (OWN, _("Your own authority alone, for ever"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who may see the file.")},
    )

    def __init__(self, *args: Any, side: Side | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if side is Side.REQUESTING:
            self.fields["seen_by"].initial = BOTH

    def answers(self) -> dict[str, Any]:
        return {
            "internal": self.cleaned_data["seen_by"] == OWN,
            "description": self.cleaned_data["description"],
        }


class _WithFiles(PortalForm):
    client_token = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    attachments = forms.MultipleChoiceField(
        label=_("Files that go with it"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, files: list[Attachment], **kwargs: Any) -> None:
        kwargs["initial"] = {"client_token": uuid4().hex, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        choice = self.fields["attachments"]
        if files and isinstance(choice, forms.MultipleChoiceField):
            choice.choices = [(str(one.pk), one.file.name) for one in files]
        else:
            del self.fields["attachments"]

    def answers(self) -> dict[str, Any]:
        chosen = self.cleaned_data.get("attachments", [])
        return {**self.cleaned_data, "attachments": [UUID(one) for one in chosen]}


class MessageForm(_WithFiles):
    text = forms.CharField(
        label=_("Message"),
        help_text=_("The other authority is told by e-mail that you wrote; what you write is read here alone."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5, "data_no_optional": True}),
    )
    field_order = ["text", "attachments"]


class RecordForm(_WithFiles):
    """What was said outside the portal."""

    side = forms.ChoiceField(label=_("Who spoke"), widget=forms.RadioSelect)
    said_by = PlainField(label=_("Name, or the desk that answered"), max_length=200)
    means = forms.ChoiceField(
        label=_("How"),
        choices=[(one.value, one.label) for one in RECORDED],
        initial=Means.PHONE,
        widget=forms.RadioSelect,
    )
    said_at = InstantField(label=_("When it was said"))
    text = forms.CharField(
        label=_("What was said"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5, "data_no_optional": True}),
    )
    calls_back = forms.BooleanField(
        label=_("This was the call about their doubt, to a number of the directory"), required=False
    )
    field_order = ["calls_back", "side", "said_by", "means", "said_at", "text", "attachments"]

    def __init__(self, *args: Any, sides: list[tuple[str, str]], doubted: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["side"]
        if isinstance(field, forms.ChoiceField):
            field.choices = sides
            field.initial = sides[0][0]
        if not doubted:
            del self.fields["calls_back"]

    def answers(self) -> dict[str, Any]:
        given = super().answers()
        return {**given, "topic": Topic.DOUBT} if given.pop("calls_back", False) else given
