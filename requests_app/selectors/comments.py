"""The comments on a request, for those of its own side."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from contacts.access import may
from contacts.roles import Permission
from mla_portal.accounts.models import User
from requests_app.access import comments_visible_to
from requests_app.models import Comment, Request

# As many stand beside a form; the others are a page away.
BESIDE = 10


@dataclass(frozen=True, kw_only=True)
class Beside:
    """The newest open comments on one section, or with `section` empty on all; `writes` whether one may be added."""

    section: str
    open: list[Comment]
    writes: bool


def comments_on(user: User, request: Request) -> QuerySet[Comment]:
    """All, newest first by `-id`; none for whoever does not stand on the own side."""
    return comments_visible_to(user).filter(request=request).select_related("author", "resolved_by")


def comments_beside(user: User, request: Request, section: str = "", *, writes: bool = True) -> Beside:
    """Beside a form they may be written, for so may the form."""
    rows = comments_on(user, request).filter(resolved_at__isnull=True)
    wanted = rows.filter(section=section) if section else rows
    return Beside(section=section, open=list(wanted.order_by("-id")[:BESIDE]), writes=writes)


def may_comment(user: User, request: Request) -> bool:
    """While it has not been sent; afterwards the comments can only be read."""
    return request.sent_at is None and may(user, Permission.DRAFT, request.requesting_authority)
