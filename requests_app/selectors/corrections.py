"""What was written down of a request from outside, whether it may be corrected, and what it said before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

import rfc8785
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.access import may
from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, Invalid
from mla_portal.storage.services.files import FileDamaged, file_read
from requests_app.answer_texts import offence_text, texts_of
from requests_app.kinds import KINDS
from requests_app.kinds.base import GivenIdentifier
from requests_app.models import Arrival, Correction, Identifier, Request, Urgency
from requests_app.received import CASE_NUMBER, CONTINUES, OFFENCES, received
from requests_app.selectors.answers import given_identifiers
from requests_app.selectors.incoming import LARGEST_READ
from requests_app.states import OPEN, Side
from templates_app.twin import read_twin
from templates_app.values import instant

_LABELS: dict[str, str | Promise] = {
    "kind": gettext_lazy("What is asked"),
    "requesting_authority": gettext_lazy("Requesting authority"),
    "channel": gettext_lazy("It came by"),
    "received_at": gettext_lazy("Received at"),
    "sender_reference": gettext_lazy("Reference of the requester"),
    "note": gettext_lazy("Note on how it came"),
    "urgency": gettext_lazy("Urgency"),
    "identifiers": gettext_lazy("Identifiers"),
    f"content.{OFFENCES}": gettext_lazy("Offences"),
    f"content.{CASE_NUMBER}": gettext_lazy("Case number"),
    "content.facts": gettext_lazy("Brief summary of the facts"),
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing that was corrected: what stood there, and what stands there since."""

    label: str | Promise
    before: list[str]
    after: list[str]


@dataclass(frozen=True, kw_only=True)
class ShownCorrection:
    it: Correction
    lines: list[Line]


def may_correct(user: User, request: Request) -> bool:
    """Whoever may register it, as long as it is not answered."""
    return not why_not_corrected(request) and may(user, Permission.ACKNOWLEDGE, request.requested_authority)


def why_not_corrected(request: Request) -> str:
    """Empty while it may be."""
    if not request.is_registered:
        return _("This request came through the portal: it stands as it was sent.")
    if request.forwarded_from_id is not None:
        return _("Another authority registered this request and passed it on: what it wrote down stands.")
    if request.status not in OPEN[Side.REQUESTED]:
        return _("This request is answered or ended: what was registered stands as it is.")
    return ""


def read_from_file(request: Request) -> bool:
    """Whether a portal made the file that it came with: then its answers were read of that, and nobody typed them."""
    if request.original is None or request.original.size > LARGEST_READ:
        return False
    try:
        received(read_twin(file_read(request.original)))
    except (Conflict, Invalid, FileDamaged):
        return False
    return True


def written_down(request: Request) -> dict[str, Any]:
    """All that a person may have mistyped, as plain JSON; by the names of the HTTP contract."""
    return {
        "kind": request.kind,
        "requesting_authority": request.requesting_authority.code,
        "requesting_authority_name": request.requesting_authority.name,
        "channel": request.received_channel,
        "received_at": request.sent_at.isoformat() if request.sent_at else "",
        "sender_reference": request.sender_reference,
        "note": request.received_note,
        "urgency": request.urgency,
        "content": request.content,
        "identifiers": [identifier_plain(one) for one in given_identifiers(request)],
        "sender_verified_how": request.sender_verified_how,
    }


def identifier_plain(given: GivenIdentifier) -> dict[str, Any]:
    """As the contract takes it; instants with the offset that they were given with."""
    return {
        "type": given.type,
        "value": given.value,
        "port": given.port,
        "at": given.at.isoformat() if given.at else None,
        "until": given.until.isoformat() if given.until else None,
        "note": given.note,
    }


def hash_of(state: Mapping[str, Any]) -> str:
    """Of what was written down, as canonical JSON."""
    return sha256(rfc8785.dumps(dict(state))).hexdigest()


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The names of what differs; an answer is named "content.period_from"."""
    changed = [name for name in _LABELS if name in before and before[name] != after[name]]
    said, says = before["content"], after["content"]
    names = sorted({*said, *says})
    return changed + [f"content.{name}" for name in names if _said(said.get(name)) != _said(says.get(name))]


def _said(value: Any) -> Any:
    """None for every way in which nothing is said: a question that was left out, or left empty."""
    if isinstance(value, Mapping):
        return {name: part for name, part in value.items() if part} or None
    return value or None


def corrections_shown(request: Request) -> list[ShownCorrection]:
    """The newest first, each with what stood there before."""
    if not request.corrections_made:
        return []
    made = list(request.corrections.select_related("by"))
    states = [*(one.before for one in made[1:]), written_down(request)]
    shown = [
        ShownCorrection(it=one, lines=[_line(name, one.before, after) for name in one.changed])
        for one, after in zip(made, states, strict=True)
    ]
    return shown[::-1]


def _line(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Line:
    return Line(label=_label(name, before, after), before=_texts(name, before), after=_texts(name, after))


def _label(name: str, *states: Mapping[str, Any]) -> str | Promise:
    questions = (KINDS[state["kind"]].fields.get(name.removeprefix("content.")) for state in states)
    asked = next((one.label for one in questions if one is not None), "")
    return _LABELS.get(name) or asked or name.removeprefix("content.")


def _texts(name: str, state: Mapping[str, Any]) -> list[str]:
    _part, _dot, answer = name.partition(".")
    if answer:
        return _answer_texts(answer, state)
    value = state[name]
    match name:
        case "kind":
            return [str(KINDS[value].title)]
        case "requesting_authority":
            return [f"{state['requesting_authority_name']} ({value})"]
        case "channel":
            return [str(Arrival(value).label)]
        case "urgency":
            return [str(Urgency(value).label)]
        case "received_at":
            return list(instant(datetime.fromisoformat(value)))
        case "identifiers":
            return [_identifier_text(one) for one in value]
        case _:
            return [value] if value else []


def _answer_texts(name: str, state: Mapping[str, Any]) -> list[str]:
    value = state["content"].get(name)
    if name == OFFENCES:
        return [offence_text(one) for one in value or []]
    question = KINDS[state["kind"]].fields.get(name)
    if question is not None:
        return texts_of(question, value)
    return [str(value)] if value and name != CONTINUES else []


def _identifier_text(one: Mapping[str, Any]) -> str:
    cells = (Identifier.Type(one["type"]).label, one["value"], one["port"], one["at"], one["until"], one["note"])
    return ", ".join(str(cell) for cell in cells if cell)
