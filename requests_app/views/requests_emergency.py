"""The emergency on the page of its request: what shows it, what was told by telephone, and how far its review is."""

from __future__ import annotations

from dataclasses import dataclass

from contacts.access import may
from contacts.roles import Permission
from mla_portal.accounts.models import User
from requests_app.models import EmergencySending, OralRequest, Request, Urgency
from requests_app.selectors.emergencies import emergency_of, may_review
from requests_app.states import UNSENT, Side


@dataclass(frozen=True, kw_only=True)
class EmergencyShown:
    """`records`: this person may write down a call now. `reviews`: this person decides on it now."""

    facts: str
    sending: EmergencySending | None
    orals: list[OralRequest]
    records: bool
    reviews: bool

    @property
    def shown(self) -> bool:
        return bool(self.sending or self.orals or self.records)

    @property
    def tone(self) -> str:
        return "wait" if self.reviews or (self.orals and self.sending is None) else ""


def emergency_shown(user: User, request: Request, side: Side) -> EmergencyShown | None:
    """The other side reads the facts and the calls, and nothing of approval and review."""
    if request.urgency != Urgency.EMERGENCY:
        return None
    sending, own = emergency_of(request), side is Side.REQUESTING
    return EmergencyShown(
        facts=sending.facts if sending else "",
        sending=sending,
        orals=list(request.oral_requests.select_related("by")),
        records=own and request.status in UNSENT and may(user, Permission.SEND, request.requesting_authority),
        reviews=own and may_review(user, request),
    )
