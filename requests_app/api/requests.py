from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request as Call
from rest_framework.response import Response

from contacts.serializers import Filter
from mla_portal.accounts.models import User
from mla_portal.api.views import ApiView
from requests_app.access import get_request, sides_of
from requests_app.api.bodies import draft_answers, edit_answers, object_of
from requests_app.api.request_shape import (
    KIND_CHOICES,
    RequestBody,
    RequestPatch,
    RequestSerializer,
    WholeRequestSerializer,
)
from requests_app.models import Request, Urgency
from requests_app.selectors.actions import allowed_actions_each
from requests_app.selectors.contract import INBOX, OUTBOX, request_told, requests_told
from requests_app.selectors.document_context import shown_document
from requests_app.selectors.family import family_of, members
from requests_app.selectors.lists import Wanted, Whose
from requests_app.services.drafts import request_draft, request_edit
from requests_app.services.readings import reading_record
from requests_app.states import Side, Status


class RequestFilter(Filter):
    box = serializers.ChoiceField(required=False, choices=(INBOX, OUTBOX), help_text="Received, or written; else both.")
    status = serializers.ChoiceField(required=False, choices=Status.choices)
    kind = serializers.ChoiceField(required=False, choices=KIND_CHOICES)
    urgency = serializers.ChoiceField(required=False, choices=Urgency.choices)
    counterpart = serializers.CharField(required=False, max_length=32, help_text="The code of the other authority.")
    q = serializers.CharField(required=False, max_length=100, help_text="A part of a number, or of a title of yours.")
    overdue = serializers.BooleanField(required=False, default=False)
    whose = serializers.ChoiceField(
        required=False, choices=Whose.choices, help_text="Yours, or nobody's, on the side of your authority."
    )
    results = serializers.BooleanField(
        required=False, default=False, help_text="Only with deliveries that nobody opened, or conditions unanswered."
    )


class RequestList(ApiView):
    """Requests that one's own authorities wrote or received, newest first. Each one alone tells more."""

    @extend_schema(parameters=[RequestFilter], responses=RequestSerializer(many=True))
    def get(self, request: Call) -> Response:
        asked = RequestFilter(data=request.query_params)
        asked.is_valid(raise_exception=True)
        given = asked.validated_data
        box, kind = given.pop("box", ""), given.pop("kind", "")
        found = requests_told(self.actor, Wanted(**given), box=box, kind=kind, now=timezone.now())
        return self.page_response(found, RequestSerializer)

    def about(self, rows: list[Any]) -> dict[str, Any]:
        return {"allowed": allowed_actions_each(self.actor, rows)}

    @extend_schema(request=RequestBody, responses={201: WholeRequestSerializer})
    def post(self, request: Call) -> Response:
        """A new draft."""
        answers = draft_answers(self.actor, object_of(request.data))
        row = request_draft(actor=self.actor, **answers)
        return self.tell(str(row.pk), status=201)

    def told(self, reference: str) -> Any:
        return whole(self.actor, reference)


class RequestOne(ApiView):
    """One of them. That the requested authority opened it is told to the other one."""

    @extend_schema(responses=WholeRequestSerializer)
    def get(self, request: Call, pk: UUID) -> Response:
        row = get_request(self.actor, pk)
        if Side.REQUESTED in sides_of(self.actor, row):
            reading_record(actor=self.actor, request=row)
        return Response(whole(self.actor, pk))

    @extend_schema(request=RequestPatch, responses=WholeRequestSerializer)
    def patch(self, request: Call, pk: UUID) -> Response:
        """Change a draft; 409 when it is none any more."""
        row = get_request(self.actor, pk)
        answers = edit_answers(row, object_of(request.data))
        request_edit(actor=self.actor, request=row, **answers)
        return Response(whole(self.actor, pk))


def whole(user: User, pk: UUID | str) -> Any:
    """The request as it is now, as the contract writes it."""
    row: Request = request_told(user, pk)
    context = {
        "allowed": allowed_actions_each(user, [row]),
        "shown": shown_document(row, now=timezone.now()),
        "family": [branch.request for branch in members(family_of(user, row))],
    }
    return WholeRequestSerializer(row, context=context).data
