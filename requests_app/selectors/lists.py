"""The lists of the work: what one's own authority wrote, and what arrived. Querysets; `mla_portal.paging` cuts them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from contacts.access import authorities_where
from contacts.models import Authority
from contacts.roles import Permission
from mla_portal.accounts.models import User
from requests_app.access import own_rule, received_rule
from requests_app.models import Acknowledgement, DeadlineKind, Request
from requests_app.selectors.doubts import suspected
from requests_app.selectors.pressing import due_first, with_pressing
from requests_app.selectors.results_waiting import has_results_waiting
from requests_app.states import OPEN, Side, Status


class Whose(models.TextChoices):
    MINE = "mine", _("Mine")
    NOBODYS = "nobodys", _("Nobody’s")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a reader wants to see of a list; empty means all.

    `counterpart` is the code of the other authority; `results` keeps to those with results that wait to be opened or
    answered; `supervised` to the authorities that the reader supervises. `whose` is one of `Whose`.
    """

    status: str = ""
    urgency: str = ""
    counterpart: str = ""
    q: str = ""
    overdue: bool = False
    results: bool = False
    supervised: bool = False
    whose: str = ""


def with_clock(requests: QuerySet[Request]) -> QuerySet[Request]:
    """Adds `clock_from` and `due_at` of the acknowledgement that is still owed; None where none is."""
    owed = Q(deadlines__kind=DeadlineKind.ACKNOWLEDGEMENT, deadlines__closed_at__isnull=True)
    return requests.annotate(
        running=FilteredRelation("deadlines", condition=owed),
        clock_from=F("running__starts_at"),
        due_at=F("running__due_at"),
    )


def overdue(now: datetime) -> Q:
    """Of requests `with_clock`: the time of the acknowledgement is over. That clock runs only while SENT."""
    return Q(status=Status.SENT, due_at__lt=now)


def in_lines(requests: QuerySet[Request]) -> QuerySet[Request]:
    """With all that one line of a list shows, in one query however many lines there are."""
    latest = Acknowledgement.objects.filter(request=OuterRef("pk")).order_by("-at")
    return (
        with_clock(requests)
        .annotate(their_reference=Subquery(latest.values("their_reference")[:1]))
        .select_related("requesting_authority__jurisdiction", "requested_authority__jurisdiction")
        .defer("content")
    )


def supervises(user: User) -> bool:
    return supervised(user).exists()


def supervised(user: User) -> QuerySet[Authority]:
    return authorities_where(user, Permission.SUPERVISE)


def own_requests(user: User, wanted: Wanted, *, now: datetime) -> QuerySet[Request]:
    """Requests of the reader's own authorities, to be read newest first (`-id`)."""
    found = in_lines(Request.objects.filter(own_rule(user))).select_related("case", "author", "requesting_person")
    found = found.filter(whose(user, wanted.whose, Side.REQUESTING))
    if wanted.supervised:
        found = found.filter(requesting_authority__in=supervised(user))
    if wanted.counterpart:
        found = found.filter(requested_authority__code=wanted.counterpart)
    if wanted.q:
        found = found.filter(
            Q(reference__icontains=wanted.q)
            | Q(case__reference__icontains=wanted.q)
            | Q(case__title__icontains=wanted.q)
            | _number_given(wanted.q)
        )
    return _narrowed(found, wanted, now)


def received_requests(user: User, wanted: Wanted, *, now: datetime) -> QuerySet[Request]:
    """Requests sent to the reader's authorities. Nothing of the case is searched: it is not theirs."""
    found = in_lines(Request.objects.filter(received_rule(user))).select_related("requested_person")
    found = found.annotate(suspected=suspected())
    found = found.filter(whose(user, wanted.whose, Side.REQUESTED))
    if wanted.supervised:
        found = found.filter(requested_authority__in=supervised(user))
    if wanted.counterpart:
        found = found.filter(requesting_authority__code=wanted.counterpart)
    if wanted.q:
        found = found.filter(
            Q(reference__icontains=wanted.q)
            | Q(requesting_authority__name__icontains=wanted.q)
            | _number_given(wanted.q)
        )
    return _narrowed(found, wanted, now)


def whose(user: User, chosen: str, side: Side) -> Q:
    """Of whom the requests are on that side: what is nobody's is listed while somebody has something to do there."""
    person = f"{side}_person"
    if chosen == Whose.MINE:
        return Q(**{person: user})
    if chosen == Whose.NOBODYS:
        return Q(**{f"{person}__isnull": True, "status__in": OPEN[side]})
    return Q()


def unacknowledged(received: QuerySet[Request], *, now: datetime) -> QuerySet[Request]:
    """Those still to be acknowledged, to be read by `due_first`: emergencies, then what becomes time-barred or whose
    detention ends soon, then the one whose time ends first.
    """
    return with_pressing(received.filter(status=Status.SENT), now=now).annotate(due_first=due_first())


def acknowledged(received: QuerySet[Request]) -> QuerySet[Request]:
    """The others, to be read newest first (`-sent_at`)."""
    return received.exclude(status=Status.SENT)


def count_unacknowledged(user: User) -> int:
    """How many wait for an acknowledgement that this person may give."""
    mine = authorities_where(user, Permission.ACKNOWLEDGE)
    return Request.objects.filter(received_rule(user), status=Status.SENT, requested_authority__in=mine).count()


def counterparts(user: User) -> list[tuple[str, str]]:
    """(code, name) of the authorities that the reader's own authorities have asked something."""
    asked = Request.objects.filter(own_rule(user), requested_authority=OuterRef("pk"))
    return list(Authority.objects.filter(Exists(asked)).order_by("name").values_list("code", "name"))


def _narrowed(requests: QuerySet[Request], wanted: Wanted, now: datetime) -> QuerySet[Request]:
    if wanted.status:
        requests = requests.filter(status=wanted.status)
    if wanted.urgency:
        requests = requests.filter(urgency=wanted.urgency)
    if wanted.results:
        requests = requests.filter(has_results_waiting())
    if wanted.overdue:
        requests = requests.filter(overdue(now))
    return requests


def _number_given(text: str) -> Exists:
    return Exists(Acknowledgement.objects.filter(request=OuterRef("pk"), their_reference__icontains=text))
