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
from requests_app.api.people_read import keys_read, person_read
from requests_app.models import Assignment, WorkHandOver
from requests_app.selectors.contract import not_here
from requests_app.selectors.hand_overs import hand_overs_known, with_lines
from requests_app.services.assignments import assigning_side, request_assign
from requests_app.services.hand_overs import work_hand_over


class AssignmentSerializer(serializers.ModelSerializer[Assignment]):
    person = serializers.CharField(
        source="person.username", default=None, allow_null=True, help_text="The user name; null for the desk."
    )
    person_name = serializers.CharField(source="person.name", default=None, allow_null=True)
    by = serializers.CharField(source="by.username")
    at = InstantField()

    class Meta:
        model = Assignment
        fields = ("id", "side", "person", "person_name", "by", "at", "note")
        read_only_fields = fields


class AssignmentBody(serializers.Serializer[Any]):
    person = serializers.CharField(allow_null=True, help_text="The user name of a colleague; null for the desk.")
    note = serializers.CharField(required=False, max_length=2000)
    seen = serializers.CharField(
        required=False, allow_null=True, help_text="Who was responsible when you looked. Another one by now is 409."
    )


class Assignments(ApiView):
    """Who is responsible for the request on your side, and who was: your side alone reads it. The last one counts."""

    @extend_schema(responses=AssignmentSerializer(many=True))
    def get(self, request: Call, pk: UUID) -> Response:
        Filter(data=request.query_params).is_valid(raise_exception=True)
        row = get_request(self.actor, pk)
        given = row.assignments.filter(side=assigning_side(self.actor, row)).select_related("person", "by")
        return self.page_response(given, AssignmentSerializer, order="id")

    @extend_schema(request=AssignmentBody, responses=AssignmentSerializer)
    def post(self, request: Call, pk: UUID) -> Response:
        row = get_request(self.actor, pk)
        body = object_of(request.data)
        errors: Errors = unknown(body, ("person", "note", "seen"))
        given: dict[str, Any] = {"person": person_read(body.get("person"), "person", errors)}
        if "person" not in body:
            errors["person"] = [_("Say who is responsible, or null for the desk.")]
        if "seen" in body:
            given["seen"] = person_read(body["seen"], "seen", errors)
        if errors:
            raise Invalid(errors)
        request_assign(actor=self.actor, request=row, note=body.get("note", ""), **given)
        return self.tell(str(pk))

    def told(self, reference: str) -> Any:
        row = get_request(self.actor, reference)
        given = row.assignments.filter(side=assigning_side(self.actor, row)).select_related("person", "by")
        last = given.order_by("-id").first()
        return AssignmentSerializer(last).data if last else {}


class HandOverSerializer(serializers.ModelSerializer[WorkHandOver]):
    authority = serializers.CharField(source="authority.code")
    by = serializers.CharField(source="by.username")
    to = serializers.CharField(source="to.username", default=None, allow_null=True, help_text="Null for the desk.")
    requests = serializers.SerializerMethodField(help_text="The requests that went along, as far as you may see them.")
    made_at = InstantField()
    noted_by = serializers.CharField(source="noted_by.username", default=None, allow_null=True)
    noted_at = InstantField(allow_null=True)

    class Meta:
        model = WorkHandOver
        fields = ("id", "authority", "by", "to", "note", "requests", "made_at", "noted_by", "noted_at")
        read_only_fields = fields

    def get_requests(self, row: WorkHandOver) -> list[UUID]:
        return [line.request_id for line in row.lines]  # type: ignore[attr-defined]


class HandOverBody(serializers.Serializer[Any]):
    authority = serializers.CharField(help_text="The code of the authority at which you work.")
    to = serializers.CharField(required=False, allow_null=True, help_text="The user name; null for the desk.")
    note = serializers.CharField(max_length=10_000)
    requests = serializers.ListField(child=serializers.UUIDField(), required=False)


class HandOvers(ApiView):
    """What was handed over: by you, to you or your desk, and where you supervise; newest first."""

    @extend_schema(responses=HandOverSerializer(many=True))
    def get(self, request: Call) -> Response:
        Filter(data=request.query_params).is_valid(raise_exception=True)
        return self.page_response(with_lines(self.actor, hand_overs_known(self.actor)), HandOverSerializer)

    @extend_schema(request=HandOverBody, responses={201: HandOverSerializer})
    def post(self, request: Call) -> Response:
        body = object_of(request.data)
        errors: Errors = unknown(body, ("authority", "to", "note", "requests"))
        authority = authority_read(body.get("authority"), "authority", errors)
        to = person_read(body.get("to"), "to", errors)
        chosen = keys_read(body.get("requests", []), "requests", errors)
        if errors or authority is None:
            raise Invalid(errors)
        made = work_hand_over(actor=self.actor, authority=authority, to=to, note=body.get("note"), requests=chosen)
        return self.tell(str(made.pk), status=201)

    def told(self, reference: str) -> Any:
        found = with_lines(self.actor, hand_overs_known(self.actor)).filter(pk=reference).first()
        if found is None:
            raise not_here()
        return HandOverSerializer(found).data
