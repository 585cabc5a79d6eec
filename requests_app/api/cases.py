from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from contacts.serializers import Filter
from mla_portal.api.views import ApiView
from mla_portal.errors import Invalid
from requests_app.access import get_case
from requests_app.api.bodies import authority_read, object_of
from requests_app.api.case_shape import CaseBody, CaseChange, CaseSerializer
from requests_app.case_answers import clean_case
from requests_app.selectors.cases import listed_cases
from requests_app.services.cases import case_change, case_open


class CaseFilter(Filter):
    q = serializers.CharField(required=False, max_length=100, help_text="A part of the number or the title.")


class CaseList(ApiView):
    """The domestic files of one's own authorities, newest first."""

    @extend_schema(parameters=[CaseFilter], responses=CaseSerializer(many=True))
    def get(self, request: Request) -> Response:
        wanted = CaseFilter(data=request.query_params)
        wanted.is_valid(raise_exception=True)
        found = listed_cases(self.actor, wanted.validated_data.get("q", "")).defer(None)
        return self.page_response(found.prefetch_related("offences"), CaseSerializer)

    @extend_schema(request=CaseBody, responses={201: CaseSerializer})
    def post(self, request: Request) -> Response:
        answers = dict(object_of(request.data))
        errors = _null_flag(answers)
        authority = authority_read(answers.pop("authority", None), "authority", errors)
        if errors or authority is None:
            raise Invalid(clean_case(answers)[1] | errors)
        case = case_open(actor=self.actor, authority=authority, answers=answers)
        return self.tell(str(case.pk), status=201)

    def told(self, reference: str) -> Any:
        return CaseSerializer(get_case(self.actor, reference)).data


class CaseOne(ApiView):
    """One of them."""

    @extend_schema(responses=CaseSerializer)
    def get(self, request: Request, pk: str) -> Response:
        return Response(CaseSerializer(get_case(self.actor, pk)).data)

    @extend_schema(request=CaseChange, responses=CaseSerializer)
    def patch(self, request: Request, pk: str) -> Response:
        """Answers that are left out stay as they are; a list of offences replaces the one before."""
        case = get_case(self.actor, pk)
        answers = dict(object_of(request.data))
        errors = _null_flag(answers)
        if answers.pop("authority", case.authority.code) != case.authority.code:
            errors["authority"] = [_("A case stays with the authority that opened it.")]
        if errors:
            raise Invalid(clean_case(answers)[1] | errors)
        case_change(actor=self.actor, case=case, answers=answers)
        return Response(CaseSerializer(get_case(self.actor, pk)).data)


def _null_flag(answers: dict[str, Any]) -> dict[str, list[str]]:
    """A null must not unseal a case."""
    if "sealed" in answers and answers["sealed"] is None:
        return {"sealed": [_("This must be true or false.")]}
    return {}
