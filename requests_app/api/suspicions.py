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
from mla_portal.errors import Invalid
from requests_app.access import get_request, sides_of
from requests_app.api.bodies import object_of, unknown
from requests_app.models import Request, Suspicion
from requests_app.selectors.contract import not_here
from requests_app.services.suspicions import suspicion_clear, suspicion_raise
from requests_app.states import Side


class SuspicionSerializer(serializers.ModelSerializer[Suspicion]):
    raised_by = serializers.CharField(source="raised_by.name")
    raised_at = InstantField()
    called_at = InstantField(allow_null=True)
    cleared_by = serializers.CharField(source="cleared_by.name", default=None, allow_null=True)
    cleared_at = InstantField(allow_null=True, help_text="Null while it stands.")

    class Meta:
        model = Suspicion
        fields = (
            "id",
            "reason",
            "raised_by",
            "raised_at",
            "number",
            "spoken_to",
            "called_at",
            "answer",
            "cleared_by",
            "cleared_at",
        )
        read_only_fields = fields


class DoubtBody(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=2000)


class CallBackBody(serializers.Serializer[Any]):
    number = serializers.CharField(max_length=40, help_text="One that the directory has of the requesting authority.")
    spoken_to = serializers.CharField(max_length=200)
    called_at = InstantField()
    answer = serializers.CharField(max_length=2000)


class Suspicions(ApiView):
    """Whether the requested authority doubts that the request is genuine: for that authority alone."""

    @extend_schema(responses=SuspicionSerializer(many=True))
    def get(self, request: Call, pk: UUID) -> Response:
        Filter(data=request.query_params).is_valid(raise_exception=True)
        found = _asked(self, pk).suspicions.select_related("raised_by", "cleared_by")
        return self.page_response(found, SuspicionSerializer, order="-id")

    @extend_schema(request=DoubtBody, responses={201: SuspicionSerializer})
    def post(self, request: Call, pk: UUID) -> Response:
        """Raise it. While it stands nothing is disclosed, delivered, or answered with data."""
        row, body = _asked(self, pk), object_of(request.data)
        if wrong := unknown(body, ("reason",)):
            raise Invalid(wrong)
        made = suspicion_raise(actor=self.actor, request=row, reason=body.get("reason"))
        return self.tell({"request": str(pk), "suspicion": str(made.pk)}, status=201)

    def told(self, reference: dict[str, Any]) -> Any:
        return SuspicionSerializer(_asked(self, reference["request"]).suspicions.get(pk=reference["suspicion"])).data


class SuspicionCleared(ApiView):
    """The call back that made sure."""

    @extend_schema(request=CallBackBody, responses=SuspicionSerializer)
    def post(self, request: Call, pk: UUID) -> Response:
        """Clear it: by another person than who raised it, or by somebody who supervises."""
        done = suspicion_clear(actor=self.actor, request=_asked(self, pk), answers=object_of(request.data))
        return self.tell({"request": str(pk), "suspicion": str(done.pk)})

    def told(self, reference: dict[str, Any]) -> Any:
        return SuspicionSerializer(_asked(self, reference["request"]).suspicions.get(pk=reference["suspicion"])).data


def _asked(view: ApiView, pk: UUID | str) -> Request:
    row = get_request(view.actor, pk)
    if Side.REQUESTED not in sides_of(view.actor, row):
        raise not_here()
    return row
