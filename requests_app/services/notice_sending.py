"""Notices to an authority outside the portal: by a link as its request, or as the record that the officer sent it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.models import Channel
from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict
from requests_app.access import require_sending
from requests_app.models import Document, Purpose, Request, Transmission
from requests_app.selectors.doubts import withheld
from requests_app.selectors.notice_ways import TELLING, channels_of_notice, kinds_outside, why_not_by_itself
from requests_app.selectors.outside import outsider_of
from requests_app.services.inputs import optional_text, required_choice
from requests_app.services.outside_links import links_issue


def notice_deliver(*, document: Document, now: datetime) -> Transmission | None:
    """Send the link to a notice that was just frozen, where the other side reads e-mail outside the portal; else None,
    and its page says what the officer has to do.

    In the transaction that freezes it, which holds the request: there is no notice without its mail, and no two.
    """
    request = _read(document.request_id)
    if document.created_by is None or document.kind not in kinds_outside(request):
        return None
    if why_not_by_itself(request, now=now):
        return None
    return _send(document, request, actor=document.created_by, channel=Channel.EMAIL, note="", now=now)


@transaction.atomic
def notice_send(*, actor: User, document: Document, channel: object, note: object = "") -> Transmission:
    """Send it by e-mail, which is a link, or record by which other channel the officer sent the PDF.

    The same notice goes by the same channel once: Conflict, as for what tells of a result while it is not sure who
    asks, and for a document that is no notice of this side. Raises Invalid, NotAllowed.
    """
    request = Request.objects.select_for_update(of=("self",)).get(pk=document.request_id)
    request = _read(request.pk)
    require_sending(actor, request)
    now = timezone.now()
    if document.kind not in kinds_outside(request) or document.created_by_id is None:
        raise Conflict(_("This is no notice to an authority outside the portal."))
    via = required_choice(channel, "channel", channels_of_notice(request, now=now))
    said = optional_text(note, "note", 500)
    if document.kind in list(TELLING) and (refusal := withheld(request)):
        raise Conflict(refusal)
    if document.transmissions.filter(recipient=outsider_of(request), channel=via).exists():
        raise Conflict(
            _("This notice went by this channel already: %(channel)s.") % {"channel": Channel(via).label},
        )
    return _send(document, request, actor=actor, channel=via, note=said, now=now)


def _send(document: Document, request: Request, *, actor: User, channel: str, note: str, now: datetime) -> Transmission:
    made = Transmission.objects.create(
        request=request,
        document=document,
        recipient=outsider_of(request),
        channel=channel,
        purpose=Purpose.NOTICE,
        note=note,
        sent_by=actor,
        sent_at=now,
    )
    event_record(
        chain=f"request:{request.pk}",
        verb=Verb.NOTICE_SENT,
        actor=actor,
        data={
            "transmission": str(made.pk),
            "kind": document.kind,
            "channel": channel,
            "recipient": made.recipient.code,
            "sha256": document.sha256,
        },
        at=now,
    )
    if channel == Channel.EMAIL:
        links_issue(actor=actor, transmission=made, now=now)
    return made


def _read(pk: UUID) -> Request:
    parties = "requesting_authority__jurisdiction", "requested_authority__jurisdiction"
    return Request.objects.select_related("case", *parties).get(pk=pk)
