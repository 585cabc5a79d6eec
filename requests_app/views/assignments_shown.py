"""Who is responsible, as the page of a request shows it to its own side."""

from __future__ import annotations

from dataclasses import dataclass

from contacts.access import Held
from mla_portal.accounts.models import User
from requests_app.forms.assignment import DESK
from requests_app.models import Request
from requests_app.selectors.assignments import responsible_for, works_with
from requests_app.states import OPEN, Side


@dataclass(frozen=True, kw_only=True)
class Responsible:
    """`seen` is what the form says was shown; `may_take` whether one press makes it the reader's."""

    person: User | None
    is_reader: bool
    seen: str
    may_give: bool
    may_take: bool


def responsible_shown(user: User, request: Request, side: Side, held: Held) -> Responsible:
    person = responsible_for(request, side)
    may_give = request.status in OPEN[side] and works_with(held, request, side)
    return Responsible(
        person=person,
        is_reader=person == user,
        seen=str(person.pk) if person else DESK,
        may_give=may_give,
        may_take=may_give and person != user,
    )
