"""The document of a request: beside the facts that make it evidence, and its bytes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast
from uuid import UUID

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin

from mla_portal.accounts.models import User
from mla_portal.errors import NotFound, Refusal
from mla_portal.ui.pages import refused
from requests_app.access import get_document, get_request, sides_of
from requests_app.languages import languages_asked
from requests_app.models import Document, Request
from requests_app.selectors.answers import kind_of
from requests_app.selectors.document_context import issued_document, template_for
from requests_app.selectors.papers import file_name, of_the_request, papers_of, unreviewed
from requests_app.services.documents import (
    document_open,
    document_open_data,
    document_open_word,
    document_text,
    preview_pdf,
)
from requests_app.services.readings import reading_record
from requests_app.states import UNAPPROVED, Side
from requests_app.views.requests_common import reader_of, shown_side, title_of
from requests_app.views.requests_parts import named_awaited

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def framed_by_us(view: View) -> View:
    """A page of ours may show the answer in a frame; nobody else's may."""
    within = csp_replace({"frame-ancestors": ["'self'"]})
    return cast(View, xframe_options_sameorigin(within(cast(Any, view))))


def request_document(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    user = reader_of(http_request)
    row = get_request(user, pk)
    if row.is_registered:
        # It came from outside: there is the file as it came, and no document of ours.
        return redirect("request", row.pk)
    sides = sides_of(user, row)
    if Side.REQUESTED in sides:
        reading_record(actor=user, request=row)
    papers = papers_of(user, row)
    documents = of_the_request(papers, row)
    in_force = documents[0] if documents and row.status not in UNAPPROVED else None
    context = {
        "row": row,
        "own": Side.REQUESTING in sides,
        "title": title_of(row, shown_side(sides)),
        "document": in_force,
        "text": document_text(in_force) if in_force else "",
        "earlier": documents[1:] if in_force else documents,
        "papers": papers,
        "awaited": named_awaited(user, row),
        "unreviewed": unreviewed(in_force.template_version if in_force else template_for(row).name),
        "transmissions": row.transmissions.select_related("recipient", "sent_by").order_by("sent_at"),
    }
    return render(http_request, "requests/work/document.html", context)


@framed_by_us
def request_preview(http_request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """What the document would be now, for its own side and until it is frozen; then the frozen one."""
    user = reader_of(http_request)
    row = get_request(user, pk)
    if Side.REQUESTING not in sides_of(user, row):
        raise NotFound(_("There is nothing here, or it is not yours to see."))
    in_force = issued_document(row)
    if in_force is not None:
        return redirect("document_pdf", in_force.pk)
    try:
        content = preview_pdf(request=row, languages=languages_asked(kind_of(row), http_request.GET.get("lang")))
    except Refusal as refusal:
        # Answered here, so that the frame may show what is wrong.
        return refused(http_request, refusal)
    return _pdf(content, f"{row.reference}-draft.pdf")


@framed_by_us
def document_pdf(http_request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The frozen bytes; each time they are handed out is an event."""
    user = reader_of(http_request)
    document = get_document(user, pk)
    etag = quote_etag(document.sha256)
    known = get_conditional_response(http_request, etag=etag)
    if known is not None and known.status_code == 304:
        return known
    row: Request = document.request
    if Side.REQUESTED in sides_of(user, row):
        reading_record(actor=user, request=row)
    response = _pdf(document_open(actor=user, document=document), f"{file_name(document)}.pdf")
    response["ETag"] = etag
    return response


def document_docx(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same document for a letter of their own; an event as the PDF is."""
    user, document = _taken(http_request, pk)
    return _file(document_open_word(actor=user, document=document), WORD, f"{file_name(document)}.docx")


def document_json(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    """What it says, for machines; an event as the PDF is."""
    user, document = _taken(http_request, pk)
    data = document_open_data(actor=user, document=document)
    return _file(data, "application/json", f"{file_name(document)}.json")


def document_plain(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    """What it says as text, for an e-mail; an event as the PDF is."""
    user, document = _taken(http_request, pk)
    document_open_data(actor=user, document=document)
    return _file(document_text(document).encode(), "text/plain; charset=utf-8", f"{file_name(document)}.txt")


def _taken(http_request: HttpRequest, pk: UUID) -> tuple[User, Document]:
    user = reader_of(http_request)
    document = get_document(user, pk)
    row: Request = document.request
    if Side.REQUESTED in sides_of(user, row):
        reading_record(actor=user, request=row)
    return user, document


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": disposition})


def _pdf(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(as_attachment=False, filename=name) or "inline"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
