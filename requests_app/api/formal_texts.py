"""The text that came formally (Art. 25(3)), for both sides."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request as Call
from rest_framework.response import Response

from contacts.serializers import Filter
from requests_app.access import get_request
from requests_app.api.bodies import object_of
from requests_app.api.transmission_shape import FormalTextBody, FormalTextFileBody, FormalTextSerializer
from requests_app.api.transmissions import SmallFiles, file_in, instant_in
from requests_app.services.formal_texts import formal_text_record


class FormalTexts(SmallFiles):
    """Each with its verdict, and what differs from the text that came first."""

    @extend_schema(responses=FormalTextSerializer(many=True))
    def get(self, request: Call, pk: UUID) -> Response:
        Filter(data=request.query_params).is_valid(raise_exception=True)
        row = get_request(self.actor, pk)
        return self.page_response(row.formal_texts.select_related("recorded_by", "file__content"), FormalTextSerializer)

    @extend_schema(
        request={"multipart/form-data": FormalTextFileBody, "application/json": FormalTextBody},
        responses={201: FormalTextSerializer},
    )
    def post(self, request: Call, pk: UUID) -> Response:
        """Record one for the own side. Of a file that cannot be read, `verdict` and `note` say what a person found."""
        body = object_of(request.data)
        made = formal_text_record(
            actor=self.actor,
            request=get_request(self.actor, pk),
            file=file_in(body),
            verdict=body.get("verdict", ""),
            note=body.get("note", ""),
            received_at=instant_in(body, "received_at"),
        )
        return self.tell({"request": str(pk), "formal_text": str(made.pk)}, status=201)

    def told(self, reference: dict[str, Any]) -> Any:
        row = get_request(self.actor, reference["request"])
        return FormalTextSerializer(row.formal_texts.get(pk=reference["formal_text"])).data
