from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request as Call
from rest_framework.response import Response

from contacts.serializers import Filter
from mla_portal.api.fields import InstantField
from mla_portal.api.views import ApiView
from requests_app.access import get_request
from requests_app.api.attachments import AttachmentSerializer
from requests_app.api.bodies import object_of
from requests_app.models import Means, Message, MessageReading, Topic
from requests_app.selectors.contract import not_here
from requests_app.selectors.messages import messages_on
from requests_app.services.messages import RECORDED, message_record, message_send, messages_read
from requests_app.states import Side


class ReadingSerializer(serializers.ModelSerializer[MessageReading]):
    by = serializers.CharField(source="user.name")
    at = InstantField()

    class Meta:
        model = MessageReading
        fields = ("by", "at")
        read_only_fields = fields


class MessageSerializer(serializers.ModelSerializer[Message]):
    author = serializers.SerializerMethodField(help_text="Who wrote it down; empty for somebody without an account.")
    at = InstantField()
    said_at = InstantField(help_text="Of what was said outside the portal and recorded.")
    attachments = AttachmentSerializer(many=True)
    read_by = ReadingSerializer(source="readings", many=True, help_text="People of the other side, first times.")

    class Meta:
        model = Message
        fields = (
            "id",
            "topic",
            "side",
            "text",
            "author",
            "at",
            "means",
            "said_by",
            "said_at",
            "attachments",
            "read_by",
        )
        read_only_fields = fields

    def get_author(self, message: Message) -> str:
        return message.author.name if message.author else ""


class MessageBody(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=20_000)
    topic = serializers.ChoiceField(choices=Topic.choices, required=False)
    attachments = serializers.ListField(
        child=serializers.UUIDField(), required=False, max_length=50, help_text="Of the own side, for both to see."
    )
    means = serializers.ChoiceField(
        choices=[(one.value, one.label) for one in (Means.PORTAL, *RECORDED)],
        required=False,
        help_text="portal sends a message; the others put on the file what was said outside.",
    )
    said_by = serializers.CharField(max_length=200, required=False, help_text="Of what was said outside.")
    said_at = InstantField(required=False, help_text="Of what was said outside.")
    side = serializers.ChoiceField(
        choices=Side.choices,
        required=False,
        help_text="Of what was said outside: who spoke; else the other side.",
    )


class Messages(ApiView):
    """What the two sides say to each other, oldest first, with who has read it."""

    @extend_schema(responses=MessageSerializer(many=True))
    def get(self, request: Call, pk: UUID) -> Response:
        Filter(data=request.query_params).is_valid(raise_exception=True)
        row = get_request(self.actor, pk)
        return self.page_response(messages_on(self.actor, row), MessageSerializer, order="id")

    @extend_schema(request=MessageBody, responses={201: MessageSerializer})
    def post(self, request: Call, pk: UUID) -> Response:
        """Send a message, or record what was said outside the portal."""
        row = get_request(self.actor, pk)
        body = MessageBody(data=object_of(request.data))
        body.is_valid(raise_exception=True)
        answers = dict(body.validated_data)
        if answers.pop("means", Means.PORTAL) == Means.PORTAL:
            given = {name: answers[name] for name in ("text", "topic", "attachments") if name in answers}
            made = message_send(actor=self.actor, request=row, **given)
        else:
            answers = {"said_by": "", "said_at": None, **answers, "means": body.validated_data["means"]}
            made = message_record(actor=self.actor, request=row, **answers)
        return self.tell([str(pk), str(made.pk)], status=201)

    def told(self, reference: list[str]) -> Any:
        row = get_request(self.actor, reference[0])
        found = messages_on(self.actor, row).filter(pk=reference[1]).first()
        if found is None:
            raise not_here()
        return MessageSerializer(found, context={"request": self.request}).data


class MessagesRead(ApiView):
    @extend_schema(request=None, responses={200: {"type": "object", "properties": {"read": {"type": "integer"}}}})
    def post(self, request: Call, pk: UUID) -> Response:
        """Say that you were shown the thread: the other side sees it."""
        row = get_request(self.actor, pk)
        return self.tell(messages_read(actor=self.actor, request=row))

    def told(self, reference: int) -> Any:
        return {"read": reference}
