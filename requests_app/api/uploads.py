from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.parsers import BaseParser
from rest_framework.request import Request as Call
from rest_framework.response import Response

from mla_portal.api.fields import InstantField
from mla_portal.api.parsers import TooLarge
from mla_portal.api.views import ApiView
from mla_portal.errors import Invalid
from mla_portal.storage.models import Upload
from mla_portal.storage.services.uploads import PIECE_LIMIT, PIECE_SIZE
from requests_app.access import get_request
from requests_app.api.bodies import object_of
from requests_app.services.attaching import upload_begin, upload_found, upload_piece

OFFSET = OpenApiParameter("Upload-Offset", int, OpenApiParameter.HEADER, description="Where the piece begins.")


class UploadSerializer(serializers.ModelSerializer[Upload]):
    offset = serializers.IntegerField(source="received", help_text="The next piece begins here.")
    piece_size = serializers.SerializerMethodField(help_text="Send pieces of this size; 5 MB is the most.")
    expires_at = InstantField()

    class Meta:
        model = Upload
        fields = ("id", "name", "size", "offset", "piece_size", "expires_at")
        read_only_fields = fields

    def get_piece_size(self, upload: Upload) -> int:
        return PIECE_SIZE


class UploadBody(serializers.Serializer[Any]):
    name = serializers.CharField()
    size = serializers.IntegerField(min_value=0, help_text="In bytes; at most 2 GB, or what the administrators chose.")
    sha256 = serializers.CharField(required=False, help_text="Of the whole file: checked when it is put together.")


class PieceParser(BaseParser):
    """The bytes of one piece, as they are."""

    media_type = "application/octet-stream"

    def parse(  # type: ignore[override]
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> bytes:
        data = stream.read(PIECE_LIMIT + 1)
        if len(data) > PIECE_LIMIT:
            raise TooLarge(_("A piece has at most %(limit)d bytes.") % {"limit": PIECE_LIMIT})
        return data


class Uploads(ApiView):
    @extend_schema(request=UploadBody, responses={201: UploadSerializer})
    def post(self, request: Call, pk: UUID) -> Response:
        """Announce a file. Then PATCH its pieces in their order, and POST its id to the attachments."""
        row = get_request(self.actor, pk)
        body = object_of(request.data)
        given = {name: body.get(name) for name in ("name", "size", "sha256")}
        return self.tell([str(pk), str(upload_begin(actor=self.actor, request=row, **given).pk)], status=201)

    def told(self, reference: list[str]) -> Any:
        row = get_request(self.actor, reference[0])
        return UploadSerializer(upload_found(actor=self.actor, request=row, pk=reference[1])).data


class UploadOne(ApiView):
    """A file on its way. It expires when no piece has come for two days."""

    parser_classes = (PieceParser,)

    @extend_schema(responses=UploadSerializer)
    def get(self, request: Call, pk: UUID, upload: UUID) -> Response:
        """Where to carry on, after the line was lost."""
        row = get_request(self.actor, pk)
        return Response(UploadSerializer(upload_found(actor=self.actor, request=row, pk=upload)).data)

    @extend_schema(
        request={"application/octet-stream": OpenApiTypes.BINARY}, parameters=[OFFSET], responses=UploadSerializer
    )
    def patch(self, request: Call, pk: UUID, upload: UUID) -> Response:
        """The next piece. One that is not the next is 409, with the `offset` to carry on from."""
        row = get_request(self.actor, pk)
        offset, data = request.headers.get("Upload-Offset"), request.data
        if not isinstance(data, bytes):
            raise Invalid({"piece": [_("Send the bytes of the piece as application/octet-stream.")]})
        taken = upload_piece(actor=self.actor, request=row, pk=upload, offset=offset, data=data)
        return Response(UploadSerializer(taken).data)
