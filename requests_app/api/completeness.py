from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request as Call
from rest_framework.response import Response

from mla_portal.api.views import ApiView
from requests_app.access import get_request
from requests_app.selectors.answers import completeness_of
from requests_app.selectors.contract import own_request
from requests_app.selectors.duplicates import duplicate_cautions, shared_with


class DutySerializer(serializers.Serializer[Any]):
    field = serializers.CharField(help_text="The answer that is missing or wrong.")
    article = serializers.CharField(help_text="The paragraph that asks for it, such as 29(2)(e).")
    message = serializers.CharField()


class CautionSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    article = serializers.CharField()
    field = serializers.CharField(help_text="Where it is mended, if anywhere.")
    message = serializers.CharField()


class CompletenessSerializer(serializers.Serializer[Any]):
    complete = serializers.BooleanField()
    missing = DutySerializer(many=True, help_text="Legal duties that are not met: it cannot be submitted.")
    warnings = CautionSerializer(many=True, help_text="What the law allows and experience advises against.")


class Completeness(ApiView):
    """What the law still asks of a request; for its own side."""

    @extend_schema(responses=CompletenessSerializer)
    def get(self, request: Call, pk: UUID) -> Response:
        row = own_request(self.actor, get_request(self.actor, pk))
        found = completeness_of(row, now=timezone.now())
        warnings = (*found.warnings, *duplicate_cautions(row, shared_with(self.actor, row)))
        return Response(CompletenessSerializer(replace(found, warnings=warnings)).data)
