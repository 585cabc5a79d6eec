from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request as Call
from rest_framework.response import Response

from contacts.serializers import Filter
from mla_portal.api.fields import InstantField
from mla_portal.api.views import ApiView
from mla_portal.audit.models import Event
from requests_app.access import get_request
from requests_app.selectors.contract import events_told


class EventSerializer(serializers.ModelSerializer[Event]):
    at = InstantField()
    actor = serializers.CharField(source="actor_name", help_text="The name at that time; empty for the portal itself.")
    data = serializers.SerializerMethodField()  # type: ignore[assignment]  # hides what a serializer calls its output

    class Meta:
        model = Event
        fields = ("at", "actor", "verb", "data", "hash")
        read_only_fields = fields

    @extend_schema_field(OpenApiTypes.OBJECT)
    def get_data(self, event: Event) -> dict[str, Any]:
        data: dict[str, Any] = json.loads(event.data)
        return data


class Events(ApiView):
    """The trail, oldest first. The requested authority is told what both sides know."""

    @extend_schema(responses=EventSerializer(many=True))
    def get(self, request: Call, pk: UUID) -> Response:
        Filter(data=request.query_params).is_valid(raise_exception=True)
        row = get_request(self.actor, pk)
        return self.page_response(events_told(self.actor, row), EventSerializer, order="seq")
