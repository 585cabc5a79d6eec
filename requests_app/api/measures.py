from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request as Call
from rest_framework.response import Response

from contacts.serializers import Filter
from mla_portal.api.views import ApiView
from requests_app.access import get_request, sides_of
from requests_app.api.bodies import object_of
from requests_app.api.measure_shape import MeasureBody, MeasureChange, MeasureSerializer
from requests_app.models import Measure, Request
from requests_app.selectors.contract import not_here
from requests_app.selectors.preservations import executes
from requests_app.services.measures import measure_change, measure_record


class _Measures(ApiView):
    def _told(self, row: Request, measure: Measure) -> Any:
        context = {"executing": executes(sides_of(self.actor, row), row)}
        return MeasureSerializer(measure, context=context).data


class Measures(_Measures):
    """What the requested authority does for a request, and what is preserved because of it."""

    @extend_schema(responses=MeasureSerializer(many=True))
    def get(self, request: Call, pk: UUID) -> Response:
        Filter(data=request.query_params).is_valid(raise_exception=True)
        self.row = get_request(self.actor, pk)
        return self.page_response(self.row.measures.prefetch_related("preservations"), MeasureSerializer, order="id")

    def about(self, rows: list[Any]) -> dict[str, Any]:
        return {"executing": executes(sides_of(self.actor, self.row), self.row)}

    @extend_schema(request=MeasureBody, responses={201: MeasureSerializer})
    def post(self, request: Call, pk: UUID) -> Response:
        """Record one. With `preserved_from` and `preserved_until` its custodian keeps the data."""
        row = get_request(self.actor, pk)
        made = measure_record(actor=self.actor, request=row, answers=object_of(request.data))
        return self.tell({"request": str(pk), "measure": str(made.pk)}, status=201)

    def told(self, reference: dict[str, Any]) -> Any:
        row = get_request(self.actor, reference["request"])
        return self._told(row, row.measures.get(pk=reference["measure"]))


class MeasureOne(_Measures):
    """One measure."""

    @extend_schema(request=MeasureChange, responses=MeasureSerializer)
    def patch(self, request: Call, pk: UUID, measure: UUID) -> Response:
        """Change what is given. Another `preserved_until` extends the preservation, `released_on` ends it."""
        row = get_request(self.actor, pk)
        found = row.measures.filter(pk=measure).first()
        if found is None:
            raise not_here()
        changed = measure_change(actor=self.actor, measure=found, answers=object_of(request.data))
        return Response(self._told(row, changed))
