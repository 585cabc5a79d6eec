"""By what a request may go out once more, the next best way first; and whether it has to, for a mail did not arrive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from contacts.models import Channel
from mla_portal.outbox.models import Message
from mla_portal.outbox.models import Status as MailStatus
from requests_app.models import DeliveryFailure, Purpose, Request, Transmission
from requests_app.selectors.calendars import requirements_of
from requests_app.selectors.outside import addressees_of_link
from requests_app.selectors.undelivered import undelivered
from requests_app.states import Side, Status

# Where the directory says nothing: the quickest first.
_BY_SPEED = (
    Channel.EMAIL,
    Channel.INTERPOL,
    Channel.SIENA,
    Channel.EUROJUST,
    Channel.DIPLOMATIC,
    Channel.POST,
)


@dataclass(frozen=True, kw_only=True)
class OtherWay:
    """The next best channel, with the form that is filled in for it; `names` are whom the mail did not reach."""

    channel: Channel
    href: str
    names: str = ""


def channels_left(request: Request, *, now: datetime) -> list[Channel]:
    """Those by which the document did not go to the requested authority yet: its usual one first, then those that the
    directory says its country takes, then the others. By e-mail only where the directory knows an address.
    """
    authority = request.requested_authority
    wanted = requirements_of(authority, now=now)
    named = [Channel(authority.channel), *(Channel(one) for one in (wanted.channels if wanted else []))]
    sent = request.transmissions.filter(recipient=authority).exclude(purpose=Purpose.NOTICE)
    tried = set(sent.values_list("channel", flat=True))
    reached = bool(addressees_of_link(authority, now=now))
    return [
        one
        for one in dict.fromkeys([*named, *_BY_SPEED])
        if one != Channel.PORTAL and one not in tried and (reached or one != Channel.EMAIL)
    ]


def other_way(request: Request, *, now: datetime, names: str = "") -> OtherWay | None:
    """None where every channel was tried."""
    left = channels_left(request, now=now)
    if not left:
        return None
    return OtherWay(channel=left[0], href=further_href(request, channel=left[0], purpose=Purpose.AGAIN), names=names)


def further_href(request: Request, *, purpose: Purpose, channel: Channel | None = None, recipient: str = "") -> str:
    """The form for sending once more, filled in."""
    filled = {"purpose": purpose.value, "channel": channel.value if channel else "", "recipient": recipient}
    query = urlencode({name: value for name, value in filled.items() if value})
    return f"{reverse('request_transmissions', args=[request.pk])}?{query}#further"


def way_out(request: Request, side: Side, *, now: datetime) -> OtherWay | None:
    """For who asked, while nobody acknowledged and a mail did not arrive: the other way. None once it was taken."""
    if side is not Side.REQUESTING or request.status != Status.SENT or request.is_registered:
        return None
    last = request.transmissions.filter(recipient=request.requested_authority_id).order_by("-sent_at").first()
    failed = [one for one in undelivered(request) if last is None or (one.failed_at and one.failed_at >= last.sent_at)]
    if not failed:
        return None
    names = ", ".join(dict.fromkeys(one.to_name or request.requested_authority.name for one in failed))
    return other_way(request, now=now, names=names)


def not_arrived() -> Exists:
    """Of requests: a mail that asks the other side to acknowledge has failed, and nothing was sent since."""
    after = Transmission.objects.filter(
        request=OuterRef("request"), sent_at__gt=OuterRef("at"), recipient=OuterRef("request__requested_authority")
    )
    still = Q(message__status=MailStatus.FAILED) & (Q(link=None) | Q(link__revoked_at=None))
    failed = DeliveryFailure.objects.filter(~Exists(after), still, request=OuterRef("pk"))
    return Exists(failed)


def failures_unrecorded(templates: tuple[str, ...]) -> QuerySet[Message]:
    """Failed messages of which no row says so yet, the newest first."""
    told = DeliveryFailure.objects.filter(message=OuterRef("pk"), at=OuterRef("failed_at"))
    failed = Message.objects.filter(~Exists(told), status=MailStatus.FAILED, template__in=templates)
    return failed.order_by("-failed_at")
