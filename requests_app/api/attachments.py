from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request as Call
from rest_framework.response import Response
from rest_framework.reverse import reverse

from contacts.serializers import Filter
from mla_portal.api.fields import InstantField
from mla_portal.api.parsers import StrictJSONParser, TooLarge
from mla_portal.api.views import ApiView
from mla_portal.errors import Invalid
from mla_portal.storage.downloads import file_response
from mla_portal.storage.models import Scan
from requests_app.access import attachments_visible_to, get_attachment, get_request
from requests_app.api.bodies import object_of
from requests_app.api.documents import FileView
from requests_app.models import Attachment
from requests_app.services.attaching import AT_ONCE_LIMIT, file_attach, upload_attach
from requests_app.services.attachments import attachment_open, attachment_remove


class AttachmentSerializer(serializers.ModelSerializer[Attachment]):
    name = serializers.CharField(source="file.name")
    size = serializers.IntegerField(source="file.size", help_text="In bytes.")
    sha256 = serializers.CharField(source="file.sha256")
    media_type = serializers.CharField(source="file.media_type", help_text="By its content, not by its name.")
    scan = serializers.ChoiceField(source="file.scan", choices=Scan.choices, help_text="The check for malware.")
    added_by = serializers.SerializerMethodField(help_text="Empty when somebody without an account gave it.")
    added_at = InstantField()
    url = serializers.SerializerMethodField()

    class Meta:
        model = Attachment
        fields = (
            "id",
            "name",
            "size",
            "sha256",
            "media_type",
            "scan",
            "side",
            "internal",
            "description",
            "added_by",
            "added_at",
            "url",
        )
        read_only_fields = fields

    def get_added_by(self, attachment: Attachment) -> str:
        return attachment.added_by.name if attachment.added_by else ""

    def get_url(self, attachment: Attachment) -> str:
        kwargs = {"pk": attachment.request_id, "attachment": attachment.pk}
        return str(reverse("api_attachment_file", kwargs=kwargs, request=self.context.get("request")))


class SmallFile(serializers.Serializer[Any]):
    file = serializers.FileField(help_text="At most 5 MB; larger ones are uploaded in pieces.")
    internal = serializers.BooleanField(required=False, help_text="For the own authority alone, for ever.")
    description = serializers.CharField(required=False, max_length=200)


class FinishedUpload(serializers.Serializer[Any]):
    upload = serializers.UUIDField(help_text="Of which all pieces have come.")
    internal = serializers.BooleanField(required=False, help_text="For the own authority alone, for ever.")
    description = serializers.CharField(required=False, max_length=200)


class Attachments(ApiView):
    """The files that lie with a request, newest first: those of both sides, and the internal ones of the own side."""

    parser_classes = (StrictJSONParser, MultiPartParser)

    def initial(self, request: Call, *args: Any, **kwargs: Any) -> None:
        # Before a byte of it is read.
        if int(request.META.get("CONTENT_LENGTH") or 0) > AT_ONCE_LIMIT + 64 * 1024:
            raise TooLarge(_("5 MB is the most at once. Upload a larger file in pieces."))
        super().initial(request, *args, **kwargs)

    @extend_schema(responses=AttachmentSerializer(many=True))
    def get(self, request: Call, pk: UUID) -> Response:
        Filter(data=request.query_params).is_valid(raise_exception=True)
        row = get_request(self.actor, pk)
        found = attachments_visible_to(self.actor).filter(request=row).select_related("file__content", "added_by")
        return self.page_response(found, AttachmentSerializer)

    @extend_schema(
        request={"multipart/form-data": SmallFile, "application/json": FinishedUpload},
        responses={201: AttachmentSerializer},
    )
    def post(self, request: Call, pk: UUID) -> Response:
        """A small file as it is, or the id of an upload of which all pieces have come. The same upload again gives the
        same attachment.
        """
        row = get_request(self.actor, pk)
        body = object_of(request.data)
        choice = {"internal": _yes(body.get("internal", False)), "description": body.get("description", "")}
        if request.content_type.startswith("multipart/"):
            made = file_attach(actor=self.actor, request=row, file=body.get("file"), **choice)
        else:
            made = upload_attach(actor=self.actor, request=row, pk=body.get("upload"), **choice)
        return self.tell(str(made.pk), status=201)

    def told(self, reference: str) -> Any:
        return AttachmentSerializer(get_attachment(self.actor, reference), context={"request": self.request}).data


class AttachmentOne(ApiView):
    @extend_schema(responses=AttachmentSerializer)
    def get(self, request: Call, pk: UUID, attachment: UUID) -> Response:
        found = get_attachment(self.actor, attachment, of=pk)
        return Response(AttachmentSerializer(found, context={"request": request}).data)

    @extend_schema(responses={204: None})
    def delete(self, request: Call, pk: UUID, attachment: UUID) -> Response:
        """Take it back, while the other side cannot have seen it."""
        attachment_remove(actor=self.actor, attachment=get_attachment(self.actor, attachment, of=pk))
        return Response(status=204)


class AttachmentFile(FileView):
    """The bytes; each time they are handed out is an event."""

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    def get(self, request: Call, pk: UUID, attachment: UUID) -> StreamingHttpResponse:
        found = get_attachment(self.actor, attachment, of=pk)
        return file_response(found.file, attachment_open(actor=self.actor, attachment=found))


def _yes(raw: object) -> bool:
    """JSON says true and false; a form says them as words."""
    words = {True: True, False: False, "true": True, "false": False, "on": True, "": False}
    if not isinstance(raw, bool | str) or raw not in words:
        raise Invalid({"internal": [_("Say true or false.")]})
    return words[raw]
