from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from contacts.selectors.directory import instrument_get, instruments_found
from contacts.selectors.treaties import stances
from contacts.serializers import DayFilter, InstrumentFilter, InstrumentSerializer, WholeInstrumentSerializer
from mla_portal.api.views import ApiView


class InstrumentList(ApiView):
    """Treaties and arrangements, by code."""

    @extend_schema(parameters=[InstrumentFilter], responses=InstrumentSerializer(many=True))
    def get(self, request: Request) -> Response:
        wanted = InstrumentFilter(data=request.query_params)
        wanted.is_valid(raise_exception=True)
        return self.page_response(instruments_found(wanted.text), InstrumentSerializer, order="code")


class InstrumentOne(ApiView):
    """One treaty, and where every country stands with it on a day."""

    @extend_schema(parameters=[DayFilter], responses=WholeInstrumentSerializer)
    def get(self, request: Request, code: str) -> Response:
        wanted = DayFilter(data=request.query_params)
        wanted.is_valid(raise_exception=True)
        instrument = instrument_get(code)
        context = {"stances": stances(instrument, on=wanted.day())}
        return Response(WholeInstrumentSerializer(instrument, context=context).data)
