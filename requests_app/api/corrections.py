from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request as Call
from rest_framework.response import Response

from contacts.serializers import Filter
from mla_portal.api.fields import InstantField
from mla_portal.api.views import ApiView
from mla_portal.errors import Invalid
from requests_app.access import get_request
from requests_app.api.bodies import Errors, authority_read, object_of, unknown
from requests_app.api.case_shape import OffenceSerializer
from requests_app.api.identifier_shape import IdentifierBody
from requests_app.api.request_shape import KIND_CHOICES
from requests_app.instants import parse_instant
from requests_app.models import Arrival, Correction, Request, Urgency
from requests_app.selectors.contract import not_here
from requests_app.services.corrections import FIELDS, registered_correct


class CorrectionSerializer(serializers.ModelSerializer[Correction]):
    by = serializers.CharField(source="by.name")
    at = InstantField()
    changed = serializers.ListField(
        child=serializers.CharField(), help_text="What was corrected; an answer is named “content.period_from”."
    )
    before = serializers.DictField(help_text="All that stood there before, by the names of registering.")
    before_sha256 = serializers.CharField(help_text="Of it, as canonical JSON (RFC 8785).")
    after_sha256 = serializers.CharField(help_text="Of what stands there since.")

    class Meta:
        model = Correction
        fields = ("id", "number", "reason", "changed", "before", "before_sha256", "after_sha256", "by", "at")
        read_only_fields = fields


class CorrectionBody(serializers.Serializer[Any]):
    """What is to stand there, by the names of registering; what is left out stays."""

    after = serializers.IntegerField(help_text="Number of the last correction that you know; 0 where none was made.")
    reason = serializers.CharField(max_length=2000)
    requesting_authority = serializers.CharField(required=False)
    received_at = InstantField(required=False)
    channel = serializers.ChoiceField(required=False, choices=Arrival.choices)
    sender_reference = serializers.CharField(required=False, max_length=80)
    note = serializers.CharField(required=False, max_length=500)
    kind = serializers.ChoiceField(required=False, choices=KIND_CHOICES)
    urgency = serializers.ChoiceField(required=False, choices=Urgency.choices)
    content = serializers.DictField(required=False)
    facts = serializers.CharField(required=False)
    offences = OffenceSerializer(required=False, many=True)
    identifiers = IdentifierBody(required=False, many=True, help_text="All of them: one left out is taken away.")
    case_number = serializers.CharField(required=False, max_length=200)
    repeated = serializers.BooleanField(required=False, help_text="Its number is here already: it is another request.")


class Corrections(ApiView):
    """What was mistyped when a request from outside was registered, and what stood there before."""

    @extend_schema(responses=CorrectionSerializer(many=True))
    def get(self, request: Call, pk: UUID) -> Response:
        Filter(data=request.query_params).is_valid(raise_exception=True)
        found = _registered(self, pk).corrections.select_related("by")
        return self.page_response(found, CorrectionSerializer, order="number")

    @extend_schema(request=CorrectionBody, responses={201: CorrectionSerializer})
    def post(self, request: Call, pk: UUID) -> Response:
        """Correct it, as long as it is not answered. 409 where a colleague was first."""
        row, body = _registered(self, pk), object_of(request.data)
        errors = unknown(body, ("after", "reason", "repeated", *FIELDS))
        given = {name: body[name] for name in FIELDS if name in body}
        _read(given, body, errors)
        if errors:
            raise Invalid(errors)
        done = registered_correct(
            actor=self.actor,
            request=row,
            after=body["after"],
            reason=body.get("reason"),
            given=given,
            repeated=body.get("repeated") is True,
        )
        return self.tell({"request": str(pk), "number": done.corrections_made}, status=201)

    def told(self, reference: dict[str, Any]) -> Any:
        row = _registered(self, reference["request"])
        return CorrectionSerializer(row.corrections.get(number=reference["number"])).data


def _read(given: dict[str, Any], body: dict[str, Any], errors: Errors) -> None:
    """What is no plain answer."""
    if type(body.get("after")) is not int:
        errors["after"] = [_("Give the number of the last correction that you know, 0 where none was made.")]
    if "requesting_authority" in given:
        code = given["requesting_authority"]
        given["requesting_authority"] = authority_read(code, "requesting_authority", errors)
    if "received_at" in given:
        try:
            given["received_at"] = parse_instant(given["received_at"])
        except ValueError as error:
            errors["received_at"] = [str(error)]


def _registered(view: ApiView, pk: UUID | str) -> Request:
    row = get_request(view.actor, pk)
    if not row.is_registered:
        raise not_here()
    return row
