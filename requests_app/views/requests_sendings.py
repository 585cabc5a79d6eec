"""How a request was sent, beside it on its page: each transmission, and how its links and their mails fare."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from contacts.models import Channel
from mla_portal.outbox.models import Status as MailStatus
from requests_app.models import FormalText, OutsideLink, Purpose, Request, Transmission
from requests_app.selectors.formal_texts import formal_stands
from requests_app.selectors.outside import LinkState, mails_of, state_of
from requests_app.selectors.papers import notice_name

_TONES = {LinkState.WAITING: "wait", LinkState.USED: "good", LinkState.LOCKED: "bad"}


@dataclass(frozen=True, kw_only=True)
class Sending:
    channel: str
    recipient: str
    purpose: str
    at: datetime
    marks: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Formal:
    """The text that came formally, if it came."""

    last: FormalText | None


def sendings_shown(request: Request, *, now: datetime) -> list[Sending]:
    """Nothing before it was sent; of what came from outside, the notices that answer it."""
    if request.sent_at is None:
        return []
    rows = request.transmissions.select_related("recipient", "document")
    rows = rows.defer("document__html", "document__pdf", "document__context")
    sent = list(rows.order_by("-sent_at", "-id"))
    links = _links(sent)
    mails = mails_of(link for each in links.values() for link in each)
    return [
        Sending(
            channel=one.get_channel_display(),
            recipient=one.recipient.name,
            purpose=purpose_shown(one),
            at=one.sent_at,
            marks=[_mark(state_of(link, request, now=now), mails.get(str(link.pk))) for link in links[one.pk]],
        )
        for one in sent
    ]


def purpose_shown(sent: Transmission) -> str:
    """Of a notice, which."""
    return notice_name(sent.document.kind) if sent.purpose == Purpose.NOTICE else sent.get_purpose_display()


def formal_shown(request: Request) -> Formal | None:
    """For both sides; None where nothing has to be confirmed formally. Of a registered one that is not known."""
    if request.sent_at is None:
        return None
    last = request.formal_texts.order_by("-recorded_at").first()
    if last is None and not (request.is_registered or formal_stands(request)):
        return None
    return Formal(last=last)


def _links(sent: list[Transmission]) -> dict[UUID, list[OutsideLink]]:
    """{key of the transmission: its links, newest first}; asked for only where one went by e-mail."""
    found: dict[UUID, list[OutsideLink]] = defaultdict(list)
    mailed = [one.pk for one in sent if one.channel == Channel.EMAIL]
    rows = OutsideLink.objects.filter(transmission__in=mailed).select_related("transmission").order_by("-id")
    for link in rows if mailed else ():
        found[link.transmission_id].append(link)
    return found


def _mark(state: LinkState, mail: MailStatus | None) -> tuple[str, str]:
    if mail == MailStatus.FAILED and state == LinkState.WAITING:
        return _("Not delivered"), "bad"
    return _("Link: %(state)s") % {"state": state.label}, _TONES.get(state, "neutral")
