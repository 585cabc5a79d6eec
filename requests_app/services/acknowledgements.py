"""Acknowledging: a person of the requested authority confirms receipt, and the waiting ends."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mla_portal.accounts.models import User
from mla_portal.errors import Conflict
from requests_app.models import Acknowledgement, OutsideLink, Request, Transmission
from requests_app.services import notices
from requests_app.services.inputs import optional_text
from requests_app.services.life_clocks import clocks_at_receipt
from requests_app.services.moves import does_not_fit, move_checked, move_make
from requests_app.services.owed_notices import acknowledgement_owe
from requests_app.services.preservations import preservations_hold
from requests_app.states import Action, find_move


@transaction.atomic
def acknowledge(*, actor: User, request: Request, their_reference: str = "", note: str = "") -> Request:
    """Confirm receipt, with the requested authority's own reference if it has one already.

    One per transmission: the second press finds the request acknowledged and gets Conflict, whoever was first.
    """
    move = move_checked(actor=actor, request=request, action=Action.ACKNOWLEDGE)
    now = timezone.now()
    their_reference = optional_text(their_reference, "their_reference", 80)
    note = optional_text(note, "note", 2000)
    transmission = transmission_received(request)
    if transmission is None and not request.is_registered:
        raise Conflict(_("This request was not sent to anybody yet."))
    by_requesting = not request.is_registered and not request.requested_authority.member
    move_make(
        actor=actor,
        request=request,
        move=move,
        now=now,
        changes={"acknowledged_at": now},
        data={"their_reference": their_reference, "recorded_by_requesting": by_requesting},
    )
    given = Acknowledgement.objects.create(
        transmission=transmission, request=request, their_reference=their_reference, note=note, by=actor, at=now
    )
    if not by_requesting:
        acknowledgement_owe(given)
    _waited_for(request, actor, actor.name, now)
    return request


@transaction.atomic
def acknowledge_on_link(
    *, link: OutsideLink, request: Request, their_reference: object = "", note: object = ""
) -> None:
    """A person of an authority outside confirms receipt of what the link shows, by the name given with its code.

    As `acknowledge` in all else. The caller has made sure that the link is open in this browser (`link_entered`).
    """
    move = find_move(request.status, Action.ACKNOWLEDGE)
    if move is None:
        raise does_not_fit(None, request, Action.ACKNOWLEDGE)
    now = timezone.now()
    reference = optional_text(their_reference, "their_reference", 80)
    said = optional_text(note, "note", 2000)
    move_make(
        actor=None,
        request=request,
        move=move,
        now=now,
        changes={"acknowledged_at": now},
        data={"their_reference": reference, "link": str(link.pk)},
    )
    given = Acknowledgement.objects.create(
        transmission=link.transmission,
        request=request,
        their_reference=reference,
        note=said,
        by_name=link.person_name,
        by_function=link.person_function,
        at=now,
    )
    acknowledgement_owe(given)
    _waited_for(request, None, link.person_name, now)


def transmission_received(request: Request) -> Transmission | None:
    """The newest to the authority that was asked: a copy to another one is nothing that it could confirm."""
    return request.transmissions.filter(recipient=request.requested_authority_id).order_by("-sent_at").first()


def _waited_for(request: Request, actor: User | None, by: str, now: datetime) -> None:
    """The waiting ends, and who asked is told."""
    clocks_at_receipt(request=request, now=now)
    notices.cancel(request=request, now=now)
    preservations_hold(actor=actor, request=request, now=now)
    notices.acknowledged(request=request, by=by, now=now)
