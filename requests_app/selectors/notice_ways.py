"""How a notice reaches an authority outside the portal: by the way of its request; and those that did not go yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from contacts.days import day_in
from contacts.models import Channel
from mla_portal.outbox.models import Status as MailStatus
from requests_app.models import Document, Purpose, Request, Transmission
from requests_app.models.owed import WITHDRAWAL
from requests_app.selectors.doubts import withheld
from requests_app.selectors.outside import addressees_of_link, mails_of, outsider_of
from requests_app.selectors.papers import Paper, notice_name
from templates_app.notice import Notice

# What says something of the result, or passes the request on: not while it is not sure who asks.
TELLING = (
    Notice.PRESERVATION_REPORT,
    Notice.PARTIAL_EXECUTION,
    Notice.EXECUTION_REPORT,
    Notice.PATH_DISCLOSURE,
    Notice.REDIRECT,
)
_ANSWERS = tuple(str(one) for one in Notice if one is not Notice.PRESERVATION_ORDER)


@dataclass(frozen=True, kw_only=True)
class Unsent:
    """A notice that the other side does not have, and why it did not go by itself."""

    document: Document
    label: str
    why: str


def kinds_outside(request: Request) -> tuple[str, ...]:
    """The notices that the side which is in the portal issues to one that is not."""
    if request.is_registered:
        return _ANSWERS
    return () if request.requested_authority.member or request.kind == WITHDRAWAL else (WITHDRAWAL,)


def way_of(request: Request) -> Channel:
    """The channel by which the request came, or by which it went last; after a call, their usual one."""
    if request.is_registered and request.received_channel in Channel.values:
        return Channel(request.received_channel)
    if request.is_registered:
        usual = Channel(request.requesting_authority.channel)
        return Channel.EMAIL if usual == Channel.PORTAL else usual
    sent = request.transmissions.filter(
        recipient=request.requested_authority_id, purpose__in=(Purpose.REQUEST, Purpose.AGAIN)
    )
    last = sent.order_by("-sent_at").values_list("channel", flat=True).first()
    return Channel(last or request.requested_authority.channel)


def why_not_by_itself(request: Request, *, now: datetime) -> str:
    """A sentence for the officer, who sends it; empty where a link goes out by itself."""
    reader, way = outsider_of(request), way_of(request)
    names = {"authority": reader.name, "channel": way.label}
    if not reader.valid_on(day_in(reader.time_zone, now)):
        return _("%(authority)s is no longer valid in the directory. Send this notice to its successor.") % names
    if way != Channel.EMAIL:
        return _("Send this notice by this channel and record it: %(channel)s.") % names
    if not addressees_of_link(reader, now=now):
        return _("The directory knows no e-mail address of %(authority)s. Send this notice and record it.") % names
    if refusal := withheld(request):
        return _("It did not go by itself: %(why)s") % {"why": refusal}
    return ""


def channels_of_notice(request: Request, *, now: datetime) -> list[Channel]:
    """Its own way first; by e-mail only where the directory knows an address."""
    reached = bool(addressees_of_link(outsider_of(request), now=now))
    found = dict.fromkeys([way_of(request), *Channel])
    return [one for one in found if one != Channel.PORTAL and (reached or one != Channel.EMAIL)]


def notices_unsent(request: Request, *, now: datetime) -> list[Unsent]:
    """Oldest first: those that went in no way, and those whose every mail came back."""
    kinds = kinds_outside(request)
    if request.sent_at is None or not kinds:
        return []
    documents = request.documents.filter(kind__in=kinds).defer("pdf", "html", "context").order_by("created_at", "id")
    # What was said on a link is the other side's own: nobody here answers for it.
    rows = list(documents.exclude(created_by=None))
    if not rows:
        return []
    last = _last_sendings(request)
    returned = _returned(list(last.values()))
    own = why_not_by_itself(request, now=now)
    return [
        Unsent(
            document=one,
            label=Paper(document=one, name=notice_name(one.kind)).label,
            why=_why(last.get(one.pk), returned, own),
        )
        for one in rows
        if one.pk not in last or last[one.pk].pk in returned
    ]


def _why(sent: Transmission | None, returned: set[UUID], own: str) -> str:
    if sent is not None and sent.pk in returned:
        return _("The mail with its link could not be delivered: call, or send it by another channel.")
    return own or _("It was not sent yet.")


def _last_sendings(request: Request) -> dict[UUID, Transmission]:
    sent = request.transmissions.filter(purpose=Purpose.NOTICE).order_by("sent_at", "id")
    return {one.document_id: one for one in sent.prefetch_related("links")}


def _returned(sent: list[Transmission]) -> set[UUID]:
    """Those of which no mail arrives any more, and no link was opened."""
    mails = mails_of(link for one in sent for link in one.links.all())
    found = set()
    for one in sent:
        links = [link for link in one.links.all() if link.revoked_at is None]
        if links and all(mails.get(str(link.pk)) == MailStatus.FAILED and not link.used_at for link in links):
            found.add(one.pk)
    return found
