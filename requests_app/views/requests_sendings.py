"""How a request was sent, beside it on its page: each transmission, and how its links and their mails fare."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from mla_portal.outbox.models import Status as MailStatus
from requests_app.models import Request
from requests_app.selectors.outside import LinkState, mails_of, state_of, transmissions_of

_TONES = {LinkState.WAITING: "wait", LinkState.USED: "good", LinkState.LOCKED: "bad"}


@dataclass(frozen=True, kw_only=True)
class Sending:
    channel: str
    recipient: str
    purpose: str
    at: datetime
    marks: list[tuple[str, str]] = field(default_factory=list)


def sendings_shown(request: Request, *, now: datetime) -> list[Sending]:
    """Nothing before it was sent, and of what came from outside."""
    if request.sent_at is None or request.is_registered:
        return []
    sent = list(transmissions_of(request))
    mails = mails_of(link for one in sent for link in one.links.all())
    return [
        Sending(
            channel=one.get_channel_display(),
            recipient=one.recipient.name,
            purpose=one.get_purpose_display(),
            at=one.sent_at,
            marks=[_mark(state_of(link, request, now=now), mails.get(str(link.pk))) for link in one.links.all()],
        )
        for one in sent
    ]


def _mark(state: LinkState, mail: MailStatus | None) -> tuple[str, str]:
    if mail == MailStatus.FAILED and state == LinkState.WAITING:
        return _("Not delivered: call, or send it by another channel"), "bad"
    return _("Link: %(state)s") % {"state": state.label}, _TONES.get(state, "neutral")
