"""What the requested side does with data that nobody comes to fetch: it asks, and lets the custodian release them."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.days import day_in
from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, Invalid
from requests_app.access import get_request
from requests_app.models import DeadlineKind, Message, Preservation, PreservationChange, Request, Topic
from requests_app.selectors.kept import get_kept
from requests_app.services.inputs import optional_day, optional_text
from requests_app.services.measures import require_executing
from requests_app.services.messages import message_send
from requests_app.services.preservations import preservation_release
from requests_app.states import Side, Status


@transaction.atomic
def kept_ask(*, actor: User, request: Request, preservation: Preservation, text: object) -> Message:
    """Ask the other side whether the data are still needed; its answer has a deadline, like that to any question.

    Raises Conflict while an earlier question waits, for what is over, and for a requester outside the portal.
    """
    request = get_request(actor, request.pk)
    require_executing(actor, request)
    one = get_kept(request, preservation.pk)
    _require_running(one)
    waits = request.deadlines.filter(
        kind=DeadlineKind.CLARIFICATION_REPLY, owed_by=Side.REQUESTING, closed_at__isnull=True
    )
    if waits.exists():
        raise Conflict(_("A question waits for its answer already. The other side is reminded of it."))
    message = message_send(actor=actor, request=request, text=text, topic=Topic.CLARIFICATION)
    PreservationChange.objects.create(
        preservation=one,
        what=PreservationChange.What.ASKED,
        until_before=one.until,
        until_after=one.until,
        note=message.text,
        by=actor,
        at=message.at,
    )
    return message


@transaction.atomic
def kept_release(
    *, actor: User, request: Request, preservation: Preservation, released_on: object, note: object = ""
) -> Preservation:
    """The custodian need keep the data no longer. Before their last day that takes a reason (29(7): not less than 60
    days), unless the request was withdrawn.
    """
    request = get_request(actor, request.pk)
    require_executing(actor, request)
    one = get_kept(request, preservation.pk)
    zone, now = request.requested_authority.jurisdiction.time_zone, timezone.now()
    day = optional_day(released_on, "released_on", zone) or day_in(zone, now)
    said = optional_text(note, "note", 2000)
    if not said and _early(request, one, day):
        raise Invalid({"note": [_("It is before the last day: say why the data are let go (Art. 29(7)).")]})
    return preservation_release(actor=actor, preservation=one, released_on=day, now=now, note=said)


def _early(request: Request, preservation: Preservation, day: date) -> bool:
    return request.status != Status.WITHDRAWN and day <= preservation.until


def _require_running(preservation: Preservation) -> None:
    if preservation.released_on or preservation.lapsed_at or preservation.held_since:
        raise Conflict(
            _("Nothing is to be asked or released: this preservation is marked “%(state)s”.")
            % {"state": preservation.state.label}
        )
