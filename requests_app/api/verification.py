from __future__ import annotations

import hashlib
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request as Call
from rest_framework.response import Response

from mla_portal.api.fields import InstantField
from mla_portal.api.views import ApiView
from mla_portal.errors import Invalid
from requests_app.models import Document
from requests_app.selectors.contract import document_known, document_visible


class FileBody(serializers.Serializer[Any]):
    file = serializers.FileField()


class KnownDocumentSerializer(serializers.ModelSerializer[Document]):
    """What those are told who may see the document anyway."""

    reference = serializers.CharField(source="request.reference")
    requesting_authority = serializers.CharField(source="request.requesting_authority.code")
    requested_authority = serializers.CharField(source="request.requested_authority.code")
    approved_by = serializers.CharField(source="created_by.name")
    created_at = InstantField()

    class Meta:
        model = Document
        fields = (
            "id",
            "request",
            "reference",
            "kind",
            "revision",
            "requesting_authority",
            "requested_authority",
            "approved_by",
            "created_at",
        )
        read_only_fields = fields


class VerificationSerializer(serializers.Serializer[Any]):
    sha256 = serializers.CharField(help_text="Of the bytes sent here.")
    known = serializers.BooleanField(help_text="Whether this portal issued exactly these bytes.")
    unaltered = serializers.BooleanField(help_text="The same: one bit changed and the bytes are not known.")
    message = serializers.CharField()
    signed = serializers.BooleanField()
    signature = serializers.CharField(help_text="What is to be said of the signature.")
    document = KnownDocumentSerializer(allow_null=True, help_text="Null for who may not see it.")


class Verification(ApiView):
    """Whether a file is a document of this portal. Whoever may not see the document learns that alone."""

    parser_classes = (MultiPartParser,)

    @extend_schema(request={"multipart/form-data": FileBody}, responses=VerificationSerializer)
    def post(self, request: Call) -> Response:
        file = request.data.get("file")
        if not isinstance(file, UploadedFile):
            raise Invalid({"file": [_("Send the document as a file in the field “file”.")]})
        return self.tell(_sha256(file))

    def told(self, reference: str) -> Any:
        """Of the bytes that have this SHA-256."""
        document = document_visible(self.actor, reference)
        known = document is not None or document_known(reference)
        said = {
            "sha256": reference,
            "known": known,
            "unaltered": known,
            "message": _known() if known else _unknown(),
            "signed": False,
            "signature": _unsigned(),
            "document": document,
        }
        return VerificationSerializer(said).data


def _sha256(file: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def _known() -> str:
    return _("These bytes are a document of this portal, unaltered.")


def _unknown() -> str:
    return _("These bytes are no document of this portal, or were altered after it issued them.")


def _unsigned() -> str:
    return _("Documents are signed with the certificate of the authority, and none is configured: it is not signed.")
