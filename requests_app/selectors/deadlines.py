"""The deadlines that are open, for whoever may see the request: what is owed, by whom, until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from contacts.access import authorities_of, authorities_where
from contacts.roles import Permission
from mla_portal.accounts.models import User
from requests_app.access import deadlines_visible_to, own_rule, received_rule
from requests_app.models import Deadline, Request, Transmission
from requests_app.selectors.lists import supervised
from requests_app.states import Side

# "Due next": what a supervisor has to look at before the next working day ends.
NEXT = timedelta(hours=24)


def open_deadlines(user: User) -> QuerySet[Deadline]:
    """To be read by `due_at`: what is overdue stands first."""
    return (
        deadlines_visible_to(user)
        .filter(closed_at__isnull=True)
        .select_related(
            "request__requesting_authority__jurisdiction", "request__requested_authority__jurisdiction", "request__case"
        )
        .defer("request__content")
    )


def overdue(deadlines: QuerySet[Deadline], *, now: datetime) -> QuerySet[Deadline]:
    return deadlines.filter(due_at__lt=now)


def due_next(deadlines: QuerySet[Deadline], *, now: datetime) -> QuerySet[Deadline]:
    return deadlines.filter(due_at__gte=now, due_at__lt=now + NEXT)


def concerning(deadlines: QuerySet[Deadline], user: User) -> QuerySet[Deadline]:
    """Those the reader has to do with: of requests they wrote or sent, and what they may acknowledge themselves."""
    sent = Transmission.objects.filter(request=OuterRef("request"), sent_by=user)
    mine = Q(request__author=user) | Q(Exists(sent))
    return deadlines.filter(mine | Q(request__requested_authority__in=authorities_where(user, Permission.ACKNOWLEDGE)))


def owed_by(deadlines: QuerySet[Deadline], user: User, side: str) -> QuerySet[Deadline]:
    """`requested`: an authority of the reader owes it; `requesting`: it is owed to one, by the other side."""
    if side == Side.REQUESTED:
        return deadlines.filter(received_rule(user, "request__"))
    return deadlines.filter(own_rule(user, "request__"))


def where_supervised(deadlines: QuerySet[Deadline], user: User) -> QuerySet[Deadline]:
    mine = supervised(user)
    return deadlines.filter(Q(request__requesting_authority__in=mine) | Q(request__requested_authority__in=mine))


def owed_by_reader(user: User, requests: Iterable[Request]) -> set[object]:
    """The keys of those requests that wait for an authority of the reader."""
    own = set(authorities_of(user).values_list("pk", flat=True))
    return {request.pk for request in requests if request.requested_authority_id in own}
