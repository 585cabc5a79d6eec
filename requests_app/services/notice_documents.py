"""Notices of the authority that was asked, frozen as documents of the request that they answer."""

from __future__ import annotations

import hashlib
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
from requests_app.states import SENT_ONWARDS
from templates_app.notice import Notice
from templates_app.rendering import render_html, render_pdf
from templates_app.studio.selectors import version_in_use


def notice_issue(*, actor: User, request: Request, kind: Notice, **said: Any) -> Document:
    """Freeze a notice as its next revision. `said` are the fields of `NoticeDocument` that are its own.

    Takes its time to render, before the transaction: two at once give one document and one Conflict. Raises Invalid
    when a text cannot be printed, or an order names nobody to whom it goes.
    """
    require(actor, Permission.EXECUTE, request.requested_authority)
    if request.status not in SENT_ONWARDS:
        raise Conflict(_("This request was not sent to anybody yet."))
    if kind is Notice.PRESERVATION_ORDER and not said.get("recipient"):
        raise Invalid({"recipient": [_("Say who holds the data: the order goes to them.")]})
    now = timezone.now()
    context = notice_context(request, kind=kind, actor=actor, now=now, **said)
    version = version_in_use(kind, *context.languages, authority=request.requested_authority.code)
    pdf, frozen = render_pdf(version, context), context.to_json()
    with transaction.atomic():
        Request.objects.select_for_update(of=("self",)).get(pk=request.pk)
        if Document.objects.filter(request=request, kind=kind, revision=context.revision).exists():
            raise Conflict(_("Somebody issued this notice at the same time. Read it before you issue another."))
        document = Document.objects.create(
            request=request,
            kind=kind,
            revision=context.revision,
            language=",".join(version.languages),
            template_version=version.name,
            context=frozen,
            html=render_html(version, context),
            pdf=pdf.content,
            sha256=pdf.sha256,
            context_sha256=hashlib.sha256(frozen.encode()).hexdigest(),
            pages=pdf.pages,
            software_version=settings.SOFTWARE_VERSION,
            created_by=actor,
            created_at=now,
        )
        event_record(
            chain=f"request:{request.pk}",
            verb=Verb.DOCUMENT_ISSUED,
            actor=actor,
            data={
                "kind": str(kind),
                "revision": document.revision,
                "sha256": document.sha256,
                "context_sha256": document.context_sha256,
            },
            at=now,
        )
    return document
