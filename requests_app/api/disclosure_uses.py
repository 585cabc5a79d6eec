"""The register of use of a delivery, and the questions of the two sides about it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request as Call
from rest_framework.response import Response

from contacts.serializers import Filter
from mla_portal.api.fields import InstantField
from mla_portal.api.views import ApiView
from mla_portal.errors import Invalid
from requests_app.access import get_case, get_request
from requests_app.api.bodies import object_of
from requests_app.models import Case, Disclosure, DisclosureQuestion, DisclosureUse, QuestionTopic, Request
from requests_app.selectors.disclosure_uses import get_question, questions_of, uses_of
from requests_app.selectors.disclosures import get_disclosure
from requests_app.services.disclosure_uses import (
    consent_ask,
    question_answer,
    require_part,
    require_receiving,
    use_enquire,
    use_record,
)


class DisclosureUseSerializer(serializers.ModelSerializer[DisclosureUse]):
    case = serializers.UUIDField(source="case_id")
    by = serializers.CharField(source="by.name")
    at = InstantField()

    class Meta:
        model = DisclosureUse
        fields = ("id", "purpose", "case", "by", "at")
        read_only_fields = fields


class DisclosureUseBody(serializers.Serializer[Any]):
    purpose = serializers.CharField(max_length=2000)
    case = serializers.UUIDField(required=False, help_text="Another case than that of the request.")


class DisclosureQuestionSerializer(serializers.ModelSerializer[DisclosureQuestion]):
    topic = serializers.ChoiceField(choices=QuestionTopic.choices)
    by = serializers.CharField(source="by.name")
    at = InstantField()
    answered_by = serializers.SerializerMethodField()
    answered_at = InstantField(allow_null=True)

    class Meta:
        model = DisclosureQuestion
        fields = ("id", "topic", "text", "by", "at", "answer", "granted", "answered_by", "answered_at")
        read_only_fields = fields

    def get_answered_by(self, question: DisclosureQuestion) -> str:
        return question.answered_by.name if question.answered_by else ""


class DisclosureQuestionBody(serializers.Serializer[Any]):
    topic = serializers.ChoiceField(choices=QuestionTopic.choices)
    text = serializers.CharField(required=False, max_length=2000, help_text="Needed to ask for consent.")
    case = serializers.UUIDField(required=False, help_text="For consent: the other case. The other side is not told.")


class DisclosureAnswerBody(serializers.Serializer[Any]):
    text = serializers.CharField(required=False, max_length=10_000, help_text="Without it the register answers.")
    granted = serializers.BooleanField(required=False, help_text="Of consent.")


class _About(ApiView):
    def found(self, pk: UUID | str, disclosure: UUID | str) -> tuple[Request, Disclosure]:
        row = get_request(self.actor, pk)
        return row, get_disclosure(self.actor, row, disclosure)

    def case_of(self, answers: dict[str, Any]) -> Case | None:
        return get_case(self.actor, answers["case"]) if "case" in answers else None


class DisclosureUses(_About):
    """The register of use, oldest first: of the requesting side alone."""

    @extend_schema(responses=DisclosureUseSerializer(many=True))
    def get(self, request: Call, pk: UUID, disclosure: UUID) -> Response:
        Filter(data=request.query_params).is_valid(raise_exception=True)
        row, found = self.found(pk, disclosure)
        return self.page_response(uses_of(self.actor, row, found), DisclosureUseSerializer, order="id")

    @extend_schema(request=DisclosureUseBody, responses={201: DisclosureUseSerializer})
    def post(self, request: Call, pk: UUID, disclosure: UUID) -> Response:
        """Enter a use. In another case 409, where a condition forbids it and no consent is recorded."""
        row, found = self.found(pk, disclosure)
        require_receiving(self.actor, row)
        body = DisclosureUseBody(data=object_of(request.data))
        body.is_valid(raise_exception=True)
        answers = body.validated_data
        made = use_record(
            actor=self.actor, request=row, disclosure=found, purpose=answers["purpose"], case=self.case_of(answers)
        )
        return self.tell([str(pk), str(disclosure), str(made.pk)], status=201)

    def told(self, reference: list[str]) -> Any:
        row, found = self.found(reference[0], reference[1])
        return DisclosureUseSerializer(uses_of(self.actor, row, found).get(pk=reference[2])).data


class _Questions(_About):
    def told(self, reference: list[str]) -> Any:
        _row, found = self.found(reference[0], reference[1])
        return DisclosureQuestionSerializer(get_question(found, UUID(reference[2]))).data


class DisclosureQuestions(_Questions):
    """What the two sides ask each other about a delivery, oldest first."""

    @extend_schema(responses=DisclosureQuestionSerializer(many=True))
    def get(self, request: Call, pk: UUID, disclosure: UUID) -> Response:
        Filter(data=request.query_params).is_valid(raise_exception=True)
        _row, found = self.found(pk, disclosure)
        return self.page_response(questions_of(found), DisclosureQuestionSerializer, order="id")

    @extend_schema(request=DisclosureQuestionBody, responses={201: DisclosureQuestionSerializer})
    def post(self, request: Call, pk: UUID, disclosure: UUID) -> Response:
        """`use` is asked by the requested side (28(4)), `other_case` by the requesting one, for consent."""
        row, found = self.found(pk, disclosure)
        require_part(self.actor, row)
        body = DisclosureQuestionBody(data=object_of(request.data))
        body.is_valid(raise_exception=True)
        answers, text = body.validated_data, body.validated_data.get("text", "")
        if answers["topic"] == QuestionTopic.USE:
            made = use_enquire(actor=self.actor, request=row, disclosure=found, text=text)
        else:
            case = self.case_of(answers)
            if case is None:
                raise Invalid({"case": [_("Name the other case.")]})
            made = consent_ask(actor=self.actor, request=row, disclosure=found, case=case, text=text)
        return self.tell([str(pk), str(disclosure), str(made.pk)], status=201)


class DisclosureAnswer(_Questions):
    @extend_schema(request=DisclosureAnswerBody, responses=DisclosureQuestionSerializer)
    def post(self, request: Call, pk: UUID, disclosure: UUID, question: UUID) -> Response:
        """Answer it, once: consent is given or not; what use was made is answered by the register, or by `text`."""
        row, found = self.found(pk, disclosure)
        asked = get_question(found, question)
        body = DisclosureAnswerBody(data=object_of(request.data))
        body.is_valid(raise_exception=True)
        question_answer(actor=self.actor, request=row, disclosure=found, question=asked, **body.validated_data)
        return self.tell([str(pk), str(disclosure), str(asked.pk)])
