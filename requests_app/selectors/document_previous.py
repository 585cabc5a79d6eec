"""What a document says of the request that it continues: the one in the portal, or what was typed of another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any

from requests_app.kinds import Previous
from requests_app.kinds.mutual_assistance import KINDS_OF_IT
from requests_app.kinds.time_warnings import PRESERVING
from requests_app.models import Request
from requests_app.received import CONTINUES, EARLIER
from requests_app.selectors.answers import kind_of
from requests_app.selectors.legal_basis import basis_lines
from requests_app.selectors.previous import previous_of, told_of
from templates_app import context as doc
from templates_app.codec import decode


def previous_parts(request: Request, *, now: datetime) -> dict[str, Any]:
    """The fields of the document that tell of it, and the legal basis, which a notice takes from it.

    What may go to another country than the earlier request says nothing of that one.
    """
    kind, content = kind_of(request), request.content
    previous = None if kind.follows_abroad else previous_of(request)
    known = _known(previous)
    preservation = _completed(_of(previous, known, PRESERVING), _typed(content.get("previous_preservation")))
    if preservation and content.get("preserved_until"):
        preservation = replace(preservation, preserved_until=date.fromisoformat(content["preserved_until"]))
    mla = _completed(_of(previous, known, KINDS_OF_IT), _typed(content.get("previous_mla")))
    if told := content.get(CONTINUES):
        known, preservation, mla = (_told(told.get(name)) for name in EARLIER)
    status = doc.RequestStatus(kind.document_status)
    if status is doc.RequestStatus.NEW and (preservation or mla):
        status = doc.RequestStatus.FOLLOW_UP
    return {
        "request_status": status,
        "previous_reference": known.reference if known and status is doc.RequestStatus.EXTENSION else "",
        "previous_preservation": preservation,
        "previous_mla": mla,
        "follows": known,
        "legal_basis": doc.LegalBasis(
            instruments=basis_lines(request, now=now), domestic=content.get("domestic_legal_basis", "")
        ),
    }


def told_before(earlier: Request) -> doc.PreviousRequest | None:
    """What a document says of a request that it is about."""
    return _known(told_of(earlier))


def _of(
    previous: Previous | None, known: doc.PreviousRequest | None, kinds: frozenset[str]
) -> doc.PreviousRequest | None:
    return known if previous and previous.kind in kinds else None


def _completed(known: doc.PreviousRequest | None, typed: doc.PreviousRequest | None) -> doc.PreviousRequest | None:
    """What the portal knows with what was typed over it; what was typed alone where that is of another request."""
    if known is None or typed is None or typed.reference not in ("", known.reference):
        return typed or known
    over = {one.name: getattr(typed, one.name) for one in fields(typed)}
    return replace(known, **{name: value for name, value in over.items() if value})


def _known(previous: Previous | None) -> doc.PreviousRequest | None:
    if previous is None:
        return None
    return doc.PreviousRequest(
        dated=previous.sent_on,
        reference=previous.reference,
        their_reference=previous.their_reference,
        acknowledged_on=previous.acknowledged_on,
        requested_by=previous.requested_by,
        answered_by=previous.answered_by,
        channel=previous.channel,
        preserved_until=previous.preserved_until,
        custodian=previous.custodian,
    )


def _told(given: Mapping[str, Any] | None) -> doc.PreviousRequest | None:
    """What the document of a registered request said of one before it."""
    return decode(doc.PreviousRequest, given) if given else None


def _typed(given: Mapping[str, Any] | None) -> doc.PreviousRequest | None:
    if not given:
        return None
    return doc.PreviousRequest(
        dated=_day(given["date"]),
        reference=given["reference"],
        requested_by=given["requested_by"],
        answered_by=given["answered_by"],
        channel=given["channel"],
        preserved_until=_day(given.get("preserved_until")),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
