"""An approval whose document is being made, or was not made."""

from __future__ import annotations

from requests_app.models import ApprovalWish, Request
from requests_app.states import Status


def approval_wish_of(request: Request) -> ApprovalWish | None:
    """The last one since the request was submitted; it may have ended, with a refusal. None once it is approved."""
    if request.status != Status.IN_REVIEW:
        return None
    since = request.approval_wishes.filter(at__gte=request.updated_at)
    return since.select_related("by").order_by("-at").first()


def is_being_made(request: Request) -> bool:
    wish = approval_wish_of(request)
    return wish is not None and wish.ended_at is None
