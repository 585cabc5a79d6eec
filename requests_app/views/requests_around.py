"""What stands beside a request on its page: how it came, what it lacks, and who else looks for the same."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from contacts.access import may
from contacts.roles import Permission
from mla_portal.accounts.models import User
from requests_app.models import Request, SenderCheck
from requests_app.selectors.answers import completeness_of
from requests_app.selectors.corrections import corrections_shown, may_correct
from requests_app.selectors.deconfliction import neighbours
from requests_app.selectors.duplicates import same_reference, shared_with


def around(user: User, request: Request, *, now: datetime) -> dict[str, Any]:
    """For a person who may see the request; each part only of what this person may know."""
    found: dict[str, Any] = {"shared": shared_with(user, request), "neighbours": neighbours(user, request, now=now)}
    if request.is_registered:
        found |= {
            "missing": completeness_of(request, now=now).missing,
            "again": _again(user, request),
            "corrects": may_correct(user, request),
            "corrections": corrections_shown(request),
            "checks": SenderCheck.choices if may(user, Permission.ACKNOWLEDGE, request.requested_authority) else [],
        }
    return found


def _again(user: User, request: Request) -> list[Request]:
    """The others under the same number of the same requester."""
    found = same_reference(
        user,
        sender=request.requesting_authority,
        addressee=request.requested_authority,
        reference=request.sender_reference,
    )
    return [one for one in found if one.pk != request.pk]
