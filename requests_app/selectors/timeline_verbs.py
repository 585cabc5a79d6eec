"""Which events of a request each side may know of, by verb."""

from __future__ import annotations

from mla_portal.audit.verbs import Verb
from requests_app.models import Request
from requests_app.selectors.assignments import ASSIGNED
from requests_app.states import Side

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
# What was handed over, and what became of its conditions and files. Its use is in the register of the requesting side,
# which the other one is not shown.
HANDLING = (
    Verb.DISCLOSURE_MADE,
    Verb.PATH_WITHHELD,
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
)
DISCLOSING = (*HANDLING, Verb.DISCLOSURE_ASKED, Verb.DISCLOSURE_ANSWERED)
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
# What went to an authority outside, and what became of it: for the side that is in the portal.
TO_OUTSIDE = (Verb.NOTICE_SENT, Verb.TRANSMISSION_PROVED, *ON_LINKS)
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
    Verb.REQUEST_CORRECTED,
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
    # The requested authority is outside, or hears of it there.
    Verb.TRANSMISSION_ADDED,
    *TO_OUTSIDE,
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


def chain_of(request: Request) -> str:
    return f"request:{request.pk}"


def chains_of(request: Request, side: Side) -> list[str]:
    """What the requested side doubts stands on a chain of its own."""
    return [chain_of(request), f"suspicion:{request.pk}"] if side is Side.REQUESTED else [chain_of(request)]


def verbs_of(side: Side, request: Request) -> tuple[Verb, ...]:
    known = (*INTERNAL, *SHARED) if side is Side.REQUESTING else (*SHARED, *DOUBTING)
    if request.is_registered:
        known = (*known, *TO_OUTSIDE)
    # Whose work it is, each authority knows of itself.
    return (*known, ASSIGNED[side])
