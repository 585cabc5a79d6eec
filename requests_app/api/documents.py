from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request as Call
from rest_framework.response import Response

from contacts.serializers import Filter
from mla_portal.api.fields import InstantField
from mla_portal.api.views import ApiView
from requests_app.access import documents_visible_to, get_document, get_request, sides_of
from requests_app.languages import languages_asked
from requests_app.models import Document
from requests_app.selectors.answers import kind_of
from requests_app.selectors.contract import own_request
from requests_app.selectors.document_context import issued_document
from requests_app.selectors.papers import file_name
from requests_app.services.documents import document_open, document_open_data, document_open_word, preview_pdf
from requests_app.services.readings import reading_record
from requests_app.states import Side

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class DocumentSerializer(serializers.ModelSerializer[Document]):
    created_at = InstantField()
    context_sha256 = serializers.CharField(help_text="Of file.json, byte by byte.")
    sha256 = serializers.CharField(help_text="Of file.pdf, byte by byte.")
    signed_as = serializers.CharField(help_text="The subject of the certificate that signed it; empty if none did.")
    signature_level = serializers.CharField(help_text="PAdES: B-B, B-T or B-LTA; empty if it is not signed.")

    class Meta:
        model = Document
        fields = (
            "id",
            "request",
            "kind",
            "revision",
            "language",
            "template_version",
            "pages",
            "sha256",
            "context_sha256",
            "signed_as",
            "signature_level",
            "created_at",
        )
        read_only_fields = fields


class Documents(ApiView):
    """The frozen documents of a request and its notices, newest first; `kind` says which. The requested authority sees
    of the request what was sent to it, and alone its orders to who holds the data.
    """

    @extend_schema(responses=DocumentSerializer(many=True))
    def get(self, request: Call, pk: UUID) -> Response:
        Filter(data=request.query_params).is_valid(raise_exception=True)
        row = get_request(self.actor, pk)
        found = documents_visible_to(self.actor).filter(request=row).defer("pdf", "html", "context")
        return self.page_response(found, DocumentSerializer)


class WhateverAccepted(BaseContentNegotiation):
    """A file is given as it is, whatever the Accept header asks; a refusal is JSON."""

    def select_parser(self, request: Any, parsers: Any) -> Any:
        return parsers[0]

    def select_renderer(self, request: Any, renderers: Any, format_suffix: Any = None) -> Any:
        return renderers[0], renderers[0].media_type


class FileView(ApiView):
    content_negotiation_class = WhateverAccepted


class DocumentPdf(FileView):
    """The frozen bytes; each time they are handed out is an event."""

    @extend_schema(responses={(200, PDF): OpenApiTypes.BINARY})
    def get(self, request: Call, pk: UUID) -> HttpResponse:
        document = get_document(self.actor, pk)
        _read(self, document)
        return _file(document_open(actor=self.actor, document=document), PDF, f"{_name(document)}.pdf")


class DocumentJson(FileView):
    """What the document says, for machines: canonical JSON (RFC 8785), frozen with it."""

    @extend_schema(responses={(200, "application/json"): OpenApiTypes.OBJECT})
    def get(self, request: Call, pk: UUID) -> HttpResponse:
        document = get_document(self.actor, pk)
        _read(self, document)
        content = document_open_data(actor=self.actor, document=document)
        return _file(content, "application/json", f"{_name(document)}.json")


class DocumentWord(FileView):
    """The same document as DOCX, to be pasted into a letter of their own. What is in force is the PDF."""

    @extend_schema(responses={(200, WORD): OpenApiTypes.BINARY})
    def get(self, request: Call, pk: UUID) -> HttpResponse:
        document = get_document(self.actor, pk)
        _read(self, document)
        return _file(document_open_word(actor=self.actor, document=document), WORD, f"{_name(document)}.docx")


class PreviewFilter(Filter):
    lang = serializers.CharField(
        required=False, help_text="One language, or two of which the first stands above: en,fr. Else the chosen ones."
    )


class Preview(FileView):
    """The document as it would be now, for its own side; once it is frozen, the frozen one."""

    @extend_schema(parameters=[PreviewFilter], responses={(200, PDF): OpenApiTypes.BINARY})
    def get(self, request: Call, pk: UUID) -> HttpResponse:
        row = own_request(self.actor, get_request(self.actor, pk))
        asked = PreviewFilter(data=request.query_params)
        asked.is_valid(raise_exception=True)
        languages = languages_asked(kind_of(row), asked.validated_data.get("lang"))
        document = issued_document(row)
        if document is not None:
            return _file(document_open(actor=self.actor, document=document), PDF, f"{_name(document)}.pdf")
        return _file(preview_pdf(request=row, languages=languages), PDF, f"{row.reference}-draft.pdf")


def _read(view: ApiView, document: Document) -> None:
    if Side.REQUESTED in sides_of(view.actor, document.request):
        reading_record(actor=view.actor, request=document.request)


def _name(document: Document) -> str:
    return file_name(document)


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "attachment"}
    return HttpResponse(content, content_type=media_type, headers=headers)
