"""Who is editing a section of a draft now. It is said, and blocks nobody."""

from __future__ import annotations

from mla_portal.accounts.models import User
from mla_portal.presence import presence_end, presence_mark
from requests_app.kinds import Section
from requests_app.models import Request


def editing_mark(*, actor: User, request: Request, section: Section) -> list[str]:
    """The person is at it, as of now; the names of the others who are."""
    others = presence_mark(_place(request, section), str(actor.pk))
    return list(User.objects.filter(pk__in=others).order_by("name").values_list("name", flat=True)) if others else []


def editing_end(*, actor: User, request: Request, section: Section) -> None:
    presence_end(_place(request, section), str(actor.pk))


def _place(request: Request, section: Section) -> str:
    return f"request:{request.pk}:{section.code}"
