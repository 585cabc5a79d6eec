"""What has been filled in so far, as the pure rules want it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from contacts.days import day_in
from contacts.models import Authority
from contacts.selectors.facts import country_facts_of, provenance_of
from requests_app.completeness import Completeness, completeness
from requests_app.instants import with_offset
from requests_app.kinds import KINDS, Answers, Kind
from requests_app.kinds.base import Addressee, GivenIdentifier, GivenOffence
from requests_app.models import Case, Identifier, Request
from requests_app.selectors.previous import previous_of


def kind_of(request: Request) -> Kind:
    return KINDS[request.kind]


def listed_in(request: Request) -> Mapping[str, str]:
    """{name of the question: paragraph} where the treaty that it is made under lists the contents of a request."""
    found = kind_of(request).listed_in
    return found.get(request.instrument.code, {}) if found and request.instrument else {}


def facts_of(request: Request) -> str:
    """The summary of the facts: the request's own, else that of its case."""
    return str(request.content.get("facts") or (request.case.facts if request.case else ""))


def answers_of(request: Request, *, now: datetime) -> Answers:
    authority, asked = request.requesting_authority, request.requested_authority
    countries = [authority.jurisdiction, asked.jurisdiction]
    facts = country_facts_of(countries, on=day_in(asked.jurisdiction.time_zone, now))
    return Answers(
        content=request.content,
        urgency=request.urgency,
        facts=facts_of(request),
        offences=offences_of(request),
        identifiers=given_identifiers(request),
        seeking_authority=authority.name,
        reachable_at=authority.email or authority.telephone or authority.address,
        addressee=addressee(asked, now=now),
        asking=facts[authority.jurisdiction_id],
        country=facts[asked.jurisdiction_id],
        previous=previous_of(request),
        instrument=request.instrument.code if request.instrument else "",
        instrument_name=request.instrument.short_name if request.instrument else "",
        languages=request.languages,
        now=now,
    )


def addressee(authority: Authority, *, now: datetime) -> Addressee:
    return Addressee(
        name=authority.name,
        valid=authority.valid_on(day_in(authority.time_zone, now)),
        member=authority.member,
        channel=authority.channel,
        provenance=provenance_of(authority),
    )


def completeness_of(request: Request, *, now: datetime) -> Completeness:
    return completeness(kind_of(request), answers_of(request, now=now))


def offences_of(request: Request) -> list[GivenOffence]:
    """Those of the case; of a registered request those that it names itself."""
    if request.case is None:
        return [GivenOffence(**one) for one in request.content.get("offences", [])]
    return given_offences(request.case)


def given_offences(case: Case) -> list[GivenOffence]:
    return [
        GivenOffence(article=row.article, provision=row.provision, title=row.title, max_penalty=row.max_penalty)
        for row in case.offences.all()
    ]


def given_identifiers(request: Request) -> list[GivenIdentifier]:
    return [given_identifier(row) for row in request.identifiers.all()]


def given_identifier(row: Identifier) -> GivenIdentifier:
    return GivenIdentifier(
        type=row.type,
        value=row.value,
        port=row.port,
        at=row.at if row.at is None else with_offset(row.at, row.at_offset or 0),
        until=row.until if row.until is None else with_offset(row.until, row.until_offset or 0),
        note=row.note,
    )
