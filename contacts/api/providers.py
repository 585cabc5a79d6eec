from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from contacts.selectors.providers import ORDER, provider_get, providers_found
from contacts.serializers import ProviderFilter, ProviderSerializer
from mla_portal.api.views import ApiView


class ProviderList(ApiView):
    """Service providers, by name."""

    @extend_schema(parameters=[ProviderFilter], responses=ProviderSerializer(many=True))
    def get(self, request: Request) -> Response:
        wanted = ProviderFilter(data=request.query_params)
        wanted.is_valid(raise_exception=True)
        return self.page_response(providers_found(wanted.text), ProviderSerializer, order=ORDER)


class ProviderOne(ApiView):
    """One service provider with its legal entities."""

    @extend_schema(responses=ProviderSerializer)
    def get(self, request: Request, code: str) -> Response:
        return Response(ProviderSerializer(provider_get(code)).data)
