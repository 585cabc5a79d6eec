"""What happened to a request, in plain words, as far as this side may know it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from django.db.models import Count, Max, Q, QuerySet
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

from mla_portal.audit.models import Event
from mla_portal.audit.verbs import Verb
from mla_portal.ui.parts import Moment
from requests_app.clocks.kinds import INTERNAL as INTERNAL_CLOCKS
from requests_app.models import Deadline, DeadlineKind, Request
from requests_app.selectors.approvals import approval_wish_of
from requests_app.selectors.reminders import audiences_shown, reminders_said, reminders_to_come
from requests_app.selectors.timeline_verbs import MOVING, chain_of, chains_of, verbs_of
from requests_app.selectors.timeline_words import moment_of
from requests_app.selectors.undelivered import undelivered, undelivered_shown
from requests_app.states import Side
from templates_app.notice import Notice

# What is shown once, with how often, where it happened several times in a row.
IN_A_ROW = (Verb.LINK_OPENED, Verb.LINK_CODE_SHOWN)


def timeline_of(request: Request, side: Side, *, clocks: Iterable[Deadline] = ()) -> list[Moment]:
    """Newest first; what is still to come stands on top. `clocks` are the deadlines that run."""
    events = Event.objects.filter(chain__in=chains_of(request, side), verb__in=verbs_of(side, request)).order_by("seq")
    if side is Side.REQUESTED:
        events = since_sending(events, request)
    past = [*_of_events(events, request, side), *reminders_said(request, side)]
    if side is Side.REQUESTING:
        past += undelivered_shown(request)
    to_come = reminders_to_come(clocks, side, request)
    return [*to_come, *sorted(past, key=lambda moment: moment.at or request.created_at, reverse=True)]


def since_sending(events: QuerySet[Event], request: Request) -> QuerySet[Event]:
    """Without what the other side laid with the request while it was its own alone."""
    before = Q(verb__in=[Verb.ATTACHMENT_ADDED, Verb.ATTACHMENT_REMOVED], at__lt=request.sent_at)
    return events.exclude(before) if request.sent_at else events


def last_move(request: Request, side: Side) -> Event | None:
    """The event of the last change of status that this side may know of."""
    events = Event.objects.filter(chain=chain_of(request), verb__in=set(verbs_of(side, request)) & MOVING)
    return events.order_by("-seq").first()


def pulse(request: Request, side: Side, *, now: datetime) -> str:
    """A short text that changes when the timeline of this side does, or its time runs out; it tells nothing else."""
    news = Q(verb__in=verbs_of(side, request)) | Q(verb=Verb.DOCUMENT_ISSUED)
    events = Event.objects.filter(news, chain__in=chains_of(request, side))
    if side is Side.REQUESTING:
        # An order to a custodian is none of its business, and so is when it was made.
        events = events.exclude(verb=Verb.DOCUMENT_ISSUED, data__contains=f'"{Notice.PRESERVATION_ORDER}"')
    last = events.aggregate(last=Max("seq"))["last"]
    known = request.deadlines.exclude(kind__in=INTERNAL_CLOCKS if side is Side.REQUESTED else ())
    clocks = known.aggregate(
        late=Count("pk", filter=Q(closed_at__isnull=True, due_at__lt=now), distinct=True),
        told=Count("reminders", filter=Q(reminders__audience__in=audiences_shown(side))),
    )
    wish = approval_wish_of(request)
    making = f"{wish.making} {wish.pages}" if wish else ""
    failed = undelivered(request).count() if side is Side.REQUESTING else 0
    text = f"{request.pk} {side} {request.status} {last} {clocks['late']} {clocks['told']} {failed} {making}"
    return salted_hmac("requests_app.pulse", text).hexdigest()[:16]


def running_clock(request: Request) -> Deadline | None:
    """That of the acknowledgement, while it runs."""
    return request.deadlines.filter(kind=DeadlineKind.ACKNOWLEDGEMENT, closed_at__isnull=True).first()


def _of_events(events: Iterable[Event], request: Request, side: Side) -> list[Moment]:
    """Edits in a row by one person are one line: each saved answer is an event of its own."""
    moments: list[Moment] = []
    for (verb, _actor), group in groupby(events, key=lambda event: (event.verb, event.actor_id)):
        run = list(group)
        if verb == Verb.REQUEST_EDITED:
            moments.append(moment_of(run[-1], request, side, note=_times(len(run))))
        elif verb in IN_A_ROW:
            moments.append(moment_of(run[-1], request, side, note=_often(len(run))))
        else:
            moments += [moment_of(event, request, side) for event in run]
    return moments


def _often(number: int) -> str:
    return ngettext("%(number)d time", "%(number)d times", number) % {"number": number} if number > 1 else ""


def _times(number: int) -> str:
    return ngettext("%(number)d change", "%(number)d changes", number) % {"number": number}
