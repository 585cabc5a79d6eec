from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request as Call
from rest_framework.response import Response

from contacts.serializers import Filter
from mla_portal.api.parsers import StrictJSONParser
from mla_portal.api.views import ApiView
from mla_portal.errors import Invalid
from requests_app.access import get_request
from requests_app.api.bodies import object_of
from requests_app.api.identifier_csv import CSVParser, Table
from requests_app.api.identifier_shape import IdentifierSerializer
from requests_app.models import Identifier, Request
from requests_app.selectors.contract import not_here
from requests_app.services.identifiers import identifiers_add

_BODY = {"$ref": "#/components/schemas/IdentifierBody"}
_ONE_OR_MANY = {"oneOf": [_BODY, {"type": "array", "items": _BODY}]}


class Identifiers(ApiView):
    """What the data is found by."""

    parser_classes = (StrictJSONParser, CSVParser)

    @extend_schema(responses=IdentifierSerializer(many=True))
    def get(self, request: Call, pk: UUID) -> Response:
        Filter(data=request.query_params).is_valid(raise_exception=True)
        row = get_request(self.actor, pk)
        return self.page_response(row.identifiers.all(), IdentifierSerializer, order="id")

    @extend_schema(
        request={"application/json": _ONE_OR_MANY, "text/csv": OpenApiTypes.STR},
        responses={201: {"oneOf": [{"$ref": "#/components/schemas/Identifier"}, {"type": "object"}]}},
    )
    def post(self, request: Call, pk: UUID) -> Response:
        """Add one, a list, or a table with the header type,value,port,at,until,note: all of them, or none."""
        row = get_request(self.actor, pk)
        match request.data:
            case Table() as table:
                try:
                    taken = identifiers_add(actor=self.actor, request=row, rows=table.rows, lines=table.lines)
                    added: Any = _ids(taken)
                except Invalid as error:
                    raise table.by_line(error.errors) from error
            case list() as rows:
                added = _ids(identifiers_add(actor=self.actor, request=row, rows=rows))
            case body:
                [added] = _ids(self._add_one(row, object_of(body)))
        return self.tell({"request": str(pk), "added": added}, status=201)

    def told(self, reference: dict[str, Any]) -> Any:
        """One, or a list of those that are still there."""
        found = get_request(self.actor, reference["request"]).identifiers.order_by("id")
        added = reference["added"]
        if isinstance(added, list):
            return {"results": IdentifierSerializer(found.filter(pk__in=added), many=True).data, "next": None}
        one = found.filter(pk=added).first()
        if one is None:
            raise not_here()
        return IdentifierSerializer(one).data

    def _add_one(self, row: Request, body: dict[str, Any]) -> list[Identifier]:
        try:
            return identifiers_add(actor=self.actor, request=row, rows=[body])
        except Invalid as error:
            raise Invalid(
                {name.removeprefix("identifiers.1."): texts for name, texts in error.errors.items()}
            ) from error


def _ids(added: list[Identifier]) -> list[str]:
    return [str(one.pk) for one in added]
