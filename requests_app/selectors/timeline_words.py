"""One event of a request in plain words, as this side may read it."""

from __future__ import annotations

import json
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.models import Channel
from mla_portal.audit.models import Event
from mla_portal.audit.verbs import Verb
from mla_portal.ui.parts import Moment
from requests_app.models import (
    Arrival,
    DeadlineKind,
    DomesticTask,
    Finding,
    FormalText,
    Purpose,
    Request,
    SenderCheck,
    Topic,
    TransmissionProof,
)
from requests_app.selectors.assignments import ASSIGNED, assignment_text, assignment_title
from requests_app.selectors.decisions import decision_text, keeping_text, outcome_text, question_text
from requests_app.selectors.papers import notice_name
from requests_app.selectors.timeline_verbs import BY_REQUESTED, DISCLOSING, DOUBTING, KEEPING, OF_DEADLINES
from requests_app.states import Side

_TITLES: dict[Verb, Promise] = {
    Verb.REQUEST_DRAFTED: gettext_lazy("Drafted"),
    Verb.REQUEST_EDITED: gettext_lazy("Edited"),
    Verb.REQUEST_SUBMITTED: gettext_lazy("Submitted for approval"),
    Verb.REQUEST_RETURNED: gettext_lazy("Returned to the author"),
    Verb.APPROVAL_ASKED: gettext_lazy("Approved; the document is being made"),
    Verb.APPROVAL_DROPPED: gettext_lazy("The document was not made"),
    Verb.REQUEST_APPROVED: gettext_lazy("Approved"),
    Verb.REQUEST_SENT_DESPITE: gettext_lazy("Sent despite warnings of the directory"),
    Verb.FORWARDING_RECORDED: gettext_lazy("Passed on outside the portal"),
    Verb.DOMESTIC_TASK_MADE: gettext_lazy("Task at home"),
    Verb.DOMESTIC_TASK_CLOSED: gettext_lazy("Task at home ended"),
    Verb.SUSPICION_RAISED: gettext_lazy("Doubted that it is genuine"),
    Verb.SUSPICION_CLEARED: gettext_lazy("Called back: it is genuine"),
    Verb.EMERGENCY_ORAL: gettext_lazy("Asked by telephone"),
    Verb.EMERGENCY_SENT: gettext_lazy("Emergency: sent at once, without approval"),
    Verb.EMERGENCY_REVIEWED: gettext_lazy("Emergency sending reviewed"),
    Verb.DEADLINE_EXTENDED: gettext_lazy("Deadline moved"),
    Verb.DEADLINE_SETTLED: gettext_lazy("Deadline met"),
    Verb.DEADLINE_SILENCED: gettext_lazy("Reminders switched off"),
    Verb.DEADLINE_UNSILENCED: gettext_lazy("Reminders switched on again"),
    Verb.REQUEST_ACKNOWLEDGED: gettext_lazy("Receipt acknowledged"),
    Verb.REQUEST_STARTED: gettext_lazy("Execution begun"),
    Verb.REQUEST_REFUSED: gettext_lazy("Refused"),
    Verb.REQUEST_REDIRECTED: gettext_lazy("Passed on to another authority"),
    Verb.REQUEST_POSTPONED: gettext_lazy("Postponed"),
    Verb.REQUEST_RESUMED: gettext_lazy("Execution resumed"),
    Verb.REQUEST_CLOSED: gettext_lazy("Closed"),
    Verb.QUESTION_ASKED: gettext_lazy("Question asked"),
    Verb.QUESTION_ANSWERED: gettext_lazy("Question answered"),
    Verb.MEASURE_RECORDED: gettext_lazy("Measure taken"),
    Verb.MEASURE_CHANGED: gettext_lazy("Measure: the record was changed"),
    Verb.PRESERVATION_EFFECTED: gettext_lazy("Data are preserved"),
    Verb.PRESERVATION_EXTENDED: gettext_lazy("Preservation extended"),
    Verb.PRESERVATION_NOT_EXTENDED: gettext_lazy("Preservation not extended"),
    Verb.PRESERVATION_CORRECTED: gettext_lazy("End of the preservation corrected"),
    Verb.PRESERVATION_HELD: gettext_lazy("Held until the request for the data is decided"),
    Verb.PRESERVATION_LAPSED: gettext_lazy("Preservation lapsed"),
    Verb.PRESERVATION_RELEASED: gettext_lazy("Preserved data released"),
    Verb.PATH_WITHHELD: gettext_lazy("Disclosure of the path withheld (Art. 30(2))"),
    Verb.DISCLOSURE_ACCEPTED: gettext_lazy("Conditions of a delivery accepted"),
    Verb.DISCLOSURE_DECLINED: gettext_lazy("Conditions of a delivery declined"),
    Verb.DISCLOSURE_GIVEN: gettext_lazy("Given without the conditions"),
    Verb.DISCLOSURE_TAKEN_BACK: gettext_lazy("Delivery taken back"),
    Verb.DISCLOSURE_OPENED: gettext_lazy("File of a delivery opened"),
    Verb.DISCLOSURE_READ: gettext_lazy("Delivery read"),
    Verb.MEDIUM_SENT: gettext_lazy("Medium handed to a carrier"),
    Verb.MEDIUM_RECEIVED: gettext_lazy("Medium received"),
    Verb.MEDIUM_CHECKED: gettext_lazy("Hash of a medium compared"),
    Verb.MATERIAL_MARKED: gettext_lazy("Delivery marked: not to be read by everybody"),
    Verb.MATERIAL_READER_NAMED: gettext_lazy("Somebody named who may open what is marked"),
    Verb.MATERIAL_FILTERED: gettext_lazy("What was marked is filtered"),
    Verb.DISCLOSURE_USED: gettext_lazy("Use of a delivery recorded"),
    Verb.DISCLOSURE_ASKED: gettext_lazy("Question about the use of a delivery"),
    Verb.DISCLOSURE_ANSWERED: gettext_lazy("Question about the use of a delivery answered"),
    Verb.REQUEST_WITHDRAWN: gettext_lazy("Withdrawn"),
    Verb.MESSAGE_SENT: gettext_lazy("Message"),
    Verb.MESSAGE_RECORDED: gettext_lazy("Recorded what was said outside the portal"),
    Verb.FORMAL_RECORDED: gettext_lazy("Formal text recorded"),
    Verb.ATTACHMENT_ADDED: gettext_lazy("File attached"),
    Verb.ATTACHMENT_REMOVED: gettext_lazy("File taken back"),
    Verb.TRANSMISSION_ADDED: gettext_lazy("Sent once more"),
    Verb.NOTICE_SENT: gettext_lazy("Notice sent"),
    Verb.TRANSMISSION_PROVED: gettext_lazy("Proof recorded"),
    Verb.LINK_ISSUED: gettext_lazy("Link sent by e-mail"),
    Verb.LINK_CODE_SENT: gettext_lazy("Code of the link sent to the second contact"),
    Verb.LINK_CODE_SHOWN: gettext_lazy("Code of the link shown"),
    Verb.LINK_OPENED: gettext_lazy("Link opened"),
    Verb.LINK_CODE_WRONG: gettext_lazy("Wrong code entered on the link"),
    Verb.LINK_USED: gettext_lazy("Right code entered on the link"),
    Verb.LINK_REVOKED: gettext_lazy("Link called back"),
    Verb.REQUEST_REGISTERED: gettext_lazy("Registered"),
    Verb.REQUEST_CORRECTED: gettext_lazy("What was registered was corrected"),
    Verb.SENDER_VERIFIED: gettext_lazy("Sender verified"),
    Verb.ORIGINAL_OPENED: gettext_lazy("File taken"),
}
# What the requesting side reads, and the requested one.
_TITLES_BY_SIDE: dict[Verb, tuple[Promise, Promise]] = {
    Verb.REQUEST_SENT: (gettext_lazy("Sent"), gettext_lazy("Received")),
    Verb.REQUEST_FORWARDED: (gettext_lazy("Passed on to the competent authority"), gettext_lazy("Received, passed on")),
    Verb.DISCLOSURE_MADE: (gettext_lazy("Part of the result received"), gettext_lazy("Part of the result handed over")),
    Verb.REQUEST_READ: (gettext_lazy("Opened by the requested authority"), gettext_lazy("Opened")),
}
_TONES = {
    Verb.REQUEST_ACKNOWLEDGED: "good",
    Verb.REQUEST_COMPLETED: "good",
    Verb.PRESERVATION_EFFECTED: "good",
    Verb.PRESERVATION_EXTENDED: "good",
    Verb.PRESERVATION_NOT_EXTENDED: "wait",
    Verb.PRESERVATION_LAPSED: "bad",
    Verb.DISCLOSURE_MADE: "good",
    Verb.PATH_WITHHELD: "bad",
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


def moment_of(event: Event, request: Request, side: Side, note: str = "") -> Moment:
    data: dict[str, Any] = json.loads(event.data)
    verb = Verb(event.verb)
    return Moment(
        title=title_of(verb, data, side),
        at=event.at,
        by=_by(event, data, request, side),
        note=note or _note(verb, data, request),
        tone="bad" if data.get("topic") == Topic.DOUBT and event.actor_id is None else _TONES.get(verb, ""),
    )


def title_of(verb: Verb, data: dict[str, Any], side: Side) -> str:
    if verb == Verb.MESSAGE_RECORDED and data.get("topic") == Topic.DOUBT:
        called = data.get("by_side") == Side.REQUESTING
        return _("Called back about the doubt") if called else _("The other side doubts that it is genuine")
    if verb == Verb.REQUEST_ACKNOWLEDGED and data.get("recorded_by_requesting"):
        return _("Acknowledgement recorded")
    if verb == ASSIGNED[side]:
        return assignment_title(data)
    if verb == Verb.REQUEST_COMPLETED:
        return _("Result reported: %(outcome)s") % {"outcome": outcome_text(data)}
    if verb in _TITLES_BY_SIDE:
        return str(_TITLES_BY_SIDE[verb][side is Side.REQUESTED])
    return str(_TITLES[verb])


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
    if verb == Verb.NOTICE_SENT:
        return "\n".join([notice_name(data["kind"]), str(Channel(data["channel"]).label)])
    if verb == Verb.REQUEST_FORWARDED:
        return _("From %(reference)s") % {"reference": data["from"]}
    if verb == Verb.FORWARDING_RECORDED:
        return str(Channel(data["channel"]).label)
    if verb == Verb.TRANSMISSION_PROVED:
        return str(TransmissionProof.Stage(data["stage"]).label)
    if verb == Verb.REQUEST_SENT and data.get("channel") != Channel.PORTAL:
        return _("Channel: %(channel)s") % {"channel": Channel(data["channel"]).label}
    if verb == Verb.REQUEST_REGISTERED:
        return _("Came by: %(channel)s") % {"channel": Arrival(data["channel"]).label}
    if verb == Verb.SENDER_VERIFIED:
        return str(SenderCheck(data["how"]).label)
    if verb == Verb.DOMESTIC_TASK_CLOSED:
        return str(DomesticTask.State(data["state"]).label)
    if verb == Verb.EMERGENCY_REVIEWED:
        return str(Finding(data["finding"]).label)
    if verb == Verb.REQUEST_WITHDRAWN:
        return request.reason
    if verb == Verb.PATH_WITHHELD:
        return str(data["article"])
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
