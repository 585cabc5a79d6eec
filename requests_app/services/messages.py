"""What is said to the other side, and what was said outside the portal. Appended, never changed."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, Invalid
from mla_portal.outbox.services import messages_cancel
from requests_app.access import unread_by
from requests_app.models import Attachment, Means, Message, MessageAttachment, MessageReading, Request, Topic
from requests_app.selectors.doubts_outside import doubt_outside
from requests_app.selectors.messages import authority_at, is_heard, other_side
from requests_app.services import notices
from requests_app.services.deadlines import deadlines_lock
from requests_app.services.inputs import required_text
from requests_app.services.question_clocks import clocks_at_message
from requests_app.services.speaking import side_speaking
from requests_app.states import Side

LONGEST = 20_000
# What can be recorded: the other ways are the portal's own.
RECORDED = (Means.PHONE, Means.EMAIL, Means.MEETING, Means.OTHER)


@transaction.atomic
def message_send(
    *,
    actor: User,
    request: Request,
    text: object,
    topic: str = Topic.MESSAGE,
    attachments: Collection[UUID] = (),
    client_token: str = "",
) -> Message:
    """Say something to the other side, with files that lie with the request already; the other side is told by mail.

    The same `client_token` of the same person gives the first message again. Raises Invalid; Conflict before the
    request was sent, and to an authority that is no member of the portal: nobody there could read it.
    """
    side = _checked(actor, request)
    if not is_heard(request, side):
        raise Conflict(
            _("%(authority)s is not in this portal. Record what was said by telephone or mail instead.")
            % {"authority": authority_at(request, other_side(side)).name}
        )
    message = _said_before(actor, request, client_token)
    if message is not None:
        return message
    message = Message(request=request, side=side, author=actor, text=_text(text), topic=_topic(topic))
    if message.topic == Topic.DOUBT:
        raise Invalid({"topic": [_("This is for what an authority outside says on its link, and for the call back.")]})
    return message_add(message, _files(request, side, attachments), client_token, side)


@transaction.atomic
def message_record(
    *,
    actor: User,
    request: Request,
    text: object,
    said_by: object,
    said_at: datetime | None,
    means: str,
    side: str = "",
    topic: str = Topic.MESSAGE,
    attachments: Collection[UUID] = (),
    client_token: str = "",
) -> Message:
    """Put on the file what was said outside the portal: by whom, when, how. `side` is who spoke: the other one, if not
    said. Both sides see the record. Raises Invalid, and Conflict before the request was sent.
    """
    own = _checked(actor, request)
    message = _said_before(actor, request, client_token)
    if message is not None:
        return message
    message = Message(
        request=request,
        side=_one_of(Side.values, side or other_side(own), "side"),
        author=actor,
        text=_text(text),
        topic=_topic(topic),
        means=_one_of(RECORDED, means, "means"),
        said_by=required_text(said_by, "said_by", _("Say who said it: a name, or the desk that answered."), 200),
        said_at=_instant(said_at),
    )
    if message.topic == Topic.DOUBT:
        _require_call_back(message, own)
    return message_add(message, _files(request, own, attachments), client_token, own)


@transaction.atomic
def messages_read(*, actor: User, request: Request) -> int:
    """This person was shown the thread; how many messages of it were new to them. Again does nothing."""
    new = list(unread_by(actor).filter(request=request).order_by("id"))
    now = timezone.now()
    MessageReading.objects.bulk_create(
        [MessageReading(message=one, user=actor, at=now) for one in new], ignore_conflicts=True
    )
    if new:
        for side in {one.side for one in new}:
            messages_cancel(topics=[notices.messages_topic_of(request, side)], now=now)
        data = {"messages": [str(one.pk) for one in new]}
        event_record(chain=f"request:{request.pk}", verb=Verb.MESSAGE_READ, actor=actor, data=data, at=now)
    return len(new)


def _checked(actor: User, request: Request) -> Side:
    side = side_speaking(actor, request)
    if request.sent_at is None:
        raise Conflict(
            _("Messages begin when the request has been sent. Until then, write comments to your colleagues.")
        )
    return side


def message_add(message: Message, files: list[Attachment], client_token: str, by_side: Side) -> Message:
    """Put it into the thread, once it was judged. In the caller's transaction, which holds the request locked."""
    message.at, message.client_token = timezone.now(), client_token or uuid4().hex
    message.save(force_insert=True)
    MessageAttachment.objects.bulk_create(MessageAttachment(message=message, attachment=file) for file in files)
    if message.topic == Topic.DOUBT and message.means == Means.LINK:
        notices.doubted_outside(message=message, now=message.at)
    else:
        clocks_at_message(message)
        notices.message_arrived(message=message, now=message.at)
    event_record(
        chain=f"request:{message.request_id}",
        verb=Verb.MESSAGE_SENT if message.means == Means.PORTAL else Verb.MESSAGE_RECORDED,
        actor=message.author,
        # By the hash the trail proves the words, and does not repeat them.
        data={
            "message": str(message.pk),
            "topic": message.topic,
            "side": message.side,
            "by_side": by_side,
            "text_sha256": hashlib.sha256(message.text.encode()).hexdigest(),
        },
        at=message.at,
    )
    return message


def _said_before(actor: User, request: Request, client_token: str) -> Message | None:
    """Two presses wait for each other here. Deadlines are taken first, as everywhere."""
    deadlines_lock(request)
    Request.objects.select_for_update(of=("self",), no_key=True).get(pk=request.pk)
    if not client_token:
        return None
    return Message.objects.filter(request=request, author=actor, client_token=client_token).first()


def _files(request: Request, side: Side, wanted: Collection[UUID]) -> list[Attachment]:
    found = list(
        Attachment.objects.filter(request=request, pk__in=wanted, side=side, internal=False, removed_at__isnull=True)
    )
    if len(found) != len(set(wanted)):
        raise Invalid({"attachments": [_("Attach files that your own side laid with this request for both to see.")]})
    return found


def _text(text: object) -> str:
    return required_text(text, "text", _("Write the message, or what was said."), LONGEST)


def _require_call_back(message: Message, own: Side) -> None:
    """What ends a doubt: a call of the side that sent it, while one stands."""
    if own is not Side.REQUESTING or doubt_outside(message.request) is None:
        raise Invalid({"topic": [_("No doubt stands here that a call could answer.")]})
    if message.means != Means.PHONE:
        raise Invalid(
            {"means": [_("A doubt is answered by a call to a number of the directory, and by nothing else.")]}
        )


def _topic(topic: str) -> str:
    return _one_of(Topic.values, topic, "topic")


def _one_of(choices: Collection[str], value: object, field: str) -> str:
    if not isinstance(value, str) or value not in choices:
        raise Invalid({field: [_("Choose one of: %(choices)s.") % {"choices": ", ".join(choices)}]})
    return value


def _instant(said_at: datetime | None) -> datetime:
    if said_at is None:
        raise Invalid({"said_at": [_("Say when it was said.")]})
    if said_at > timezone.now():
        raise Invalid({"said_at": [_("This is in the future. Give the instant at which it was said.")]})
    return said_at
