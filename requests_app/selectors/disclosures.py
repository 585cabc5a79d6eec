"""What was handed over for a request, as the reader may see it; who may do what about it; who had it in hand."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext as _

from contacts.access import may
from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.audit.models import Event
from mla_portal.audit.verbs import Verb
from requests_app.access import attachments_visible_to, disclosures_visible_to
from requests_app.models import (
    Attachment,
    Disclosure,
    DisclosureAction,
    DisclosureFile,
    DisclosureStep,
    Request,
    Suspicion,
)
from requests_app.models.disclosures import FROM, GIVABLE, SIDES
from requests_app.selectors.contract import not_here
from requests_app.selectors.doubts import withheld
from requests_app.selectors.material import is_being_filtered
from requests_app.selectors.preservations import executes, may_execute
from requests_app.selectors.timeline_verbs import HANDLING
from requests_app.states import Side


def disclosures_of(user: User, request: Request) -> QuerySet[Disclosure]:
    """The first delivery first."""
    found = (
        disclosures_visible_to(user)
        .filter(request=request)
        .select_related("by", "path__country", "withheld_path", "opening")
        .order_by("number")
    )
    standing = Suspicion.objects.filter(request=OuterRef("request"), cleared_at__isnull=True)
    found = found.annotate(doubted=Exists(standing))
    files = DisclosureFile.objects.select_related("file__content").order_by("id")
    steps = DisclosureStep.objects.select_related("by").order_by("id")
    return found.prefetch_related(Prefetch("parts", files), Prefetch("steps", steps), "marks", "media")


def get_disclosure(user: User, request: Request, pk: UUID | str) -> Disclosure:
    """NotFound for a stranger and for what belongs to another request."""
    found = disclosures_of(user, request).filter(pk=pk).first()
    if found is None:
        raise not_here()
    return found


def get_part(disclosure: Disclosure, pk: UUID) -> DisclosureFile:
    found = disclosure.parts.select_related("file__content", "disclosure").filter(pk=pk).first()
    if found is None:
        raise not_here()
    return found


def refusal_to_disclose(request: Request) -> str:
    """Why nothing may be handed over for the request now; empty where it may."""
    if refusal := withheld(request):
        return refusal
    if request.status not in GIVABLE:
        return _("Results are handed over from the acknowledgement on, until the request is closed.")
    taken_back = DisclosureStep.objects.filter(action=DisclosureAction.TAKE_BACK)
    final = request.disclosures.filter(final=True).exclude(steps__in=taken_back).exists()
    if final and not is_being_filtered(request):
        return _("The last delivery was marked as final. Nothing follows it; write a message if something does.")
    return ""


def hands_over(sides: Collection[Side], request: Request) -> bool:
    """Whether who stands on these sides keeps the record of what is handed over, and so has it in hand already."""
    return executes(sides, request)


def may_hand_over(user: User, request: Request) -> bool:
    return may_execute(user, request)


def may_answer(user: User, request: Request) -> bool:
    """Who answers conditions for the requesting side; of a registered request, who records what it answered."""
    if request.is_registered:
        return may(user, Permission.EXECUTE, request.requested_authority)
    return any(may(user, one, request.requesting_authority) for one in (Permission.DRAFT, Permission.SEND))


def may_open(sides: Collection[Side], disclosure: Disclosure) -> bool:
    """The side that gave the files has them; the other one opens them as the conditions allow.

    Where the requesting officer records what an authority outside gave, the conditions bind that officer's side too.
    """
    gave = Side.REQUESTED in sides
    return gave or (Side.REQUESTING in sides and disclosure.is_open and not disclosure.withheld)


def actions_on(user: User, disclosure: Disclosure) -> list[DisclosureAction]:
    """What this person may do about its conditions now."""
    request, state = disclosure.request, disclosure.state
    allowed = {Side.REQUESTING: may_answer(user, request), Side.REQUESTED: may_hand_over(user, request)}
    return [action for action in DisclosureAction if state in FROM[action] and allowed[SIDES[action]]]


def is_shut(attachment: Attachment) -> bool:
    """Whether it was recorded as given by an authority outside, under conditions that nobody has accepted yet."""
    if attachment.side != Side.REQUESTING:
        return False
    found = Disclosure.objects.filter(request=attachment.request_id, parts__file=attachment.file_id)
    return any(not one.is_open for one in found.prefetch_related("steps"))


def files_offered(user: User, request: Request) -> list[Attachment]:
    """Files that the own side laid there for itself and has not handed over yet."""
    side = Side.REQUESTED if request.is_registered or request.requested_authority.member else Side.REQUESTING
    given = DisclosureFile.objects.filter(disclosure__request=request).values("file")
    found = attachments_visible_to(user).filter(request=request, side=side, internal=True)
    return list(found.exclude(file__in=given).select_related("file__content"))


def custody_of(request: Request) -> dict[str, list[dict[str, Any]]]:
    """By delivery, who had it in hand: given, answered, each file opened. Oldest first, out of the trail."""
    events = Event.objects.filter(chain=f"request:{request.pk}", verb__in=HANDLING).order_by("seq")
    lines: dict[str, list[dict[str, Any]]] = {}
    for event in events:
        data: dict[str, Any] = json.loads(event.data)
        lines.setdefault(data["disclosure"], []).append(_handling(event, event.at, data))
    return lines


def _handling(event: Event, at: datetime, data: dict[str, Any]) -> dict[str, Any]:
    return {"what": Verb(event.verb).label, "by": event.actor_name, "at": at, "sha256": data.get("sha256", "")}
