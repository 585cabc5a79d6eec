"""Who changed what of a draft or a case, from the trail."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mla_portal.audit.models import Event
from mla_portal.audit.verbs import Verb
from requests_app.models import Case, Request

_EDITS = (Verb.REQUEST_EDITED, Verb.CASE_CHANGED)
# Whoever changed a field longer ago than this many edits did not do it while somebody was typing.
_LOOKED_AT = 200


@dataclass(frozen=True, kw_only=True)
class Edit:
    by: str
    by_id: UUID | None
    at: datetime


def last_edit(request: Request) -> Edit | None:
    """The last time somebody wrote in the draft; of a fresh one, its beginning."""
    events = Event.objects.filter(chain=f"request:{request.pk}", verb__in=(Verb.REQUEST_DRAFTED, Verb.REQUEST_EDITED))
    event = events.order_by("-seq").first()
    return _edit(event) if event else None


def last_return(request: Request) -> Edit | None:
    event = Event.objects.filter(chain=f"request:{request.pk}", verb=Verb.REQUEST_RETURNED).order_by("-seq").first()
    return _edit(event) if event else None


def section_edits(request: Request, names: Iterable[str]) -> dict[str, Edit]:
    """{name: who changed this answer last}; the offences are the case's."""
    wanted = set(names)
    of_case = case_edits(request.own_case, wanted & {"offences"})
    return of_case | _edits(f"request:{request.pk}", wanted - {"offences"})


def case_edits(case: Case, names: Iterable[str]) -> dict[str, Edit]:
    return _edits(f"case:{case.pk}", set(names))


def _edits(chain: str, names: set[str]) -> dict[str, Edit]:
    found: dict[str, Edit] = {}
    if not names:
        return found
    for event in Event.objects.filter(chain=chain, verb__in=_EDITS).order_by("-seq")[:_LOOKED_AT]:
        for name in names.intersection(json.loads(event.data)["fields"]):
            found.setdefault(name, _edit(event))
    return found


def _edit(event: Event) -> Edit:
    return Edit(by=event.actor_name, by_id=event.actor_id, at=event.at)
