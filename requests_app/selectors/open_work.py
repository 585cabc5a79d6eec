"""What is open in somebody's hands, on either side, as far as the reader may see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from mla_portal.accounts.models import User
from requests_app.access import request_rule
from requests_app.models import Deadline, Question, Request
from requests_app.states import OPEN, Side


def in_hands(people: Mapping[int, Iterable[UUID]]) -> Q:
    """Of requests: open, and in the hands of one of these, who are {authority: people}."""
    found = Q(pk__in=[])
    for authority, known in people.items():
        hands = list(known)
        if hands:
            found |= Q(requesting_authority=authority, requesting_person__in=hands, status__in=OPEN[Side.REQUESTING])
            found |= Q(requested_authority=authority, requested_person__in=hands, status__in=OPEN[Side.REQUESTED])
    return found


def open_work(reader: User, people: Mapping[int, Iterable[UUID]]) -> QuerySet[Request]:
    """To be read by `-id`, with `next_due`, and `asked`: whether a question waits."""
    return with_next_due(Request.objects.filter(in_hands(people)).filter(request_rule(reader)))


def with_next_due(rows: QuerySet[Request]) -> QuerySet[Request]:
    """What one line of such a list shows."""
    clocks = Deadline.objects.filter(request=OuterRef("pk"), closed_at__isnull=True).order_by("due_at")
    return (
        rows.annotate(
            next_due=Subquery(clocks.values("due_at")[:1]),
            next_from=Subquery(clocks.values("starts_at")[:1]),
            asked=Exists(Question.objects.filter(request=OuterRef("pk"), closed_at__isnull=True)),
        )
        .select_related("requesting_authority", "requested_authority", "requesting_person", "requested_person")
        .defer("content")
    )


def side_in(row: Request, authorities: Iterable[int]) -> Side:
    """On which side one of these authorities stands."""
    return Side.REQUESTING if row.requesting_authority_id in set(authorities) else Side.REQUESTED
