"""What happened to a request, in plain words, as far as this side may know it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.models import Channel
from mla_portal.audit.models import Event
from mla_portal.audit.verbs import Verb
from mla_portal.ui.parts import Moment
from requests_app.clocks.kinds import INTERNAL as INTERNAL_CLOCKS
from requests_app.models import (
    Deadline,
    DeadlineKind,
    DomesticTask,
    Finding,
    FormalText,
    Purpose,
    Request,
    SenderCheck,
    TransmissionProof,
)
from requests_app.selectors.approvals import approval_wish_of
from requests_app.selectors.assignments import ASSIGNED, assignment_text, assignment_title
from requests_app.selectors.decisions import decision_text, keeping_text, outcome_text, question_text
from requests_app.selectors.reminders import audiences_shown, reminders_said, reminders_to_come
from requests_app.selectors.undelivered import undelivered, undelivered_shown
from requests_app.states import Side
from templates_app.notice import Notice

# What the requested authority did, unless the officer who asked recorded it of an outsider.
BY_REQUESTED = (
    Verb.REQUEST_ACKNOWLEDGED,
    Verb.REQUEST_STARTED,
    Verb.REQUEST_REFUSED,
    Verb.REQUEST_REDIRECTED,
    Verb.REQUEST_POSTPONED,
    Verb.REQUEST_RESUMED,
    Verb.REQUEST_COMPLETED,
)
# What it does at the custodians, and what is kept there.
KEEPING = (
    Verb.MEASURE_RECORDED,
    Verb.MEASURE_CHANGED,
    Verb.PRESERVATION_EFFECTED,
    Verb.PRESERVATION_EXTENDED,
    Verb.PRESERVATION_NOT_EXTENDED,
    Verb.PRESERVATION_CORRECTED,
    Verb.PRESERVATION_HELD,
    Verb.PRESERVATION_LAPSED,
    Verb.PRESERVATION_RELEASED,
)
# What was handed over, and what became of its conditions.
DISCLOSING = (
    Verb.DISCLOSURE_MADE,
    Verb.DISCLOSURE_ACCEPTED,
    Verb.DISCLOSURE_DECLINED,
    Verb.DISCLOSURE_GIVEN,
    Verb.DISCLOSURE_TAKEN_BACK,
    Verb.DISCLOSURE_OPENED,
    Verb.DISCLOSURE_READ,
    Verb.MEDIUM_SENT,
    Verb.MEDIUM_RECEIVED,
    Verb.MEDIUM_CHECKED,
    Verb.MATERIAL_MARKED,
    Verb.MATERIAL_READER_NAMED,
    Verb.MATERIAL_FILTERED,
    Verb.DISCLOSURE_ASKED,
    Verb.DISCLOSURE_ANSWERED,
)
# What becomes of the links for an authority outside.
ON_LINKS = (
    Verb.LINK_ISSUED,
    Verb.LINK_CODE_SENT,
    Verb.LINK_CODE_SHOWN,
    Verb.LINK_OPENED,
    Verb.LINK_CODE_WRONG,
    Verb.LINK_USED,
    Verb.LINK_REVOKED,
)
# What is shown once, with how often, where it happened several times in a row.
IN_A_ROW = (Verb.LINK_OPENED, Verb.LINK_CODE_SHOWN)
# What both sides may know: that it went out, arrived, was read, what became of it, and that it was withdrawn; what they
# said, and laid with it.
SHARED = (
    Verb.REQUEST_SENT,
    Verb.REQUEST_FORWARDED,
    Verb.FORWARDING_RECORDED,
    *BY_REQUESTED,
    *KEEPING,
    Verb.QUESTION_ASKED,
    Verb.QUESTION_ANSWERED,
    *DISCLOSING,
    Verb.REQUEST_CLOSED,
    Verb.REQUEST_WITHDRAWN,
    Verb.REQUEST_READ,
    Verb.MESSAGE_SENT,
    Verb.MESSAGE_RECORDED,
    Verb.ATTACHMENT_ADDED,
    Verb.ATTACHMENT_REMOVED,
    Verb.FORMAL_RECORDED,
    # Of what was registered there is no other side.
    Verb.REQUEST_REGISTERED,
    Verb.SENDER_VERIFIED,
    Verb.ORIGINAL_OPENED,
)
# Whether it is genuine: never told to who asked.
DOUBTING = (Verb.SUSPICION_RAISED, Verb.SUSPICION_CLEARED)
# That nobody approved it, and what the house thinks of that.
IN_EMERGENCY = (Verb.EMERGENCY_ORAL, Verb.EMERGENCY_SENT, Verb.EMERGENCY_REVIEWED)
# What people did with a deadline, beside doing what it waits for.
OF_DEADLINES = (
    Verb.DEADLINE_EXTENDED,
    Verb.DEADLINE_SETTLED,
    Verb.DEADLINE_SILENCED,
    Verb.DEADLINE_UNSILENCED,
)
INTERNAL = (
    Verb.REQUEST_DRAFTED,
    Verb.REQUEST_EDITED,
    Verb.REQUEST_SUBMITTED,
    Verb.REQUEST_RETURNED,
    Verb.APPROVAL_ASKED,
    Verb.APPROVAL_DROPPED,
    Verb.REQUEST_APPROVED,
    Verb.REQUEST_SENT_DESPITE,
    *IN_EMERGENCY,
    Verb.DOMESTIC_TASK_MADE,
    Verb.DOMESTIC_TASK_CLOSED,
    Verb.DISCLOSURE_USED,
    *OF_DEADLINES,
    Verb.PRESERVATION_LAPSED,
    # The requested authority is outside, or hears of it there.
    Verb.TRANSMISSION_ADDED,
    Verb.TRANSMISSION_PROVED,
    *ON_LINKS,
)
MOVING = {
    Verb.REQUEST_FORWARDED,
    Verb.REQUEST_SUBMITTED,
    Verb.REQUEST_RETURNED,
    Verb.REQUEST_APPROVED,
    Verb.REQUEST_SENT,
    *BY_REQUESTED,
    Verb.REQUEST_CLOSED,
    Verb.REQUEST_WITHDRAWN,
}


def timeline_of(request: Request, side: Side, *, clocks: Iterable[Deadline] = ()) -> list[Moment]:
    """Newest first; what is still to come stands on top. `clocks` are the deadlines that run."""
    events = Event.objects.filter(chain__in=chains_of(request, side), verb__in=_verbs(side)).order_by("seq")
    if side is Side.REQUESTED:
        events = since_sending(events, request)
    past = [*_of_events(events, request, side), *reminders_said(request, side)]
    if side is Side.REQUESTING:
        past += undelivered_shown(request)
    to_come = reminders_to_come(clocks, side, member=request.requested_authority.member)
    return [*to_come, *sorted(past, key=lambda moment: moment.at or request.created_at, reverse=True)]


def since_sending(events: QuerySet[Event], request: Request) -> QuerySet[Event]:
    """Without what the other side laid with the request while it was its own alone."""
    before = Q(verb__in=[Verb.ATTACHMENT_ADDED, Verb.ATTACHMENT_REMOVED], at__lt=request.sent_at)
    return events.exclude(before) if request.sent_at else events


def last_move(request: Request, side: Side) -> Event | None:
    """The event of the last change of status that this side may know of."""
    events = Event.objects.filter(chain=_chain(request), verb__in=set(_verbs(side)) & MOVING)
    return events.order_by("-seq").first()


def pulse(request: Request, side: Side, *, now: datetime) -> str:
    """A short text that changes when the timeline of this side does, or its time runs out; it tells nothing else."""
    news = Q(verb__in=_verbs(side)) | Q(verb=Verb.DOCUMENT_ISSUED)
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


def _chain(request: Request) -> str:
    return f"request:{request.pk}"


def chains_of(request: Request, side: Side) -> list[str]:
    """What the requested side doubts stands on a chain of its own."""
    return [_chain(request), f"suspicion:{request.pk}"] if side is Side.REQUESTED else [_chain(request)]


def _verbs(side: Side) -> tuple[Verb, ...]:
    known = (*INTERNAL, *SHARED) if side is Side.REQUESTING else (*SHARED, *DOUBTING)
    # Whose work it is, each authority knows of itself.
    return (*known, ASSIGNED[side])


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


def moment_of(event: Event, request: Request, side: Side, note: str = "") -> Moment:
    data: dict[str, Any] = json.loads(event.data)
    verb = Verb(event.verb)
    return Moment(
        title=_title(verb, data, side),
        at=event.at,
        by=_by(event, data, request, side),
        note=note or _note(verb, data, request),
        tone=_TONES.get(verb, ""),
    )


_TONES = {
    Verb.PRESERVATION_LAPSED: "bad",
    Verb.REQUEST_ACKNOWLEDGED: "good",
    Verb.REQUEST_COMPLETED: "good",
    Verb.PRESERVATION_EFFECTED: "good",
    Verb.PRESERVATION_EXTENDED: "good",
    Verb.PRESERVATION_NOT_EXTENDED: "wait",
    Verb.PRESERVATION_LAPSED: "bad",
    Verb.DISCLOSURE_MADE: "good",
    Verb.DISCLOSURE_DECLINED: "wait",
    Verb.REQUEST_RETURNED: "wait",
    Verb.APPROVAL_DROPPED: "bad",
    Verb.REQUEST_POSTPONED: "wait",
    Verb.REQUEST_REFUSED: "bad",
    Verb.REQUEST_REDIRECTED: "bad",
    Verb.REQUEST_WITHDRAWN: "bad",
    Verb.EMERGENCY_SENT: "wait",
    Verb.SUSPICION_RAISED: "bad",
    Verb.SUSPICION_CLEARED: "good",
    Verb.LINK_USED: "good",
    Verb.LINK_CODE_WRONG: "wait",
}


def _title(verb: Verb, data: dict[str, Any], side: Side) -> str:
    if verb == Verb.REQUEST_ACKNOWLEDGED and data.get("recorded_by_requesting"):
        return _("Acknowledgement recorded")
    if verb == ASSIGNED[side]:
        return assignment_title(data)
    own = side is Side.REQUESTING
    return {
        Verb.REQUEST_DRAFTED: _("Drafted"),
        Verb.REQUEST_EDITED: _("Edited"),
        Verb.REQUEST_SUBMITTED: _("Submitted for approval"),
        Verb.REQUEST_RETURNED: _("Returned to the author"),
        Verb.APPROVAL_ASKED: _("Approved; the document is being made"),
        Verb.APPROVAL_DROPPED: _("The document was not made"),
        Verb.REQUEST_APPROVED: _("Approved"),
        Verb.REQUEST_SENT: _("Sent") if own else _("Received"),
        Verb.REQUEST_SENT_DESPITE: _("Sent despite warnings of the directory"),
        Verb.REQUEST_FORWARDED: _("Passed on to the competent authority") if own else _("Received, passed on"),
        Verb.FORWARDING_RECORDED: _("Passed on outside the portal"),
        Verb.DOMESTIC_TASK_MADE: _("Task at home"),
        Verb.DOMESTIC_TASK_CLOSED: _("Task at home ended"),
        Verb.SUSPICION_RAISED: _("Doubted that it is genuine"),
        Verb.SUSPICION_CLEARED: _("Called back: it is genuine"),
        Verb.EMERGENCY_ORAL: _("Asked by telephone"),
        Verb.EMERGENCY_SENT: _("Emergency: sent at once, without approval"),
        Verb.EMERGENCY_REVIEWED: _("Emergency sending reviewed"),
        Verb.DEADLINE_EXTENDED: _("Deadline moved"),
        Verb.DEADLINE_SETTLED: _("Deadline met"),
        Verb.DEADLINE_SILENCED: _("Reminders switched off"),
        Verb.DEADLINE_UNSILENCED: _("Reminders switched on again"),
        Verb.PRESERVATION_LAPSED: _("The preservation lapsed"),
        Verb.REQUEST_ACKNOWLEDGED: _("Receipt acknowledged"),
        Verb.REQUEST_STARTED: _("Execution begun"),
        Verb.REQUEST_REFUSED: _("Refused"),
        Verb.REQUEST_REDIRECTED: _("Passed on to another authority"),
        Verb.REQUEST_POSTPONED: _("Postponed"),
        Verb.REQUEST_RESUMED: _("Execution resumed"),
        Verb.REQUEST_COMPLETED: _("Result reported: %(outcome)s") % {"outcome": outcome_text(data)},
        Verb.REQUEST_CLOSED: _("Closed"),
        Verb.QUESTION_ASKED: _("Question asked"),
        Verb.QUESTION_ANSWERED: _("Question answered"),
        Verb.MEASURE_RECORDED: _("Measure taken"),
        Verb.MEASURE_CHANGED: _("Measure: the record was changed"),
        Verb.PRESERVATION_EFFECTED: _("Data are preserved"),
        Verb.PRESERVATION_EXTENDED: _("Preservation extended"),
        Verb.PRESERVATION_NOT_EXTENDED: _("Preservation not extended"),
        Verb.PRESERVATION_CORRECTED: _("End of the preservation corrected"),
        Verb.PRESERVATION_HELD: _("Held until the request for the data is decided"),
        Verb.PRESERVATION_LAPSED: _("Preservation lapsed"),
        Verb.PRESERVATION_RELEASED: _("Preserved data released"),
        Verb.DISCLOSURE_MADE: _("Part of the result handed over") if not own else _("Part of the result received"),
        Verb.DISCLOSURE_ACCEPTED: _("Conditions of a delivery accepted"),
        Verb.DISCLOSURE_DECLINED: _("Conditions of a delivery declined"),
        Verb.DISCLOSURE_GIVEN: _("Given without the conditions"),
        Verb.DISCLOSURE_TAKEN_BACK: _("Delivery taken back"),
        Verb.DISCLOSURE_OPENED: _("File of a delivery opened"),
        Verb.DISCLOSURE_READ: _("Delivery read"),
        Verb.MEDIUM_SENT: _("Medium handed to a carrier"),
        Verb.MEDIUM_RECEIVED: _("Medium received"),
        Verb.MEDIUM_CHECKED: _("Hash of a medium compared"),
        Verb.MATERIAL_MARKED: _("Delivery marked: not to be read by everybody"),
        Verb.MATERIAL_READER_NAMED: _("Somebody named who may open what is marked"),
        Verb.MATERIAL_FILTERED: _("What was marked is filtered"),
        Verb.DISCLOSURE_USED: _("Use of a delivery recorded"),
        Verb.DISCLOSURE_ASKED: _("Question about the use of a delivery"),
        Verb.DISCLOSURE_ANSWERED: _("Question about the use of a delivery answered"),
        Verb.REQUEST_WITHDRAWN: _("Withdrawn"),
        Verb.REQUEST_READ: _("Opened by the requested authority") if own else _("Opened"),
        Verb.MESSAGE_SENT: _("Message"),
        Verb.MESSAGE_RECORDED: _("Recorded what was said outside the portal"),
        Verb.FORMAL_RECORDED: _("Formal text recorded"),
        Verb.ATTACHMENT_ADDED: _("File attached"),
        Verb.ATTACHMENT_REMOVED: _("File taken back"),
        Verb.TRANSMISSION_ADDED: _("Sent once more"),
        Verb.TRANSMISSION_PROVED: _("Proof recorded"),
        Verb.LINK_ISSUED: _("Link sent by e-mail"),
        Verb.LINK_CODE_SENT: _("Code of the link sent to the second contact"),
        Verb.LINK_CODE_SHOWN: _("Code of the link shown"),
        Verb.LINK_OPENED: _("Link opened"),
        Verb.LINK_CODE_WRONG: _("Wrong code entered on the link"),
        Verb.LINK_USED: _("Right code entered on the link"),
        Verb.LINK_REVOKED: _("Link called back"),
        Verb.REQUEST_REGISTERED: _("Registered"),
        Verb.SENDER_VERIFIED: _("Sender verified"),
        Verb.ORIGINAL_OPENED: _("File taken"),
    }[verb]


def _by(event: Event, data: dict[str, Any], request: Request, side: Side) -> str:
    """Who did it; with the authority when it was somebody of the other one; nobody when the portal did."""
    if not event.actor_name:
        return ""
    if event.verb == Verb.REQUEST_FORWARDED:
        names = {"name": event.actor_name, "authority": data["by_authority"]}
        return _("by %(name)s, %(authority)s") % names
    by_requested = (
        request.is_registered
        or event.verb in (Verb.REQUEST_READ, Verb.ASSIGNED_REQUESTED)
        or data.get("by_side") == Side.REQUESTED
        or (event.verb in (*KEEPING, Verb.QUESTION_ASKED) and request.requested_authority.member)
        or event.verb in DOUBTING
        or (event.verb in BY_REQUESTED and not data.get("recorded_by_requesting"))
    )
    authority = request.requested_authority if by_requested else request.requesting_authority
    if event.actor_id is None:
        return ""
    if by_requested == (side is Side.REQUESTED):
        return _("by %(name)s") % {"name": event.actor_name}
    return _("by %(name)s, %(authority)s") % {"name": event.actor_name, "authority": authority.name}


def _note(verb: Verb, data: dict[str, Any], request: Request) -> str:
    if verb in ASSIGNED.values():
        return assignment_text(data, request)
    if verb in OF_DEADLINES:
        return str(DeadlineKind(data["kind"]).label)
    if verb == Verb.REQUEST_ACKNOWLEDGED:
        return _of_acknowledgement(request)
    if verb == Verb.FORMAL_RECORDED:
        return str(FormalText.Verdict(data["verdict"]).label)
    if verb == Verb.TRANSMISSION_ADDED:
        return "\n".join([str(Purpose(data["purpose"]).label), str(Channel(data["channel"]).label)])
    if verb == Verb.REQUEST_FORWARDED:
        return _("From %(reference)s") % {"reference": data["from"]}
    if verb == Verb.FORWARDING_RECORDED:
        return str(Channel(data["channel"]).label)
    if verb == Verb.TRANSMISSION_PROVED:
        return str(TransmissionProof.Stage(data["stage"]).label)
    if verb == Verb.REQUEST_SENT and data.get("channel") != Channel.PORTAL:
        return _("Channel: %(channel)s") % {"channel": Channel(data["channel"]).label}
    if verb == Verb.REQUEST_REGISTERED:
        return _("Came by: %(channel)s") % {"channel": Channel(data["channel"]).label}
    if verb == Verb.SENDER_VERIFIED:
        return str(SenderCheck(data["how"]).label)
    if verb == Verb.DOMESTIC_TASK_CLOSED:
        return str(DomesticTask.State(data["state"]).label)
    if verb == Verb.EMERGENCY_REVIEWED:
        return str(Finding(data["finding"]).label)
    if verb == Verb.REQUEST_WITHDRAWN:
        return request.reason
    if verb in (*DISCLOSING, Verb.DISCLOSURE_USED):
        return _("Delivery %(number)d") % {"number": data["number"]}
    if verb in KEEPING:
        return keeping_text(data)
    if verb in (Verb.QUESTION_ASKED, Verb.QUESTION_ANSWERED):
        return question_text(data)
    return decision_text(data.get("decision"))


def _of_acknowledgement(request: Request) -> str:
    """The words are in the record, not in the trail: the trail can take none back."""
    given = request.acknowledgements.order_by("-at").first()
    if given is None:
        return ""
    reference = _("Reference: %(reference)s") % {"reference": given.their_reference} if given.their_reference else ""
    by = ", ".join(filter(None, (given.by_name, given.by_function)))
    given_as = _("As given on the link: %(name)s") % {"name": by} if by else ""
    return "\n".join(filter(None, (reference, given_as, given.note)))


def _often(number: int) -> str:
    return ngettext("%(number)d time", "%(number)d times", number) % {"number": number} if number > 1 else ""


def _times(number: int) -> str:
    return ngettext("%(number)d change", "%(number)d changes", number) % {"number": number}
