"""The other ways, ready to use, once the whole ladder of an urgent request was climbed and nobody answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse

from contacts.models import ContactPoint
from requests_app.advice import Data, Handling, Purpose, Wish
from requests_app.kinds.time_warnings import PRESERVING
from requests_app.models import Deadline, Request, Urgency
from requests_app.selectors.advice import Advised, ways_to
from requests_app.selectors.ladder_preview import proposes_other_ways
from requests_app.selectors.recipients import desks_today
from requests_app.states import Side

WAYS_SHOWN = 4


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    backups: list[ContactPoint]
    ways: list[Advised]
    href: str


def ways_elsewhere(request: Request, clock: Deadline | None, side: Side, *, now: datetime) -> Elsewhere | None:
    """None until then, and on the side that does not answer."""
    if clock is None or side is not Side.REQUESTING or not proposes_other_ways(clock):
        return None
    asked = request.requested_authority
    wish = _wish(request)
    ways = ways_to(wish, asking=request.requesting_authority.jurisdiction, asked=asked.jurisdiction, now=now)
    # Not the one that was tried in vain.
    others = [one for one in ways if not one.closed and not (one.who and one.who.authority.pk == asked.pk)]
    query = {
        "country": asked.jurisdiction_id,
        "data": wish.data.value,
        "handling": wish.handling.value,
        "purpose": wish.purpose.value,
        **({"emergency": "on"} if wish.emergency else {}),
    }
    return Elsewhere(
        backups=list(desks_today(asked, now=now))[1:],
        ways=others[:WAYS_SHOWN],
        href=f"{reverse('advice')}?{urlencode(query)}",
    )


def _wish(request: Request) -> Wish:
    categories = request.content.get("data_categories") or []
    known = [one for one in categories if one in Data.values]
    return Wish(
        data=Data(known[-1]) if known else Data.SUBSCRIBER,
        handling=Handling.PRESERVED if request.kind in PRESERVING else Handling.DISCLOSED,
        purpose=Purpose.EVIDENCE,
        emergency=request.urgency == Urgency.EMERGENCY,
    )
