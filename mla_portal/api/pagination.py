from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from mla_portal import paging

if TYPE_CHECKING:
    from rest_framework.views import APIView


class KeysetPage(BasePagination):
    """`{"results": [...], "next": url or null}`. A view may set `order`, a field or annotation never null ("-id")."""

    order = "-id"

    def paginate_queryset(  # type: ignore[override]
        self, queryset: QuerySet[Model], request: Request, view: APIView | None = None
    ) -> list[Model]:
        self._request = request
        self._page = paging.page(
            queryset,
            cursor=request.query_params.get("cursor"),
            size=paging.size_read(request.query_params.get("page_size")),
            order=getattr(view, "order", self.order),
        )
        return self._page.items

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"results": data, "next": self._next_url()})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        return {
            "type": "object",
            "required": ["results", "next"],
            "properties": {
                "results": schema,
                "next": {"type": ["string", "null"], "format": "uri", "description": "The page after this one."},
            },
        }

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        size = {"type": "integer", "minimum": 1, "maximum": paging.SIZE_LIMIT, "default": paging.SIZE_DEFAULT}
        return [
            {"name": "cursor", "in": "query", "required": False, "schema": {"type": "string"}},
            {"name": "page_size", "in": "query", "required": False, "schema": size},
        ]

    def _next_url(self) -> str | None:
        if self._page.next_cursor is None:
            return None
        return str(replace_query_param(self._request.build_absolute_uri(), "cursor", self._page.next_cursor))
