from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request as Call
from rest_framework.response import Response

from contacts.serializers import Filter
from mla_portal.api.fields import InstantField
from mla_portal.api.views import ApiView
from mla_portal.errors import Invalid
from requests_app.access import get_request, sides_of
from requests_app.api.bodies import object_of, unknown
from requests_app.models import Forwarding
from requests_app.selectors.forwardings import came_from, forwarding_of, went_to
from requests_app.services.forwardings import CHANNELS, forwarding_record
from requests_app.states import Side

CHANNEL_CHOICES = [(one.value, one.label) for one in CHANNELS]
FIELDS = ("to", "channel", "number", "happened_at", "note")


class CameFromSerializer(serializers.Serializer[Any]):
    reference = serializers.CharField()
    authority = serializers.CharField(help_text="Which it reached first.")
    number = serializers.CharField(help_text="That authority's own.")
    note = serializers.CharField()


class WentToSerializer(serializers.Serializer[Any]):
    reference = serializers.CharField()
    authority = serializers.CharField()


class OutsideSerializer(serializers.ModelSerializer[Forwarding]):
    happened_at = InstantField()

    class Meta:
        model = Forwarding
        fields = FIELDS
        read_only_fields = fields


class ForwardingSerializer(serializers.Serializer[Any]):
    """How a misdirected request went on; each part null where there is none."""

    came_from = CameFromSerializer(allow_null=True)
    went_to = WentToSerializer(allow_null=True, help_text="In the inbox of a member of this portal.")
    outside = OutsideSerializer(allow_null=True)


class ForwardingBody(serializers.Serializer[Any]):
    to = serializers.CharField(max_length=200)
    channel = serializers.ChoiceField(choices=CHANNEL_CHOICES)
    number = serializers.CharField(required=False, max_length=80)
    happened_at = InstantField()
    note = serializers.CharField(required=False, max_length=500)


class Forwardings(ApiView):
    """That a request reached the wrong authority, and how it went on (Art. 27(9)(c))."""

    @extend_schema(responses=ForwardingSerializer)
    def get(self, request: Call, pk: UUID) -> Response:
        Filter(data=request.query_params).is_valid(raise_exception=True)
        return Response(self.told(str(pk)))

    @extend_schema(request=ForwardingBody, responses={201: ForwardingSerializer})
    def post(self, request: Call, pk: UUID) -> Response:
        """Record how it went on outside the portal, with a number or who confirmed it. A file is added on its page."""
        row, body = get_request(self.actor, pk), object_of(request.data)
        if wrong := unknown(body, FIELDS):
            raise Invalid(wrong)
        forwarding_record(actor=self.actor, request=row, **body)
        return self.tell(str(pk), status=201)

    def told(self, reference: str) -> Any:
        row = get_request(self.actor, reference)
        side = Side.REQUESTING if Side.REQUESTING in sides_of(self.actor, row) else Side.REQUESTED
        came, went, outside = came_from(row, side), went_to(row, side), forwarding_of(row)
        return ForwardingSerializer(
            {"came_from": asdict(came) if came else None, "went_to": asdict(went) if went else None, "outside": outside}
        ).data
