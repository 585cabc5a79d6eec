"""What a move asks of the person who makes it. The services judge; these give shape and keep what was typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.models import Channel
from requests_app.forms.proving import PROVING, Proving
from requests_app.models import Request
from requests_app.services.emergencies import LONGEST_FACTS, said_already
from requests_app.services.transmissions import channels_to
from requests_app.states import Action
from requests_app.views.actions_answers import ANSWERS
from requests_app.views.actions_base import ActionForm


class ReturnForm(ActionForm):
    reason = forms.CharField(
        label=_("What has to be changed"),
        help_text=_("The author reads this at the top of the draft."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Say what has to be changed before it can be approved.")},
    )


class SendForm(Proving, ActionForm):
    """Of a member there is nothing to choose: it goes through the portal. `despite` is shown where it is needed."""

    channel = forms.ChoiceField(label=_("How you have sent it"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("To whom, and under what number"),
        help_text=_("Such as the address it went to, or the number of the I-24/7 message. Stays with you."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    despite = forms.BooleanField(label=_("I have read this and send it all the same"), required=False)

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)
        channels = channels_to(request.requested_authority)
        if channels == [Channel.PORTAL]:
            for name in ("channel", "note", *PROVING):
                del self.fields[name]
            return
        self.fields["channel"].choices = [(one.value, one.label) for one in channels]  # type: ignore[attr-defined]
        self.fields["channel"].initial = channels[0].value

    def answers(self) -> dict[str, Any]:
        return self.without_proofs()


class SendAtOnceForm(SendForm):
    emergency_facts = forms.CharField(
        label=_("Facts that show the emergency"),
        help_text=_("Who is in danger, of what, and when. The other side reads this."),
        max_length=LONGEST_FACTS,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Say which facts show that the life or safety of a person is at risk.")},
    )
    field_order = ["emergency_facts", "channel", "note"]

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)
        del self.fields["despite"]
        self.fields["emergency_facts"].initial = said_already(request)


class AcknowledgeForm(Proving, ActionForm):
    their_reference = forms.CharField(label=_("Your reference"), max_length=80, required=False)
    note = forms.CharField(
        label=_("Note"),
        help_text=_("The requesting authority reads this."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)
        self.fields["their_reference"].widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}
        if not request.requested_authority.member:
            self.fields["their_reference"].label = _("Their reference")
            self.fields["note"].help_text = _("Who confirmed receipt, how and when.")
            self.order_fields(["their_reference", "note", "receipt", "received_at"])
            del self.fields["proof"]
            return
        for name in PROVING:
            del self.fields[name]

    def answers(self) -> dict[str, Any]:
        return self.without_proofs()


class WithdrawForm(ActionForm):
    reason = forms.CharField(
        label=_("Why it is withdrawn"),
        help_text=_("The requested authority reads this. Leave out what it need not know."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Say why the request is withdrawn: the requested authority reads it.")},
    )


FORMS: dict[str, type[ActionForm]] = {
    **ANSWERS,
    Action.RETURN: ReturnForm,
    Action.APPROVE: ActionForm,
    Action.SEND: SendForm,
    Action.SEND_AT_ONCE: SendAtOnceForm,
    Action.ACKNOWLEDGE: AcknowledgeForm,
    Action.WITHDRAW: WithdrawForm,
    Action.SUBMIT: ActionForm,
}
