"""Who stands on the two sides of a request, as few values: for the thousands of requests that a sweep looks at."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from requests_app.models import Request


class Parties(NamedTuple):
    """`member`: the requested authority works in this portal. `country` is that of the requested authority.

    Request and case by their keys as text: a sweep hands those of thousands from the database back to it.
    """

    pk: str
    requesting: int
    requested: int
    member: bool
    country: str
    # None of a request that was registered: its file lies outside
    case: str | None
    sealed: bool | None
    author: UUID
    # who is responsible at the one that asks, and at the one that is asked
    person: UUID | None
    asked_person: UUID | None


def in_charge(parties: Parties, person: UUID | None) -> Parties:
    """The same with `person` as the officer, where somebody else than who is responsible has to act."""
    return parties._replace(person=person) if person else parties


def parties_of(request: Request) -> Parties:
    return Parties(
        pk=str(request.pk),
        requesting=request.requesting_authority_id,
        requested=request.requested_authority_id,
        member=request.requested_authority.member,
        country=request.requested_authority.jurisdiction_id,
        case=str(request.case_id) if request.case_id else None,
        sealed=bool(request.case and request.case.sealed),
        author=request.author_id,
        person=request.requesting_person_id,
        asked_person=request.requested_person_id,
    )
