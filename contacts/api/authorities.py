from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from contacts.days import day_in
from contacts.models import Authority
from contacts.selectors.directory import ORDER, authorities_found, authority_get
from contacts.selectors.duty import on_duty_at
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
            text=wanted.text, kind=given.get("kind", ""), jurisdiction=given.get("jurisdiction", "")
        )
        return self.page_response(found.prefetch_related("contact_points"), AuthoritySerializer, order=ORDER)

    def about(self, rows: list[Any]) -> dict[str, Any]:
        return duties_of(rows)


class AuthorityOne(ApiView):
    """One authority with its contact points, and who is on duty there."""

    @extend_schema(responses=AuthoritySerializer)
    def get(self, request: Request, code: str) -> Response:
        authority = authority_get(code)
        return Response(AuthoritySerializer(authority, context=duties_of([authority])).data)


def duties_of(authorities: Iterable[Authority]) -> dict[str, Any]:
    """Who is on duty now at each desk of today, for `AuthoritySerializer`; today is that of its authority."""
    now = timezone.now()
    desks = [
        desk for one in authorities for desk in one.contact_points.all() if desk.valid_on(day_in(one.time_zone, now))
    ]
    return {"on_duty": on_duty_at(desks, now)}
