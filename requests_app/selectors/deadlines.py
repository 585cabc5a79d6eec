"""The deadlines that are open, for whoever may see the request: what is owed, by whom, until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from contacts.access import authorities_of, authorities_where
from contacts.roles import Permission
from mla_portal.accounts.models import User
from requests_app.access import deadlines_visible_to, own_rule, received_rule
from requests_app.models import Deadline, DeadlineKind, DomesticTask, Request, Transmission
from requests_app.selectors.lists import supervised
from requests_app.states import Side

# "Due next": what a supervisor has to look at before the next working day ends.
NEXT = timedelta(hours=24)
WEEK = timedelta(days=7)
HOME_LINES = 8
FORTNIGHT = timedelta(days=14)


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
    """Those the reader has to do with: of requests they wrote, sent or are responsible for, the tasks they
    have at home, and what they may acknowledge themselves.
    """
    return deadlines.filter(_concerning(user))


def _concerning(user: User) -> Q:
    sent = Transmission.objects.filter(request=OuterRef("request"), sent_by=user)
    mine = Q(request__author=user) | Q(Exists(sent))
    mine |= Q(request__requesting_person=user) | Q(request__requested_person=user)
    mine |= Q(Exists(DomesticTask.objects.filter(pk=OuterRef("subject"), person=user)))
    # What somebody outside owes is chased by those whom the request reached.
    ours = Q(owed_by=Side.REQUESTED) | Q(request__registered_at__isnull=False)
    return mine | ours & Q(request__requested_authority__in=authorities_where(user, Permission.ACKNOWLEDGE))


def owed_by(deadlines: QuerySet[Deadline], user: User, side: str) -> QuerySet[Deadline]:
    """`requested`: the reader's own side owes it; `requesting`: the other side does."""
    received = received_rule(user, "request__")
    own = own_rule(user, "request__")
    by_us = Q(owed_by=Side.REQUESTED) & received | Q(owed_by=Side.REQUESTING) & own
    by_them = Q(owed_by=Side.REQUESTED) & own | Q(owed_by=Side.REQUESTING) & received
    return deadlines.filter(by_us if side == Side.REQUESTED else by_them)


def where_supervised(deadlines: QuerySet[Deadline], user: User) -> QuerySet[Deadline]:
    mine = supervised(user)
    return deadlines.filter(Q(request__requesting_authority__in=mine) | Q(request__requested_authority__in=mine))


def owed_by_reader(user: User, deadlines: Iterable[Deadline]) -> set[object]:
    """The keys of those deadlines that wait for an authority of the reader."""
    own = set(authorities_of(user).values_list("pk", flat=True))
    return {one.pk for one in deadlines if one.owing.pk in own}


def coming(user: User, *, now: datetime) -> list[Deadline]:
    """What is overdue or due within a week beside acknowledgements, which home shows with their requests."""
    found = concerning(open_deadlines(user), user).exclude(kind=DeadlineKind.ACKNOWLEDGEMENT)
    return list(found.filter(due_at__lt=now + WEEK).order_by("due_at", "pk")[:HOME_LINES])


def of_own_side(user: User, deadlines: Iterable[Deadline]) -> set[object]:
    """The keys of those requests whose case the reader may know of."""
    keys = [one.request_id for one in deadlines]
    return set(Request.objects.filter(own_rule(user), pk__in=keys).values_list("pk", flat=True))


def count_late(user: User, *, now: datetime) -> int:
    """How many deadlines are overdue that this person has to do with, or supervises: the number in the title."""
    found = overdue(deadlines_visible_to(user).filter(closed_at__isnull=True), now=now)
    watched = Q(request__requesting_authority__in=authorities_where(user, Permission.SUPERVISE))
    return found.filter(_concerning(user) | watched & own_rule(user, "request__")).count()


def lapsing(deadlines: QuerySet[Deadline], *, now: datetime, within: timedelta = FORTNIGHT) -> QuerySet[Deadline]:
    """Preservations that end within that time, or have, without that the request for the data was received."""
    return deadlines.filter(kind=DeadlineKind.PRESERVATION_EXPIRY, due_at__lt=now + within)
