from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request as Call
from rest_framework.response import Response

from contacts.models import Channel
from mla_portal.api.views import ApiView
from requests_app.access import get_request
from requests_app.api.bodies import object_of
from requests_app.api.items import REPORTED_CHOICES, ItemBody
from requests_app.api.request_shape import WholeRequestSerializer
from requests_app.api.requests import whole
from requests_app.services.actions import action_perform
from requests_app.states import Action, Ground


class ActionBody(serializers.Serializer[Any]):
    """Describes what is sent: the action, and of the rest what it takes."""

    action = serializers.ChoiceField(choices=Action.choices)
    reason = serializers.CharField(
        required=False, max_length=2000, help_text="Of return, refuse, postpone and withdraw."
    )
    channel = serializers.ChoiceField(required=False, choices=Channel.choices, help_text="Of send and send_at_once.")
    recipients = serializers.ListField(
        required=False, child=serializers.CharField(), help_text="Of send: the code of the requested authority."
    )
    despite = serializers.ListField(
        required=False,
        child=serializers.CharField(),
        help_text="Of send: the codes of what the directory has come to say since the approval, and you have read.",
    )
    emergency_facts = serializers.CharField(
        required=False, max_length=8000, help_text="Of send_at_once: what shows the risk to the life of a person."
    )
    note = serializers.CharField(
        required=False, max_length=2000, help_text="Of send, send_at_once, acknowledge, redirect and complete."
    )
    their_reference = serializers.CharField(required=False, max_length=80, help_text="Of acknowledge.")
    ground = serializers.ChoiceField(
        required=False, choices=Ground.choices, help_text="Of refuse: one that the article of the request allows."
    )
    considered = serializers.CharField(
        required=False,
        max_length=2000,
        help_text="Of refuse: the part, or the conditions, thought of before (Art. 27(6)).",
    )
    authority = serializers.CharField(
        required=False, help_text="Of redirect: the code of the competent authority, where the directory knows it."
    )
    until = serializers.DateField(required=False, help_text="Of postpone: the day of review.")
    outcome = serializers.ChoiceField(required=False, choices=REPORTED_CHOICES, help_text="Of complete.")
    preserved_from = serializers.DateField(required=False, allow_null=True, help_text="Of complete: the first day.")
    preserved_until = serializers.DateField(required=False, allow_null=True, help_text="Of complete: the last day.")
    deleted_on = serializers.DateField(
        required=False, allow_null=True, help_text="Of complete: the day on which the data were deleted."
    )
    items = ItemBody(required=False, many=True, help_text="Of complete: the answer for each item, where they differ.")


class Actions(ApiView):
    """The moves of a request. One that does not fit where it stands is 409, with `allowed_actions`."""

    @extend_schema(request=ActionBody, responses=WholeRequestSerializer)
    def post(self, request: Call, pk: UUID) -> Response:
        row = get_request(self.actor, pk)
        answers = dict(object_of(request.data))
        action_perform(actor=self.actor, request=row, action=answers.pop("action", None), answers=answers)
        return self.tell(str(pk))

    def told(self, reference: str) -> Any:
        return whole(self.actor, reference)
