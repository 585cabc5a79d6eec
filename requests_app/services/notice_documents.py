"""Notices of the authority that was asked, frozen as documents of the request that they answer."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, Invalid
from requests_app.access import require
from requests_app.models import Document, Request
from requests_app.selectors.notice_context import notice_context
from requests_app.services.documents import document_sign
from requests_app.states import SENT_ONWARDS
from templates_app.notice import AnyDocument, Notice, NoticeDocument
from templates_app.rendering import RenderedPdf, render_html, render_pdf
from templates_app.signing.sealing import Signed
from templates_app.studio.selectors import version_in_use
from templates_app.versions.model import TemplateVersion


@dataclass(frozen=True, kw_only=True)
class MadeNotice:
    """Rendered and signed, not yet issued."""

    context: AnyDocument
    version: TemplateVersion
    html: str
    pdf: RenderedPdf
    signed: Signed | None


def notice_issue(*, actor: User, request: Request, kind: Notice, **said: Any) -> Document:
    """Freeze a notice as its next revision. `said` are the fields of `NoticeDocument` that are its own.

    Takes its time to render, before the transaction: two at once give one document and one Conflict. Raises Invalid
    when a text cannot be printed, or an order names nobody to whom it goes, CannotSign as `document_render`.
    """
    require(actor, Permission.EXECUTE, request.requested_authority)
    if request.status not in SENT_ONWARDS:
        raise Conflict(_("This request was not sent to anybody yet."))
    if kind is Notice.PRESERVATION_ORDER and not said.get("recipient"):
        raise Invalid({"recipient": [_("Say who holds the data: the order goes to them.")]})
    now = timezone.now()
    made = notice_make(
        request=request, context=notice_context(request, kind=kind, actor=actor, now=now, **said), now=now
    )
    with transaction.atomic():
        return notice_freeze(actor=actor, request=request, made=made, now=now)


def notice_make(*, request: Request, context: AnyDocument, now: datetime, signs: bool = True) -> MadeNotice:
    """Render a notice and sign it, where a certificate is set up for the authority that says it. Nothing is kept.

    Not with `signs` off: what came on a link is vouched for by nobody of that authority.
    """
    answers = isinstance(context, NoticeDocument)
    authority = request.requested_authority if answers else request.requesting_authority
    version = version_in_use(context.kind, *context.languages, authority=authority.code)
    pdf = render_pdf(version, context)
    reason = f"Issued: {context.reference}"
    signed = document_sign(pdf=pdf, authority=authority, reason=reason, now=now) if signs else None
    if signed:
        pdf = replace(pdf, content=signed.content, sha256=signed.sha256)
    return MadeNotice(context=context, version=version, html=render_html(version, context), pdf=pdf, signed=signed)


def notice_freeze(*, actor: User | None, request: Request, made: MadeNotice, now: datetime) -> Document:
    """Keep it as a document of the request, in the caller's transaction. Conflict where its revision is taken."""
    context, signed, frozen = made.context, made.signed, made.context.to_json()
    Request.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if Document.objects.filter(request=request, kind=context.kind, revision=context.revision).exists():
        raise Conflict(_("Somebody issued this notice at the same time. Read it before you issue another."))
    document = Document.objects.create(
        request=request,
        kind=context.kind,
        revision=context.revision,
        language=",".join(made.version.languages),
        template_version=made.version.name,
        context=frozen,
        html=made.html,
        pdf=made.pdf.content,
        sha256=made.pdf.sha256,
        context_sha256=hashlib.sha256(frozen.encode()).hexdigest(),
        pages=made.pdf.pages,
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
            "kind": str(context.kind),
            "revision": document.revision,
            "sha256": document.sha256,
            "context_sha256": document.context_sha256,
            "certificate_sha256": document.certificate_sha256,
        },
        at=now,
    )
    return document
