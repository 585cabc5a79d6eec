"""Sending: the frozen document goes to one recipient by one channel, and the clock starts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.days import day_in
from contacts.models import Authority, Channel
from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, Invalid
from requests_app.kinds import Caution
from requests_app.models import Document, Request, Transmission
from requests_app.selectors.actions import allowed_actions
from requests_app.selectors.cautions import cautions_since_approval
from requests_app.services import notices
from requests_app.services.assignments import responsible_at_sending
from requests_app.services.inputs import optional_text
from requests_app.services.life_clocks import clocks_at_sending
from requests_app.services.moves import move_checked, move_make
from requests_app.services.outside_links import links_issue
from requests_app.services.withdrawals import withdrawal_take_effect
from requests_app.states import Action, Move


class Cautioned(Conflict):
    """The directory says against the request what it did not say when it was approved."""

    def __init__(self, cautions: list[Caution], **details: Any) -> None:
        codes = sorted({one.code for one in cautions})
        told = [{"code": one.code, "article": one.article, "message": one.message} for one in cautions]
        super().__init__(
            _(
                "The directory says what it did not say when this was approved. %(cautions)s Return the request to its"
                " author, or send it all the same, despite: %(codes)s."
            )
            % {"cautions": " ".join(one.message for one in cautions), "codes": ", ".join(codes)},
            warnings=told,
            **details,
        )


@transaction.atomic
def transmission_send(
    *,
    actor: User,
    request: Request,
    channel: str = "",
    note: str = "",
    recipients: object = None,
    despite: object = None,
) -> Request:
    """Send the approved document to the requested authority.

    To a member of the portal it goes through the portal: the request appears in its inbox at once. An outsider that is
    reached by e-mail is sent a link, where the directory knows an address; by any other channel the officer sends the
    frozen document, and this records which (`note`: to whom, under what number).
    The directory is asked once more, of the channel that was chosen: what it did not say at approval stops the sending
    with `Cautioned`, unless its codes are in `despite`. The trail keeps them. A notice of withdrawal takes effect.
    """
    # Whom it goes to is read under the lock: nobody returns and redirects it in between.
    rows = Request.objects.select_for_update(of=("self",))
    request.refresh_from_db(
        from_queryset=rows.select_related("case", "requesting_authority", "requested_authority__jurisdiction")
    )
    move = move_checked(actor=actor, request=request, action=Action.SEND)
    now = timezone.now()
    recipient = request.requested_authority
    chosen = chosen_channel(recipient, channel)
    if recipients not in (None, [], [recipient.code]):
        raise Invalid({"recipients": [_("This request goes to %(code)s alone.") % {"code": recipient.code}]})
    require_valid(recipient, now)
    note = optional_text(note, "note", 500)
    overridden = _overridden(actor, request, _codes(despite), now, chosen)
    document = request.documents.filter(kind=request.kind).order_by("-revision").defer("pdf", "html").first()
    if document is None:
        raise Conflict(_("There is no approved document to send. Return the request and have it approved again."))
    transmission_make(
        actor=actor,
        request=request,
        move=move,
        document=document,
        channel=chosen,
        note=note,
        despite=overridden,
        now=now,
    )
    return request


def transmission_make(
    *,
    actor: User,
    request: Request,
    move: Move,
    document: Document,
    channel: str,
    note: str,
    despite: Sequence[str],
    now: datetime,
) -> None:
    """Make the move, and all that comes of it: the record, the clocks, the mails. In the caller's transaction, which
    holds the request; what speaks against it has been judged.
    """
    recipient = request.requested_authority
    move_make(
        actor=actor,
        request=request,
        move=move,
        now=now,
        changes={"sent_at": now, **responsible_at_sending(actor, request)},
        data={"channel": channel, "recipient": recipient.code, "sha256": document.sha256},
    )
    if despite:
        # An event of its own: what the sender thought of the other country is told to the own side alone.
        event_record(
            chain=f"request:{request.pk}",
            verb=Verb.REQUEST_SENT_DESPITE,
            actor=actor,
            data={"warnings": list(despite)},
            at=now,
        )
    transmission = Transmission.objects.create(
        request=request,
        document=document,
        recipient=recipient,
        channel=channel,
        note=note,
        sent_by=actor,
        sent_at=now,
    )
    clocks_at_sending(request=request, channel=channel, now=now)
    withdrawal_take_effect(actor=actor, notice=request)
    notices.cancel(request=request, now=now)
    notices.arrived(request=request, now=now)
    if channel == Channel.EMAIL:
        links_issue(actor=actor, transmission=transmission, now=now)


def require_valid(recipient: Authority, now: datetime) -> None:
    """Raises Conflict for an authority that the directory has ended."""
    if not recipient.valid_on(day_in(recipient.time_zone, now)):
        raise Conflict(
            _("%(authority)s is no longer valid in the directory. Return the request and choose its successor.")
            % {"authority": recipient.name}
        )


def _overridden(actor: User, request: Request, despite: Sequence[str], now: datetime, channel: str) -> list[str]:
    """The codes of what the sender sends it despite. Raises Cautioned."""
    found = cautions_since_approval(request, now=now, channel=channel)
    unread = [one for one in found if one.code not in despite]
    if unread:
        raise Cautioned(unread, allowed_actions=[str(one) for one in allowed_actions(actor, request)])
    return sorted({one.code for one in found})


def _codes(despite: object) -> list[str]:
    if despite is None:
        return []
    if not isinstance(despite, list) or not all(isinstance(one, str) for one in despite):
        raise Invalid({"despite": [_('This must be a list of the codes of warnings, such as ["not_a_party"].')]})
    return despite


def channels_to(authority: Authority) -> list[Channel]:
    """The channels by which this authority can be reached; its usual one first."""
    if authority.member:
        return [Channel.PORTAL]
    usual = Channel(authority.channel)
    return [usual, *(channel for channel in Channel if channel not in (usual, Channel.PORTAL))]


def chosen_channel(authority: Authority, channel: object) -> str:
    """The channel asked for, or the usual one when none is; Invalid when it does not lead there."""
    possible = channels_to(authority)
    if not channel:
        return possible[0].value
    if channel not in [one.value for one in possible]:
        raise Invalid(
            {
                "channel": [
                    _("%(authority)s is reached by: %(channels)s. Choose one of these.")
                    % {"authority": authority.name, "channels": ", ".join(possible)}
                ]
            }
        )
    return str(channel)
