from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from contacts.selectors.directory import ORDER, authorities_found, authority_get
from contacts.serializers import AuthorityFilter, AuthoritySerializer
from mla_portal.api.views import ApiView


class AuthorityList(ApiView):
    """The directory, by country."""

    @extend_schema(parameters=[AuthorityFilter], responses=AuthoritySerializer(many=True))
    def get(self, request: Request) -> Response:
        wanted = AuthorityFilter(data=request.query_params)
        wanted.is_valid(raise_exception=True)
        given = wanted.validated_data
        found = authorities_found(
            text=given.get("q", ""), kind=given.get("kind", ""), jurisdiction=given.get("jurisdiction", "").upper()
        )
        return self.page_response(found.prefetch_related("contact_points"), AuthoritySerializer, order=ORDER)


class AuthorityOne(ApiView):
    """One authority with its contact points."""

    @extend_schema(responses=AuthoritySerializer)
    def get(self, request: Request, code: str) -> Response:
        return Response(AuthoritySerializer(authority_get(code)).data)
