from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from contacts.models import Jurisdiction
from contacts.selectors.directory import jurisdiction_get
from contacts.serializers import Filter, JurisdictionSerializer
from mla_portal.api.views import ApiView


class JurisdictionList(ApiView):
    """States, and territories with a contact point of their own, by code."""

    @extend_schema(responses=JurisdictionSerializer(many=True))
    def get(self, request: Request) -> Response:
        Filter(data=request.query_params).is_valid(raise_exception=True)
        return self.page_response(Jurisdiction.objects.all(), JurisdictionSerializer, order="code")


class JurisdictionOne(ApiView):
    """One State or territory."""

    @extend_schema(responses=JurisdictionSerializer)
    def get(self, request: Request, code: str) -> Response:
        return Response(JurisdictionSerializer(jurisdiction_get(code)).data)
