"""Whether it is genuine, on the page of its request: for the side that was asked, and for nobody else."""

from __future__ import annotations

from dataclasses import dataclass

from mla_portal.accounts.models import User
from requests_app.models import Request, Suspicion
from requests_app.selectors.doubts import may_clear, may_doubt, suspicion_of
from requests_app.states import Side


@dataclass(frozen=True, kw_only=True)
class DoubtShown:
    """`raises`, `clears`: what this person may do now."""

    standing: Suspicion | None
    raises: bool
    clears: bool


def doubt_shown(user: User, request: Request, side: Side) -> DoubtShown | None:
    if side is Side.REQUESTING or not request.requested_authority.member:
        return None
    standing = suspicion_of(request)
    if standing is None:
        return DoubtShown(standing=None, raises=may_doubt(user, request), clears=False)
    return DoubtShown(standing=standing, raises=False, clears=may_clear(user, request, standing))
