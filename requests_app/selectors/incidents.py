"""Incidents of the own side, who may do what about them, and the log of access to what is concerned."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from contacts.access import may
from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.audit.models import Event
from mla_portal.audit.verbs import Verb
from requests_app.access import own_rule, received_rule, sides_of
from requests_app.models import Incident, Request
from requests_app.selectors.contract import not_here
from requests_app.selectors.disclosures import may_answer, may_hand_over
from requests_app.selectors.lists import supervised
from requests_app.selectors.messages import authority_at
from requests_app.selectors.timeline_verbs import HANDLING
from requests_app.states import Side

# Who read what of a request, beside its deliveries.
READING = (
    Verb.REQUEST_READ,
    Verb.DOCUMENT_DOWNLOADED,
    Verb.ATTACHMENT_DOWNLOADED,
    Verb.ORIGINAL_OPENED,
    Verb.MESSAGE_READ,
)


def incidents_visible_to(user: User) -> QuerySet[Incident]:
    own = own_rule(user, "request__") & Q(side=Side.REQUESTING)
    theirs = received_rule(user, "request__") & Q(side=Side.REQUESTED)
    return Incident.objects.filter(own | theirs)


def incidents_supervised(user: User, *, closed: bool = False) -> QuerySet[Incident]:
    """Where the reader supervises, to be read newest first (`-id`)."""
    at = supervised(user)
    where = Q(side=Side.REQUESTING, request__requesting_authority__in=at)
    where |= Q(side=Side.REQUESTED, request__requested_authority__in=at)
    found = incidents_visible_to(user).filter(where, closed_at__isnull=not closed)
    return found.select_related("request__requesting_authority", "request__requested_authority").defer(
        "request__content", "access_log"
    )


def count_open_incidents(user: User) -> int:
    return incidents_supervised(user).order_by().count()


def incidents_of(user: User, request: Request) -> list[Incident]:
    return list(incidents_visible_to(user).filter(request=request).order_by("-id"))


def get_incident(user: User, request: Request, pk: UUID) -> Incident:
    related = ("by", "notice", "reviewed_by", "closed_by", "request")
    found = incidents_visible_to(user).filter(request=request, pk=pk).select_related(*related).first()
    if found is None:
        raise not_here()
    return found


def side_recording(user: User, request: Request) -> Side | None:
    """For whom this person may put an incident on record: who does the work of a side, or supervises it."""
    sides = sides_of(user, request)
    works = {Side.REQUESTING: may_answer, Side.REQUESTED: may_hand_over}
    for side in (Side.REQUESTING, Side.REQUESTED):
        if side in sides and (
            works[side](user, request) or may(user, Permission.SUPERVISE, authority_at(request, side))
        ):
            return side
    return None


def may_conclude(user: User, incident: Incident) -> bool:
    """Who reviews the log and closes: a supervisor of the own authority."""
    return may(user, Permission.SUPERVISE, authority_at(incident.request, Side(incident.side)))


def access_log_of(incident: Incident) -> list[dict[str, Any]]:
    """Who opened what of the deliveries concerned, and of the request, oldest first, out of the trail."""
    concerned = {str(pk) for pk in incident.disclosures.values_list("pk", flat=True)}
    events = Event.objects.filter(chain=f"request:{incident.request_id}", verb__in=[*HANDLING, *READING])
    lines = []
    for event in events.order_by("seq"):
        data: dict[str, Any] = json.loads(event.data)
        if event.verb in HANDLING and concerned and data.get("disclosure") not in concerned:
            continue
        lines.append(
            {
                "at": event.at.isoformat(),
                "by": event.actor_name,
                "what": str(event.verb),
                "number": data.get("number"),
                "sha256": data.get("sha256", ""),
            }
        )
    return lines
