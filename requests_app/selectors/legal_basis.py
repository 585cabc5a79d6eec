"""The legal basis of requests, by what the directory says today."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import override

from contacts.days import day_in
from contacts.models import Authority, Instrument
from contacts.selectors.facts import treaties_of
from requests_app.kinds import KINDS, Kind
from requests_app.kinds.base import DOCUMENT_LANGUAGE
from requests_app.legal_basis import TITLES, Basis, bases_offered, cited, citing_kind
from requests_app.models import Request


def bases_between(asking: Authority, asked: Authority, kind: Kind, *, earlier: str = "", now: datetime) -> list[Basis]:
    """What is offered to such a request on the day it is there; `earlier` is the kind of what it continues."""
    here, there = asking.jurisdiction, asked.jurisdiction
    facts = treaties_of([here, there], on=day_in(there.time_zone, now))
    return bases_offered(citing_kind(kind, earlier), facts[here.code], facts[there.code])


def bases_of(request: Request, *, to: Authority | None = None, now: datetime) -> list[Basis]:
    """What is offered to the request, were it to go `to` that authority."""
    earlier = request.follows.kind if request.follows else ""
    asked = to or request.requested_authority
    return bases_between(request.requesting_authority, asked, KINDS[request.kind], earlier=earlier, now=now)


def basis_lines(request: Request, *, now: datetime) -> tuple[str, ...]:
    """How a document names the basis. Where none was chosen, by what the kind of request rests on."""
    citing = citing_kind(KINDS[request.kind], request.follows.kind if request.follows else "")
    chosen = request.instrument
    if chosen is None:
        return (citing.legal_basis,)
    with override(DOCUMENT_LANGUAGE):
        return _lines(citing, chosen, bases_of(request, now=now))


def _lines(kind: Kind, chosen: Instrument, offered: Collection[Basis]) -> tuple[str, ...]:
    title = str(TITLES.get(chosen.code) or chosen.name)
    found = next((one for one in offered if one.code == chosen.code), None)
    if found is None:
        return (cited(title, kind.cites.get(chosen.code, ())),)
    return (cited(title, found.paragraphs), *found.beside)
