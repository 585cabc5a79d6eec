"""A request as the document shows it: live while it is a draft, frozen from approval on."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from contacts.models import Authority
from mla_portal.accounts.models import User
from requests_app.languages import printed
from requests_app.models import Document, Request, Urgency
from requests_app.selectors.answers import facts_of, given_identifier, kind_of, offences_of
from requests_app.selectors.document_previous import previous_parts
from requests_app.states import UNAPPROVED
from templates_app import context as doc
from templates_app.studio.selectors import head_of, version_in_use
from templates_app.versions.model import TemplateVersion


def document_context(request: Request, *, now: datetime, signatory: User | None = None) -> doc.RequestDocument:
    """What the document would say now. `signatory` is whoever approves; None while nobody has."""
    document = in_original(request, now=now, signatory=signatory)
    return replace(document, translations=printed(request.translations, kind_of(request), document))


def in_original(request: Request, *, now: datetime, signatory: User | None = None) -> doc.RequestDocument:
    """The same without the translations of what was typed."""
    content = request.content
    seeking = request.requesting_authority
    is_urgent = request.urgency != Urgency.NORMAL
    return doc.RequestDocument(
        kind=request.kind,
        reference=request.reference,
        dated=now.astimezone(ZoneInfo(seeking.time_zone)).date(),
        revision=next_revision(request),
        requested_authority=_requested(request.requested_authority),
        requesting_authority=_requesting(seeking, content.get("person_in_charge") or _author(request)),
        response_by_expedited_means=bool(content.get("response_expedited")),
        preferred_means=content.get("response_means", ""),
        confirmation_contact=_contact(content.get("confirmation_contact")),
        investigating_authority=_body(content.get("investigating_authority")),
        prosecution_office=_proceedings(content.get("prosecution_office"), _case_number(request)),
        court=_proceedings(content.get("court"), ""),
        urgency=doc.Urgency(request.urgency),
        # What was answered before the urgency was lowered, or the custodian found, is kept in the draft but not said.
        urgency_grounds=tuple(doc.UrgencyGround(one) for one in content.get("urgency_grounds", []) if is_urgent),
        urgency_details=content.get("urgency_details", "") if is_urgent else "",
        limitation_on=_day(content.get("limitation_on")),
        detention_until=_day(content.get("detention_until")),
        confidential=bool(content.get("confidential")),
        confidentiality_details=content.get("confidentiality_details", ""),
        offences=tuple(
            doc.Offence(
                title=row.title,
                article=doc.ConventionArticle(row.article) if row.article else None,
                provision=row.provision,
                max_penalty=row.max_penalty,
            )
            for row in offences_of(request)
        ),
        facts=facts_of(request),
        data_categories=tuple(doc.DataCategory(one) for one in content.get("data_categories", [])),
        data_details=content.get("data_description", ""),
        identifiers=tuple(_identifier(given_identifier(row)) for row in request.identifiers.all()),
        period_from=_instant(content.get("period_from")),
        period_to=_instant(content.get("period_to")),
        relationship=content.get("relationship", ""),
        custodian=_custodian(content.get("custodian")),
        custodian_unknown=bool(
            content.get("custodian_unknown") and not content.get("custodian") and not content.get("location")
        ),
        location=content.get("location", ""),
        necessity=content.get("necessity", ""),
        disclose_path=bool(content.get("disclose_path")),
        duration_days=content.get("duration_days") or content.get("days"),
        mla_intended=bool(content.get("mla_intended")),
        mla_planned_on=_day(content.get("mla_planned_on")),
        mla_authority=seeking.name,
        additional_information=content.get("additional_information", ""),
        signatory=_signatory(signatory, seeking, now),
        demonstration=seeking.is_demo,
        decisions=content.get("decisions", ""),
        persons=content.get("persons", ""),
        purpose=content.get("purpose", ""),
        subscriber_items=tuple(doc.SubscriberItem(one) for one in content.get("subscriber_items", [])),
        procedures=content.get("procedures", ""),
        provider_contact=content.get("provider_contact", ""),
        reason=content.get("reason", ""),
        release_data=bool(content.get("release_data")),
        emergency_facts=content.get("emergency_facts", ""),
        languages=tuple(request.languages),
        **previous_parts(request, now=now),
    )


def template_for(request: Request, *languages: str) -> TemplateVersion:
    """The version that a document of this request would be made of now, in its languages unless others are named.

    Raises NotFound.
    """
    authority = request.requesting_authority.code
    return version_in_use(kind_of(request).template, *(languages or request.languages), authority=authority)


def shown_document(request: Request, *, now: datetime) -> doc.RequestDocument:
    """The frozen document where there is one in force, else what a document would say now."""
    frozen = issued_document(request)
    if frozen is None:
        return document_context(request, now=now)
    return doc.RequestDocument.from_json(frozen.context)


def issued_document(request: Request) -> Document | None:
    """The document in force: none while the request is being drafted or reviewed."""
    if request.status in UNAPPROVED or request.is_registered:
        return None
    return request.documents.filter(kind=request.kind).defer("pdf", "html").order_by("-revision").first()


def context_digest(request: Request, *, now: datetime) -> str:
    """A short text that changes when what the document would say changes, the date on it apart."""
    context = replace(document_context(request, now=now), dated=date.min)
    return hashlib.sha256(context.to_json().encode()).hexdigest()[:32]


def next_revision(request: Request) -> int:
    return request.documents.filter(kind=request.kind).count() + 1


def _case_number(request: Request) -> str:
    return request.case.reference if request.case else str(request.content.get("case_number", ""))


def _author(request: Request) -> str:
    """Of a registered request that is somebody of the authority that received it."""
    return "" if request.is_registered else request.author.name


def _requested(authority: Authority) -> doc.RequestedAuthority:
    return doc.RequestedAuthority(
        name=authority.name,
        country=authority.jurisdiction.name,
        original_name=authority.original_name,
        address=authority.address,
        telephone=authority.telephone,
        email=authority.email,
    )


def _requesting(authority: Authority, person: str) -> doc.Party:
    return doc.Party(
        organisation=authority.name,
        original_name=authority.original_name,
        country=authority.jurisdiction.name,
        **head_of(authority.code),
        person=person,
        address=authority.address,
        telephone=authority.telephone,
        email=authority.email,
        fax=authority.fax,
        office_hours=authority.office_hours,
        time_zone=authority.time_zone,
    )


def _contact(given: dict[str, str] | None) -> doc.Contact | None:
    if not given:
        return None
    return doc.Contact(
        name=given["name"],
        job_title=given["job_title"],
        function=given["function"],
        telephone=given["telephone"],
        cell=given["cell_phone"],
        email=given["email"],
    )


def _body(given: dict[str, str] | None) -> doc.Party | None:
    if not given:
        return None
    return doc.Party(
        organisation=given["organisation"],
        person=given["person"],
        address=given["address"],
        telephone=given["telephone"],
        cell=given["cell_phone"],
        email=given["email"],
        fax=given["fax"],
    )


def _proceedings(given: str | None, case_number: str) -> doc.Proceedings | None:
    return doc.Proceedings(authority=given, case_number=case_number) if given else None


def _custodian(given: dict[str, str] | None) -> doc.Custodian | None:
    return doc.Custodian(**given) if given else None


def _identifier(given: Any) -> doc.Identifier:
    return doc.Identifier(
        type=doc.IdentifierType(given.type),
        value=given.value,
        port=given.port,
        at=given.at,
        until=given.until,
        note=given.note,
    )


def _signatory(user: User | None, authority: Authority, now: datetime) -> doc.Signatory | None:
    if user is None:
        return None
    at = now.astimezone(ZoneInfo(authority.time_zone)).replace(microsecond=0)
    return doc.Signatory(name=user.name, function=user.function, authority=authority.name, approved_at=at)


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
