from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request as Call
from rest_framework.response import Response

from contacts.serializers import Filter
from mla_portal.api.fields import InstantField
from mla_portal.api.views import ApiView
from mla_portal.errors import Invalid
from requests_app.access import get_request, sides_of
from requests_app.api.bodies import object_of, unknown
from requests_app.models import EmergencySending, Finding, OralRequest, Request
from requests_app.selectors.contract import not_here, own_request
from requests_app.selectors.emergencies import emergency_of
from requests_app.services.emergencies import emergency_review
from requests_app.services.oral_requests import oral_request_record
from requests_app.states import Side


class OralSerializer(serializers.ModelSerializer[OralRequest]):
    said_at = InstantField()

    class Meta:
        model = OralRequest
        fields = ("id", "caller", "spoken_to", "number", "said_at", "said", "called_back")
        read_only_fields = fields


class OralBody(serializers.Serializer[Any]):
    caller = serializers.CharField(required=False, max_length=200, help_text="You, if it is not given.")
    spoken_to = serializers.CharField(max_length=200)
    number = serializers.CharField(max_length=80)
    said_at = InstantField()
    said = serializers.CharField(max_length=4000)
    called_back = serializers.BooleanField(help_text="They rang back at a number that they had themselves.")


class ReviewSerializer(serializers.ModelSerializer[EmergencySending]):
    reason = serializers.CharField(source="finding_reason")
    reviewed_by = serializers.CharField(source="reviewed_by.name")
    reviewed_at = InstantField()

    class Meta:
        model = EmergencySending
        fields = ("finding", "reason", "reviewed_by", "reviewed_at")
        read_only_fields = fields


class EmergencySerializer(serializers.ModelSerializer[EmergencySending]):
    """`context["own"]`: for the side that sent it."""

    sent_at = InstantField()
    review = serializers.SerializerMethodField(help_text="Null while it is open, and for the requested authority.")

    class Meta:
        model = EmergencySending
        fields = ("facts", "sent_at", "review")
        read_only_fields = fields

    @extend_schema_field(ReviewSerializer(allow_null=True))
    def get_review(self, row: EmergencySending) -> Any:
        is_known = self.context["own"] and row.reviewed_at is not None
        return ReviewSerializer(row).data if is_known else None


class ReviewBody(serializers.Serializer[Any]):
    finding = serializers.ChoiceField(choices=Finding.choices)
    reason = serializers.CharField(max_length=2000)


class Emergency(ApiView):
    """That a request was sent at once, without approval, and what was found of that afterwards."""

    @extend_schema(responses=EmergencySerializer)
    def get(self, request: Call, pk: UUID) -> Response:
        Filter(data=request.query_params).is_valid(raise_exception=True)
        return Response(self.told(str(pk)))

    @extend_schema(request=ReviewBody, responses=EmergencySerializer)
    def post(self, request: Call, pk: UUID) -> Response:
        """Review it: by a supervisor who neither wrote nor sent it."""
        row = own_request(self.actor, get_request(self.actor, pk))
        body = _known(request.data, ("finding", "reason"))
        emergency_review(actor=self.actor, request=row, finding=body.get("finding"), reason=body.get("reason"))
        return self.tell(str(pk))

    def told(self, reference: str) -> Any:
        row = get_request(self.actor, reference)
        sending = emergency_of(row)
        if sending is None:
            raise not_here()
        return EmergencySerializer(sending, context={"own": Side.REQUESTING in sides_of(self.actor, row)}).data


class OralRequests(ApiView):
    """Calls in which an emergency was told before it was sent in writing."""

    @extend_schema(responses=OralSerializer(many=True))
    def get(self, request: Call, pk: UUID) -> Response:
        Filter(data=request.query_params).is_valid(raise_exception=True)
        return self.page_response(get_request(self.actor, pk).oral_requests.all(), OralSerializer, order="id")

    @extend_schema(request=OralBody, responses={201: OralSerializer})
    def post(self, request: Call, pk: UUID) -> Response:
        """Record one. The time for the written request runs from it."""
        row: Request = own_request(self.actor, get_request(self.actor, pk))
        made = oral_request_record(actor=self.actor, request=row, answers=object_of(request.data))
        return self.tell({"request": str(pk), "oral": str(made.pk)}, status=201)

    def told(self, reference: dict[str, Any]) -> Any:
        found = get_request(self.actor, reference["request"]).oral_requests
        return OralSerializer(found.get(pk=reference["oral"])).data


def _known(data: Any, names: tuple[str, ...]) -> dict[str, Any]:
    body = object_of(data)
    wrong = unknown(body, names)
    if wrong:
        raise Invalid(wrong)
    return body
