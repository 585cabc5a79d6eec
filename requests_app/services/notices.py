"""The mails that a move causes: into the outbox, in the transaction of the move. No facts of the case in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.outbox.services import NewMessage, messages_cancel, messages_queue
from requests_app.models import (
    DeadlineKind,
    DeliveryFailure,
    Disclosure,
    Means,
    Message,
    MessageReading,
    OutsideLink,
    Purpose,
    Request,
    Urgency,
    WorkHandOver,
)
from requests_app.quiet_hours import morning_after
from requests_app.selectors.outside import outsider_of
from requests_app.selectors.own_side import OwnSide
from requests_app.selectors.parties import Parties, parties_of
from requests_app.selectors.recipients import Recipient, approvers_of, desks_of, people_with, person
from requests_app.states import Action, Move, Side

_MOVED = {
    Action.START: "request_started",
    Action.REFUSE: "request_refused",
    Action.REDIRECT: "request_redirected",
    Action.POSTPONE: "request_postponed",
    Action.RESUME: "request_resumed",
    Action.COMPLETE: "request_completed",
    Action.CLOSE: "request_closed",
}


def topic_of(request: Request | Parties) -> str:
    return f"request:{request.pk}"


def submitted(*, request: Request, now: datetime) -> None:
    _queue("request_submitted", request, approvers_of(request), now)


def returned(*, request: Request, by: User, now: datetime) -> None:
    _queue("request_returned", request, _author(request), now, by=by.name)


def approved(*, request: Request, by: User, now: datetime) -> None:
    _queue("request_approved", request, _author(request), now, by=by.name)


def assigned(*, request: Request, to: User, by: User, now: datetime) -> None:
    if to.email:
        _queue("request_assigned", request, [person(to)], now, by=by.name)


def approval_dropped(*, request: Request, to: User, why: str, now: datetime) -> None:
    """Tell whoever pressed that nothing was approved. `why` is a sentence of the portal, not of the case."""
    if to.email:
        _queue("approval_dropped", request, [person(to)], now, why=why)


def handed_over(*, hand_over: WorkHandOver, number: int, now: datetime) -> None:
    """Tell whoever takes over, by name; a desk reads it on its home page."""
    to = hand_over.to
    if to is None or not to.email:
        return
    messages_queue(
        [
            NewMessage(
                key=f"work_handed_over:{hand_over.pk}",
                template="work_handed_over",
                to_address=to.email,
                to_name=to.name,
                language=to.language,
                time_zone=to.time_zone,
                context={
                    "by": hand_over.by.name,
                    "authority": hand_over.authority.name,
                    "number": number,
                    "path": f"/hand-overs/{hand_over.pk}/",
                },
                topic=f"hand_over:{hand_over.pk}",
            )
        ],
        now=now,
    )


def arrived(*, request: Request, now: datetime) -> None:
    """Tell every desk of the requested authority at once, and where it has none those who may acknowledge."""
    if request.requested_authority.member:
        _queue("request_arrived", request, _receivers(request, now), now)


def acknowledged(*, request: Request, by: str, now: datetime) -> None:
    _queue("request_acknowledged", request, _senders(request), now, by=by)


def moved(*, request: Request, move: Move, by: User, now: datetime) -> None:
    """Tell the other side of a move made after the acknowledgement: what is new, never why.

    Of a registered request nobody is: its sender is outside, and is told by the channel that it used.
    """
    template = _MOVED[move.action]
    if move.side is Side.REQUESTED:
        _queue(template, request, _senders(request), now, by=by.name)
    elif request.requested_authority.member and not request.is_registered:
        _queue(template, request, _receivers(request, now), now, by=by.name)


def preservation_changed(*, request: Request, what: str, now: datetime) -> None:
    """Tell who asked what became of the preserved data; of a lapse both sides are told. `what` as it is recorded."""
    _queue("preservation_changed", request, _senders(request), now, what=what)
    if what == "lapsed" and request.requested_authority.member:
        _queue("preservation_changed", request, _receivers(request, now), now, what=what)


def disclosure_changed(*, disclosure: Disclosure, what: str, to: Side, now: datetime) -> None:
    """Tell the other side that something was handed over, or what was decided about its conditions; never what it is.

    Of a registered request, and of an authority outside, nobody of that side is in the portal to be told.
    """
    request = disclosure.request
    if to is Side.REQUESTED:
        recipients = _receivers(request, now) if request.requested_authority.member else []
    else:
        recipients = [] if request.is_registered else _senders(request)
    shut = "yes" if disclosure.conditional else ""
    _queue("disclosure_changed", request, recipients, now, what=what, conditional=shut, number=str(disclosure.number))


def undelivered(*, failure: DeliveryFailure, address: str, now: datetime) -> None:
    """Tell who sent it that a mail to the other side reached nobody; of the reminders to one address once."""
    request = failure.request
    once = f"{failure.message_id}:{failure.at.isoformat()}" if failure.transmission_id else f"{request.pk}:{address}"
    recipients = _receivers(request, now) if request.is_registered else _senders(request)
    is_notice = failure.transmission is not None and failure.transmission.purpose == Purpose.NOTICE
    messages_queue(
        [
            NewMessage(
                key=f"request_undelivered:{once}:{recipient.address}",
                template="notice_undelivered" if is_notice else "request_undelivered",
                to_address=recipient.address,
                to_name=recipient.name,
                language=recipient.language,
                time_zone=recipient.time_zone,
                context={
                    **particulars(request),
                    "name": failure.to_name or outsider_of(request).name,
                    "to_authority": outsider_of(request).name,
                    "path": f"/requests/{request.pk}/transmissions/",
                },
                topic=topic_of(request),
            )
            for recipient in recipients
        ],
        now=now,
    )


def emergency_sent(*, request: Request, by: User, now: datetime) -> None:
    """Tell the supervisors of the requesting authority at once, day and night: nobody approved it."""
    supervisors = [one for one in _supervisors(request) if one.address.lower() != by.email.lower()]
    _of_emergency("emergency_sent", request, supervisors, by, now)


def emergency_reviewed(*, request: Request, by: User, now: datetime) -> None:
    """Tell who wrote and who sent it that it was looked at; what was found stands on its page."""
    _of_emergency("emergency_reviewed", request, _senders(request), by, now)


def formal_differs(*, request: Request, by: Side, now: datetime) -> None:
    """Tell the other side that the text which came formally says something else; never what."""
    to_requested = by is Side.REQUESTING
    if request.is_registered or (to_requested and not request.requested_authority.member):
        return
    recipients = _receivers(request, now) if to_requested else _senders(request)
    told = _of_message(request, to_requested=to_requested)
    _queue("formal_differs", request, recipients, now, by_authority=told["from_authority"])


def incident_opened(*, request: Request, side: Side, now: datetime) -> None:
    """Tell the supervisors of the side that put it on record."""
    if side is Side.REQUESTED:
        people = people_with(request.requested_authority, Permission.SUPERVISE)
        _queue("incident_opened", request, [person(one) for one in people], now)
    else:
        parties = parties_of(request)
        _queue("incident_opened", request, OwnSide([parties]).supervisors(parties), now)


def suspicion_raised(*, request: Request, by: User, now: datetime) -> None:
    """Tell the supervisors of the requested authority, and nobody of the other one."""
    supervisors = [person(one) for one in people_with(request.requested_authority, Permission.SUPERVISE)]
    path = f"/requests/{request.pk}/suspicion/"
    others = [one for one in supervisors if one.address.lower() != by.email.lower()]
    _queue("request_suspected", request, others, now, topic=f"suspicion:{request.pk}", by=by.name, path=path)


def withdrawn(*, request: Request, now: datetime) -> None:
    if request.requested_authority.member:
        _queue("request_withdrawn", request, _receivers(request, now), now)


def message_arrived(*, message: Message, now: datetime) -> None:
    """Tell the side that was spoken to, once until somebody there has read on; by day, unless the matter is urgent."""
    request = message.request
    if message.means not in Means.reaching():
        return
    to_requested = message.side == Side.REQUESTING
    recipients = _receivers(request, now) if to_requested else _senders(request)
    read = MessageReading.objects.filter(message__request=request, message__side=message.side).count()
    messages_queue(
        [
            NewMessage(
                key=f"message_arrived:{request.pk}:{message.side}:{read}:{now.date()}:{recipient.address}",
                template="message_arrived",
                to_address=recipient.address,
                to_name=recipient.name,
                language=recipient.language,
                time_zone=recipient.time_zone,
                context={
                    **_of_message(request, to_requested=to_requested),
                    "path": f"/requests/{request.pk}/messages/",
                },
                topic=messages_topic_of(request, message.side),
                not_before=_by_day(request, recipient, now),
            )
            for recipient in recipients
        ],
        now=now,
    )


def doubted_outside(*, message: Message, now: datetime) -> None:
    """Tell who sent it, and the supervisors, at once, day and night: only a call back shows that it is genuine."""
    request = message.request
    told = {one.address.lower(): one for one in [*_senders(request), *_supervisors(request)]}
    _queue("request_doubted", request, told.values(), now, topic=f"doubt:{message.pk}")


def messages_topic_of(request: Request, said_by: str) -> str:
    """Of the mails that tell what this side said: they are called off when it was read."""
    return f"messages:{request.pk}:{said_by}"


def cancel(*, request: Request, now: datetime) -> None:
    """Call off what is still waiting to be delivered about this request: the next step has been made. Its reminders
    are those of its deadlines, and go with them. A notice of a step before says what holds still, and goes out.
    """
    links = OutsideLink.objects.filter(transmission__request=request).exclude(transmission__purpose=Purpose.NOTICE)
    on_links = [f"outside:{key}" for key in links.values_list("pk", flat=True)]
    messages_cancel(topics=[topic_of(request), *on_links], now=now)


def reminders_call_off(*, deadlines: Iterable[UUID], now: datetime) -> None:
    """Call off the reminders of these deadlines that are still waiting to be delivered."""
    messages_cancel(topics=[reminders_topic(key) for key in deadlines], now=now)


def reminders_topic(deadline: UUID | str) -> str:
    return f"deadline:{deadline}"


def particulars(request: Request) -> dict[str, str]:
    """What every mail about a request may say."""
    return {
        "reference": request.reference,
        "kind": request.kind,
        "urgency": request.urgency,
        "from_authority": request.requesting_authority.name,
        "to_authority": request.requested_authority.name,
        "path": f"/requests/{request.pk}/",
    }


def _of_message(request: Request, *, to_requested: bool) -> dict[str, str]:
    authorities = request.requesting_authority, request.requested_authority
    speaker, _reader = authorities if to_requested else authorities[::-1]
    return {"reference": request.reference, "from_authority": speaker.name}


def _by_day(request: Request, recipient: Recipient, now: datetime) -> datetime | None:
    if recipient.round_the_clock or request.urgency != Urgency.NORMAL:
        return None
    return morning_after(now, recipient.time_zone)


def _receivers(request: Request, now: datetime) -> list[Recipient]:
    authority = request.requested_authority
    return desks_of(authority, now=now) or [person(one) for one in people_with(authority, Permission.ACKNOWLEDGE)]


def _author(request: Request) -> list[Recipient]:
    """Who is responsible, which at first is the author; when they may not be told any more, the supervisors."""
    parties = parties_of(request)
    own = OwnSide([parties])
    return own.still(parties, parties.person or parties.author) or own.supervisors(parties)


def _supervisors(request: Request) -> list[Recipient]:
    parties = parties_of(request)
    return OwnSide([parties]).supervisors(parties)


def _of_emergency(template: str, request: Request, told: list[Recipient], by: User, now: datetime) -> None:
    topic, path = f"emergency:{request.pk}", f"/requests/{request.pk}/emergency/"
    _queue(template, request, told, now, topic=topic, by=by.name, path=path)


def _senders(request: Request) -> list[Recipient]:
    """The author, and who is responsible or sent it; when neither may be told any more, the supervisors."""
    parties = parties_of(request)
    own = OwnSide([parties])
    return own.author_and_sender(parties) or own.supervisors(parties)


def _queue(
    template: str,
    request: Request,
    recipients: Iterable[Recipient],
    now: datetime,
    *,
    topic: str | None = None,
    **more: str,
) -> None:
    """Under the topic of the request, with which the next move calls it off, or one that no move does."""
    deadline = request.deadlines.filter(kind=DeadlineKind.ACKNOWLEDGEMENT, closed_at__isnull=True).first()
    context = {**particulars(request), **more}
    if deadline is not None:
        context["due_at"] = deadline.due_at.isoformat()
    messages_queue(
        [
            NewMessage(
                # The instant makes a second round (returned, submitted again) a message of its own.
                key=f"{template}:{request.pk}:{now.isoformat()}:{recipient.address}",
                template=template,
                to_address=recipient.address,
                to_name=recipient.name,
                language=recipient.language,
                time_zone=recipient.time_zone,
                context=context,
                topic=topic_of(request) if topic is None else topic,
            )
            for recipient in recipients
        ],
        now=now,
    )
