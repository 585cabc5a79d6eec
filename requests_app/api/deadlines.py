from __future__ import annotations

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request as Call
from rest_framework.response import Response

from contacts.serializers import Filter
from mla_portal.api.views import ApiView
from requests_app.access import deadlines_visible_to
from requests_app.api.request_shape import OwedSerializer
from requests_app.selectors.deadlines import concerning, overdue

OPEN, OVERDUE = "open", "overdue"


class DeadlineSerializer(OwedSerializer):
    request = serializers.UUIDField(source="request_id")
    reference = serializers.CharField(source="request.reference")

    class Meta(OwedSerializer.Meta):
        fields = ("request", "reference", *OwedSerializer.Meta.fields)  # type: ignore[assignment]


class DeadlineFilter(Filter):
    state = serializers.ChoiceField(required=False, choices=(OPEN, OVERDUE), help_text="Else closed ones too.")
    mine = serializers.BooleanField(
        required=False, default=False, help_text="Of requests that you wrote or sent, or that you may acknowledge."
    )


class Deadlines(ApiView):
    """What is owed, the earliest first."""

    @extend_schema(parameters=[DeadlineFilter], responses=DeadlineSerializer(many=True))
    def get(self, request: Call) -> Response:
        asked = DeadlineFilter(data=request.query_params)
        asked.is_valid(raise_exception=True)
        wanted = asked.validated_data
        found = deadlines_visible_to(self.actor).select_related("request")
        if "state" in wanted:
            found = found.filter(closed_at__isnull=True)
        if wanted.get("state") == OVERDUE:
            found = overdue(found, now=timezone.now())
        if wanted["mine"]:
            found = concerning(found, self.actor)
        return self.page_response(found, DeadlineSerializer, order="due_at")
