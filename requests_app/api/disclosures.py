from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request as Call
from rest_framework.response import Response

from contacts.serializers import Filter
from mla_portal.api.views import ApiView
from mla_portal.storage.downloads import file_response
from requests_app.access import get_request, sides_of
from requests_app.api.bodies import object_of
from requests_app.api.disclosure_shape import DisclosureActionBody, DisclosureBody, DisclosureSerializer
from requests_app.api.documents import FileView
from requests_app.selectors.disclosures import disclosures_of, get_disclosure, get_part, hands_over
from requests_app.services.disclosures import disclosure_act, disclosure_make, disclosure_open


class _Disclosures(ApiView):
    def told(self, reference: list[str]) -> Any:
        row = get_request(self.actor, reference[0])
        found = get_disclosure(self.actor, row, reference[1])
        context = {"request": self.request, "gives": hands_over(sides_of(self.actor, row), row)}
        return DisclosureSerializer(found, context=context).data


class Disclosures(_Disclosures):
    """What was handed over, the first delivery first, with the hash of each file."""

    @extend_schema(responses=DisclosureSerializer(many=True))
    def get(self, request: Call, pk: UUID) -> Response:
        Filter(data=request.query_params).is_valid(raise_exception=True)
        self.row = get_request(self.actor, pk)
        return self.page_response(disclosures_of(self.actor, self.row), DisclosureSerializer, order="number")

    def about(self, rows: list[Any]) -> dict[str, Any]:
        return {"gives": hands_over(sides_of(self.actor, self.row), self.row)}

    @extend_schema(request=DisclosureBody, responses={201: DisclosureSerializer})
    def post(self, request: Call, pk: UUID) -> Response:
        """Hand over a part of the result. With conditions, its files open once they are accepted (Art. 28)."""
        row = get_request(self.actor, pk)
        made = disclosure_make(actor=self.actor, request=row, answers=object_of(request.data))
        return self.tell([str(pk), str(made.pk)], status=201)


class DisclosureActions(_Disclosures):
    @extend_schema(request=DisclosureActionBody, responses=DisclosureSerializer)
    def post(self, request: Call, pk: UUID, disclosure: UUID) -> Response:
        """Accept or decline the conditions; the other side gives it nevertheless, or takes it back (Art. 28(3))."""
        row = get_request(self.actor, pk)
        found = get_disclosure(self.actor, row, disclosure)
        body = DisclosureActionBody(data=object_of(request.data))
        body.is_valid(raise_exception=True)
        disclosure_act(actor=self.actor, request=row, disclosure=found, **body.validated_data)
        return self.tell([str(pk), str(found.pk)])


class DisclosureFileOne(FileView):
    """The bytes; each time they are handed out is an event that both sides see."""

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    def get(self, request: Call, pk: UUID, disclosure: UUID, part: UUID) -> StreamingHttpResponse:
        row = get_request(self.actor, pk)
        found = get_disclosure(self.actor, row, disclosure)
        one = get_part(found, part)
        return file_response(one.file, disclosure_open(actor=self.actor, request=row, disclosure=found, part=one))
