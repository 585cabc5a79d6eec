"""Documents: rendered once at approval, frozen by the database, read with a trace."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.models import Authority
from mla_portal.accounts.models import User
from mla_portal.audit.models import Event
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Invalid
from requests_app.models import Document, Making, Request
from requests_app.selectors.document_context import context_digest, document_context, template_for
from templates_app.context import RequestDocument
from templates_app.notice import AnyDocument, Notice, NoticeDocument
from templates_app.plain import render_text
from templates_app.rendering import RenderedPdf, render_html, render_pdf
from templates_app.signing.sealing import Signed, sign_pdf
from templates_app.studio.selectors import version_frozen
from templates_app.versions.model import TemplateVersion
from templates_app.word import render_docx


@dataclass(frozen=True, kw_only=True)
class Rendering:
    """A document that is made but not issued. `digest` tells whether the request still says the same."""

    revision: int
    language: str
    template_version: str
    context: str
    html: str
    pdf: RenderedPdf
    signed: Signed | None
    digest: str


Told = Callable[[Making, int], None]  # how far a document has come, and how many pages are laid out


def told_nobody(_making: Making, _pages: int) -> None:
    """For who does not ask."""


def document_render(
    *, actor: User, request: Request, now: datetime, told: Told = told_nobody, approved: bool = True
) -> Rendering:
    """What the request says now, approved by `actor`; nothing is kept. Takes its time: call it outside of locks.
    `told` hears how far it has come. Not `approved`, it names who sends it and claims no approval.

    Signed, where a certificate is set up for the requesting authority. Raises Invalid when a text holds a character
    that the document cannot print, CannotSign when the certificate is set up and cannot be used.
    """
    context = document_context(request, now=now, signatory=actor)
    if context.signatory and not approved:
        context = replace(context, signatory=replace(context.signatory, approved_at=None))
    version = template_for(request)
    told(Making.LAYING_OUT, 0)
    pdf = render_pdf(version, context, on_page=partial(told, Making.LAYING_OUT))
    told(Making.SIGNING, pdf.pages)
    signed = document_sign(
        pdf=pdf,
        authority=request.requesting_authority,
        reason=f"{'Approved' if approved else 'Emergency'}: {request.reference}",
        now=now,
    )
    return Rendering(
        revision=context.revision,
        language=",".join(version.languages),
        template_version=version.name,
        context=context.to_json(),
        html=render_html(version, context),
        pdf=replace(pdf, content=signed.content, sha256=signed.sha256) if signed else pdf,
        signed=signed,
        digest=context_digest(request, now=now),
    )


def document_sign(*, pdf: RenderedPdf, authority: Authority, reason: str, now: datetime) -> Signed | None:
    """The PDF with the signature of the authority, or None where it does not sign. Raises CannotSign."""
    return sign_pdf(
        pdf.content,
        authority=authority.code,
        reason=reason,
        location=f"{authority.name}, {authority.jurisdiction.name}",
        now=now,
    )


def document_issue(*, actor: User, request: Request, rendering: Rendering, now: datetime) -> Document:
    """Freeze a rendering as the next revision of the request. In the caller's transaction."""
    pdf, frozen, signed = rendering.pdf, rendering.context, rendering.signed
    document = Document.objects.create(
        request=request,
        kind=request.kind,
        revision=rendering.revision,
        language=rendering.language,
        template_version=rendering.template_version,
        context=frozen,
        html=rendering.html,
        pdf=pdf.content,
        sha256=pdf.sha256,
        context_sha256=hashlib.sha256(frozen.encode()).hexdigest(),
        pages=pdf.pages,
        signed_as=signed.certificate.subject[:500] if signed else "",
        signature_level=signed.level if signed else "",
        certificate_sha256=signed.certificate.fingerprint if signed else "",
        software_version=settings.SOFTWARE_VERSION,
        created_by=actor,
        created_at=now,
    )
    event_record(
        chain=f"request:{request.pk}",
        verb=Verb.DOCUMENT_ISSUED,
        actor=actor,
        data={
            "revision": document.revision,
            "sha256": document.sha256,
            "context_sha256": document.context_sha256,
            "certificate_sha256": document.certificate_sha256,
        },
        at=now,
    )
    return document


def preview_pdf(*, request: Request, languages: Sequence[str] = ()) -> bytes:
    """The document as it would be now, marked as a draft; nothing is kept. `languages` stand instead of the chosen."""
    if languages:
        request.languages = list(languages)
    context = document_context(request, now=timezone.now())
    pdf = render_pdf(template_for(request), context, draft=True)
    return pdf.content


def is_vouched_for(document: Document) -> bool:
    """Whether the trail, which is chained, tells of issuing a document with exactly these hashes."""
    issued = Event.objects.filter(chain=f"request:{document.request_id}", verb=Verb.DOCUMENT_ISSUED)
    told = (json.loads(data) for data in issued.values_list("data", flat=True))
    return any((one["sha256"], one["context_sha256"]) == (document.sha256, document.context_sha256) for one in told)


def document_open(*, actor: User, document: Document) -> bytes:
    """The bytes of a frozen document, with an event that says who took them; never bytes that are not its own."""
    return _open(actor, document, bytes(document.pdf), document.sha256)


def document_open_on_link(*, document: Document, link: str) -> bytes:
    """The same for somebody without an account, on the link of this id."""
    return _open(None, document, bytes(document.pdf), document.sha256, link=link)


def document_open_data(*, actor: User, document: Document) -> bytes:
    """What the document says as canonical JSON; as `document_open`."""
    return _open(actor, document, document.context.encode(), document.context_sha256)


def document_open_word(*, actor: User, document: Document) -> bytes:
    """What the document says as DOCX, for a letter of their own; made of what is frozen, as `document_open`."""
    data = document_open_data(actor=actor, document=document)
    return render_docx(_version_of(document), _said_in(document, data), fingerprint=document.context_sha256)


def document_text(document: Document) -> str:
    """What the document says as plain text, for the body of an e-mail."""
    said = _said_in(document, document.context)
    return render_text(_version_of(document), said, fingerprint=document.context_sha256)


def _said_in(document: Document, data: str | bytes) -> AnyDocument:
    is_notice = document.kind in list(Notice)
    return NoticeDocument.from_json(data) if is_notice else RequestDocument.from_json(data)


def _version_of(document: Document) -> TemplateVersion:
    """The one that made it, shipped or from the studio."""
    code, version, language = document.template_version.split("/")
    return version_frozen(code, int(version), language)


@transaction.atomic
def _open(actor: User | None, document: Document, content: bytes, sha256: str, *, link: str = "") -> bytes:
    if hashlib.sha256(content).hexdigest() != sha256 or not is_vouched_for(document):
        raise Invalid({"document": [_("This document is damaged in the database. Tell your administrator at once.")]})
    event_record(
        chain=f"request:{document.request_id}",
        verb=Verb.DOCUMENT_DOWNLOADED,
        actor=actor,
        data={"revision": document.revision, "sha256": sha256, **({"link": link} if link else {})},
        at=timezone.now(),
    )
    return content
