"""Acknowledging: a person of the requested authority confirms receipt, and the waiting ends."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mla_portal.accounts.models import User
from mla_portal.errors import Conflict
from requests_app.models import Acknowledgement, Request
from requests_app.services import notices
from requests_app.services.inputs import optional_text
from requests_app.services.life_clocks import clocks_at_receipt
from requests_app.services.moves import move_checked, move_make
from requests_app.services.owed_notices import acknowledgement_owe
from requests_app.services.preservations import preservations_hold
from requests_app.states import Action


@transaction.atomic
def acknowledge(*, actor: User, request: Request, their_reference: str = "", note: str = "") -> Request:
    """Confirm receipt, with the requested authority's own reference if it has one already.

    One per transmission: the second press finds the request acknowledged and gets Conflict, whoever was first.
    """
    move = move_checked(actor=actor, request=request, action=Action.ACKNOWLEDGE)
    now = timezone.now()
    their_reference = optional_text(their_reference, "their_reference", 80)
    note = optional_text(note, "note", 2000)
    transmission = request.transmissions.order_by("-sent_at").first()
    if transmission is None and not request.is_registered:
        raise Conflict(_("This request was not sent to anybody yet."))
    by_requesting = not request.is_registered and not request.requested_authority.member
    move_make(
        actor=actor,
        request=request,
        move=move,
        now=now,
        changes={"acknowledged_at": now},
        data={
            "their_reference": their_reference,
            "recorded_by_requesting": by_requesting,
        },
    )
    given = Acknowledgement.objects.create(
        transmission=transmission, request=request, their_reference=their_reference, note=note, by=actor, at=now
    )
    if not by_requesting:
        acknowledgement_owe(given)
    clocks_at_receipt(request=request, now=now)
    notices.cancel(request=request, now=now)
    preservations_hold(actor=actor, request=request, now=now)
    notices.acknowledged(request=request, by=actor, now=now)
    return request
