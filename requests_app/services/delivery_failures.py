"""A mail that reached nobody is put on record, and who asked is told, so that they call or send it another way.

Nothing else follows: a mail server changes no status and no clock.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.outbox.models import Message
from requests_app.models import Deadline, DeliveryFailure, OutsideLink, Purpose, Request, Transmission
from requests_app.selectors.other_channels import failures_unrecorded
from requests_app.selectors.undelivered import AWAITED
from requests_app.services import notices
from requests_app.states import Status


@transaction.atomic
def failures_record(*, now: datetime, limit: int = 100) -> int:
    """Record what has failed and is not on record yet; how many. Any number may run at once."""
    failed = failures_unrecorded(AWAITED).select_for_update(of=("self",), skip_locked=True)[:limit]
    return sum(_record(message, now) for message in failed)


def _record(message: Message, now: datetime) -> bool:
    request, transmission, link = _about(message)
    if request is None or message.failed_at is None:
        return False
    failure, made = DeliveryFailure.objects.get_or_create(
        message=message,
        at=message.failed_at,
        defaults={
            "request": request,
            "transmission": transmission,
            "link": link,
            "to_name": message.to_name[:200],
            "reason": message.last_error[:500],
        },
    )
    if not made:
        return False
    event_record(
        chain=f"request:{request.pk}",
        verb=Verb.DELIVERY_FAILED,
        actor=None,
        data={
            "message": str(message.pk),
            "template": message.template,
            "transmission": str(transmission.pk) if transmission else "",
            "reason": failure.reason,
        },
        at=now,
    )
    is_notice = transmission is not None and transmission.purpose == Purpose.NOTICE
    asks = request.status == Status.SENT and not request.is_registered
    if (asks or is_notice) and not (link and link.revoked_at):
        notices.undelivered(failure=failure, address=message.to_address, now=now)
    return True


def _about(message: Message) -> tuple[Request | None, Transmission | None, OutsideLink | None]:
    """The request, what did not arrive, and the link in the mail; nothing where it is about none."""
    kind, _colon, key = message.topic.partition(":")
    found = _keys(key)
    if kind == "outside" and (link := _links().filter(pk__in=found).first()):
        return link.transmission.request, link.transmission, link
    if kind == "request" and (request := _requests().filter(pk__in=found).first()):
        return request, request.transmissions.order_by("sent_at").first(), None
    deadline = Deadline.objects.filter(pk__in=found).first() if kind == "deadline" else None
    return (_requests().get(pk=deadline.request_id), None, None) if deadline else (None, None, None)


def _requests() -> QuerySet[Request]:
    return Request.objects.select_related("case", "requesting_authority", "requested_authority")


def _links() -> QuerySet[OutsideLink]:
    parties = "transmission__request__case", "transmission__request__requesting_authority"
    return OutsideLink.objects.select_related(*parties, "transmission__request__requested_authority")


def _keys(text: str) -> list[UUID]:
    try:
        return [UUID(text)]
    except ValueError:
        return []
