from __future__ import annotations

from datetime import date
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from contacts.selectors.directory import jurisdiction_get, jurisdictions_found
from contacts.selectors.facts import country_facts, country_facts_of
from contacts.serializers import DayFilter, JurisdictionFilter, JurisdictionSerializer
from mla_portal.api.views import ApiView


class JurisdictionList(ApiView):
    """States, and territories with a contact point of their own, by code; what holds for each on a day."""

    on: date

    @extend_schema(parameters=[JurisdictionFilter], responses=JurisdictionSerializer(many=True))
    def get(self, request: Request) -> Response:
        wanted = JurisdictionFilter(data=request.query_params)
        wanted.is_valid(raise_exception=True)
        self.on = wanted.day()
        found = jurisdictions_found(on=self.on, text=wanted.text, party_to=wanted.validated_data.get("party_to"))
        return self.page_response(found, JurisdictionSerializer, order="code")

    def about(self, rows: list[Any]) -> dict[str, Any]:
        return {"facts": country_facts_of(rows, on=self.on)}


class JurisdictionOne(ApiView):
    """One State or territory, and what holds for it on a day."""

    @extend_schema(parameters=[DayFilter], responses=JurisdictionSerializer)
    def get(self, request: Request, code: str) -> Response:
        wanted = DayFilter(data=request.query_params)
        wanted.is_valid(raise_exception=True)
        jurisdiction = jurisdiction_get(code)
        facts = country_facts(jurisdiction, on=wanted.day(jurisdiction.time_zone))
        return Response(JurisdictionSerializer(jurisdiction, context={"facts": {jurisdiction.code: facts}}).data)
