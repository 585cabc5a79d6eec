from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request as Call
from rest_framework.response import Response

from contacts.serializers import Filter
from mla_portal.api.fields import InstantField
from mla_portal.api.views import ApiView
from mla_portal.errors import Invalid
from requests_app.access import get_request
from requests_app.api.bodies import object_of, unknown
from requests_app.models import Question
from requests_app.selectors.contract import not_here
from requests_app.selectors.questions import questions_of
from requests_app.services.questions import ASKED, DECISIONS, question_answer, question_ask

ASKED_CHOICES = [(one.value, one.label) for one in ASKED]


class QuestionSerializer(serializers.ModelSerializer[Question]):
    text = serializers.CharField(source="asked.text")
    answer = serializers.CharField(source="answer.text", default=None, allow_null=True)
    verdict = serializers.CharField(help_text="Empty while it is open.")
    opened_at = InstantField()
    closed_at = InstantField(allow_null=True)

    class Meta:
        model = Question
        fields = ("id", "topic", "text", "answer", "verdict", "opened_at", "closed_at")
        read_only_fields = fields


class QuestionBody(serializers.Serializer[Any]):
    topic = serializers.ChoiceField(choices=ASKED_CHOICES)
    text = serializers.CharField(max_length=8000)


class AnswerBody(serializers.Serializer[Any]):
    text = serializers.CharField(required=False, max_length=8000, help_text="Needed, unless it is to proceed.")
    decision = serializers.ChoiceField(
        required=False, choices=[(one.value, one.label) for one in DECISIONS], help_text="Of a consultation."
    )


class Questions(ApiView):
    """Clarifications, and consultations under Article 29(6): asked by the requested authority."""

    @extend_schema(responses=QuestionSerializer(many=True))
    def get(self, request: Call, pk: UUID) -> Response:
        Filter(data=request.query_params).is_valid(raise_exception=True)
        return self.page_response(questions_of(get_request(self.actor, pk)), QuestionSerializer, order="id")

    @extend_schema(request=QuestionBody, responses={201: QuestionSerializer})
    def post(self, request: Call, pk: UUID) -> Response:
        row = get_request(self.actor, pk)
        body = _known(request.data, "topic", "text")
        asked = question_ask(actor=self.actor, request=row, topic=body.get("topic"), text=body.get("text"))
        return self.tell({"request": str(pk), "question": str(asked.pk)}, status=201)

    def told(self, reference: dict[str, Any]) -> Any:
        found = questions_of(get_request(self.actor, reference["request"]))
        return QuestionSerializer(found.get(pk=reference["question"])).data


class QuestionOne(ApiView):
    """One question."""

    @extend_schema(request=AnswerBody, responses=QuestionSerializer, operation_id="v1_requests_questions_answer")
    def post(self, request: Call, pk: UUID, question: UUID) -> Response:
        """Answer it: a clarification with `text`, a consultation with `decision`."""
        row = get_request(self.actor, pk)
        found = questions_of(row).filter(pk=question).first()
        if found is None:
            raise not_here()
        body = _known(request.data, "text", "decision")
        question_answer(actor=self.actor, question=found, text=body.get("text"), decision=body.get("decision"))
        return self.tell({"request": str(pk), "question": str(question)})

    def told(self, reference: dict[str, Any]) -> Any:
        found = questions_of(get_request(self.actor, reference["request"]))
        return QuestionSerializer(found.get(pk=reference["question"])).data


def _known(data: Any, *names: str) -> dict[str, Any]:
    body = object_of(data)
    wrong = unknown(body, names)
    if wrong:
        raise Invalid(wrong)
    return body
