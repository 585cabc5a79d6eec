from __future__ import annotations

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
        body = request.data
        if isinstance(body, list):
            added = identifiers_add(actor=self.actor, request=row, rows=body)
            return _answer(IdentifierSerializer(added, many=True).data)
        if isinstance(body, Table):
            try:
                added = identifiers_add(actor=self.actor, request=row, rows=body.rows)
            except Invalid as error:
                raise body.by_line(error.errors) from error
            return _answer(IdentifierSerializer(added, many=True).data)
        try:
            [one] = identifiers_add(actor=self.actor, request=row, rows=[object_of(body)])
        except Invalid as error:
            raise Invalid(
                {path.removeprefix("identifiers.1."): texts for path, texts in error.errors.items()}
            ) from error
        return Response(IdentifierSerializer(one).data, status=201)


def _answer(rows: object) -> Response:
    return Response({"results": rows, "next": None}, status=201)
