"""The mails about a request that reached nobody, for the side that asked: it can still pick up the telephone."""

from __future__ import annotations

from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from mla_portal.outbox.models import Message, Status
from mla_portal.ui.parts import Moment
from requests_app.models import OutsideLink, Request
from requests_app.states import Status as RequestStatus

# Those that ask somebody to acknowledge; the others only tell what the page tells too.
ASKING = ("request_arrived", "request_link", "reminder")
# With those that bring a document.
AWAITED = (*ASKING, "notice_link")


def undelivered(request: Request) -> QuerySet[Message]:
    """The newest of each recipient, for each rung of the ladder would fail the same way."""
    clocks = request.deadlines.order_by().annotate(
        topic=Concat(Value("deadline:"), Cast("pk", TextField()), output_field=TextField())
    )
    links = OutsideLink.objects.filter(transmission__request=request, revoked_at__isnull=True).order_by()
    on_links = links.annotate(topic=Concat(Value("outside:"), Cast("pk", TextField()), output_field=TextField()))
    about = Q(topic=f"request:{request.pk}") | Q(topic__in=clocks.values("topic"))
    about |= Q(topic__in=on_links.values("topic"))
    failed = Message.objects.filter(about, status=Status.FAILED, template__in=AWAITED)
    return failed.order_by("to_address", "-failed_at").distinct("to_address")


def undelivered_shown(request: Request) -> list[Moment]:
    """One line for each recipient, by name: the address may be that of a person of the other side."""
    told = _("The mail to %(name)s could not be delivered")
    if request.status == RequestStatus.SENT:
        told = _("The mail to %(name)s could not be delivered: call them")
    if request.status == RequestStatus.SENT and not request.requested_authority.member:
        told = _("The mail to %(name)s could not be delivered: call them, or send it by another channel")
    return [
        Moment(
            title=told % {"name": message.to_name or request.requested_authority.name},
            at=message.failed_at,
            tone="bad",
        )
        for message in undelivered(request)
    ]
