"""What each version of a request says, to be compared: its frozen documents, and the draft as it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from requests_app.answer_texts import offence_text, texts_of
from requests_app.kinds import KINDS, Section
from requests_app.models import Document, Identifier, Request, Urgency
from requests_app.selectors.document_context import document_context
from requests_app.states import EDITABLE
from requests_app.versions import DifferingSection, Said, compared
from templates_app.codec import encode
from templates_app.context import RequestDocument
from templates_app.values import instant

# How the draft is called where a revision has its number.
DRAFT = "draft"

# Answers that the document has in another place than under their own name.
_ELSEWHERE: dict[str, Callable[[RequestDocument], Any]] = {
    "person_in_charge": lambda said: said.requesting_authority.person,
    "response_expedited": lambda said: said.response_by_expedited_means,
    "response_means": lambda said: said.preferred_means,
    "confirmation_contact": lambda said: _named(said.confirmation_contact, cell="cell_phone"),
    "investigating_authority": lambda said: _named(said.investigating_authority, cell="cell_phone"),
    "prosecution_office": lambda said: said.prosecution_office and said.prosecution_office.authority,
    "court": lambda said: said.court and said.court.authority,
    "domestic_legal_basis": lambda said: said.legal_basis.domestic,
    "previous_mla": lambda said: _named(said.previous_mla, dated="date"),
    "previous_preservation": lambda said: _named(said.previous_preservation, dated="date"),
    "data_description": lambda said: said.data_details,
    "days": lambda said: said.duration_days,
}


def versions_of(request: Request) -> list[tuple[str, Document | None]]:
    """[(key, document)], oldest first; the draft, while there is one, last and with None."""
    rows = request.documents.filter(kind=request.kind).defer("pdf", "html", "context").select_related("created_by")
    found: list[tuple[str, Document | None]] = [(str(row.revision), row) for row in rows.order_by("revision")]
    return [*found, (DRAFT, None)] if request.status in EDITABLE else found


def versions_compared(request: Request, before: str, after: str, *, now: datetime) -> list[DifferingSection]:
    """Both are keys of `versions_of`."""
    old, new = (_document(request, key, now) for key in (before, after))
    return compared(said_in(old), said_in(new))


def said_in(document: RequestDocument) -> list[Said]:
    """By section of its kind, in words; its date, its number and its signature apart."""
    return [
        Said(title=section.title, answers=dict(_answers(document, section)))
        for section in KINDS[document.kind].sections
    ]


def _document(request: Request, key: str, now: datetime) -> RequestDocument:
    if key == DRAFT:
        return document_context(request, now=now)
    return RequestDocument.from_json(request.documents.get(kind=request.kind, revision=int(key)).context)


def _answers(document: RequestDocument, section: Section) -> Iterable[tuple[str, str]]:
    for name in section.covers:
        if name in _COVERED:
            label, lines = _COVERED[name](document)
            yield str(label), "\n".join(lines)
    for question in section.fields:
        read = _ELSEWHERE.get(question.name)
        value = read(document) if read else encode(getattr(document, question.name, None))
        yield str(question.label), "\n".join(texts_of(question, value))


def _named(part: Any, **names: str) -> Mapping[str, Any] | None:
    """The parts of a group under the names that its question has for them."""
    return None if part is None else {names.get(name, name): value for name, value in encode(part).items()}


def _requesting(document: RequestDocument) -> tuple[str | Promise, list[str]]:
    asking = document.requesting_authority
    lines = (asking.organisation, asking.country, asking.address, asking.telephone, asking.email)
    return _("Requesting authority"), [line for line in lines if line]


def _requested(document: RequestDocument) -> tuple[str | Promise, list[str]]:
    return _("Requested authority"), [document.requested_authority.name, document.requested_authority.country]


def _urgency(document: RequestDocument) -> tuple[str | Promise, list[str]]:
    return _("Urgency"), [str(Urgency(document.urgency.value).label)]


def _offences(document: RequestDocument) -> tuple[str | Promise, list[str]]:
    return _("Offences"), [offence_text(encode(one)) for one in document.offences]


def _basis(document: RequestDocument) -> tuple[str | Promise, list[str]]:
    return _("Legal basis"), list(document.legal_basis.instruments)


def _identifiers(document: RequestDocument) -> tuple[str | Promise, list[str]]:
    lines = []
    for one in document.identifiers:
        given = [instant(moment)[0] for moment in (one.at, one.until) if moment]
        words = [str(Identifier.Type(one.type.value).label), one.value, f"{_('port')} {one.port}" if one.port else ""]
        lines.append(" ".join(word for word in (*words, " – ".join(given), one.note) if word))
    return _("Identifiers"), lines


_COVERED: dict[str, Callable[[RequestDocument], tuple[str | Promise, list[str]]]] = {
    "requesting_authority": _requesting,
    "requested_authority": _requested,
    "instrument": _basis,
    "legal_basis": _basis,
    "urgency": _urgency,
    "offences": _offences,
    "identifiers": _identifiers,
}
