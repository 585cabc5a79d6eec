"""A request as the contract writes it, to whichever side asks."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from mla_portal.api.fields import InstantField
from requests_app.api.case_shape import OffenceSerializer
from requests_app.api.decision_shape import DecisionSerializer
from requests_app.api.identifier_shape import IdentifierBody, IdentifierSerializer
from requests_app.api.measure_shape import PreservationRecordSerializer
from requests_app.clocks.kinds import INTERNAL
from requests_app.instants import as_utc_text
from requests_app.kinds import KINDS
from requests_app.kinds.fields import InstantField as InstantQuestion
from requests_app.models import Deadline, Request, Urgency
from requests_app.states import Action, Outcome

KIND_CHOICES = [(code, kind.title) for code, kind in KINDS.items()]


class OwedSerializer(serializers.ModelSerializer[Deadline]):
    """A deadline of the request at hand."""

    rule = serializers.CharField(help_text="The article that gives it.")
    starts_at = InstantField()
    due_at = InstantField()
    closed_at = InstantField(allow_null=True)

    class Meta:
        model = Deadline
        fields = ("kind", "rule", "starts_at", "due_at", "closed_at")
        read_only_fields = fields


class RequestSerializer(serializers.ModelSerializer[Request]):
    """A line of a list. `context["allowed"]` holds the moves of each."""

    case = serializers.SerializerMethodField(help_text="Null for the requested authority: the file is not theirs.")
    kind = serializers.ChoiceField(choices=KIND_CHOICES)
    requesting_authority = serializers.CharField(source="requesting_authority.code")
    requested_authority = serializers.CharField(source="requested_authority.code")
    instrument = serializers.CharField(
        source="instrument.code", default=None, allow_null=True, help_text="The treaty that it is made under."
    )
    outcome = serializers.SerializerMethodField()
    follows = serializers.SerializerMethodField(help_text="The request that this one continues.")
    their_reference = serializers.SerializerMethodField(help_text="The number the requested authority gave it.")
    reason = serializers.CharField(help_text="Why it was returned, refused, postponed or withdrawn.")
    registered_at = InstantField(allow_null=True, help_text="Null, unless it came from outside and was registered.")
    received_channel = serializers.CharField(help_text="How such a one came.")
    sender_reference = serializers.CharField(help_text="The number that its requester gave it.")
    sender_verified_at = InstantField(allow_null=True, help_text="Null while nobody made sure who sent it.")
    deadlines = serializers.SerializerMethodField(help_text="What runs and what ran, as far as your side knows.")
    allowed_actions = serializers.SerializerMethodField()
    created_at = InstantField()
    updated_at = InstantField()
    sent_at = InstantField(allow_null=True)
    acknowledged_at = InstantField(allow_null=True)
    completed_at = InstantField(allow_null=True, help_text="When it was answered: executed, refused or passed on.")

    class Meta:
        model = Request
        fields: tuple[str, ...] = (
            "id",
            "reference",
            "case",
            "kind",
            "requesting_authority",
            "requested_authority",
            "instrument",
            "urgency",
            "status",
            "outcome",
            "follows",
            "their_reference",
            "reason",
            "registered_at",
            "received_channel",
            "sender_reference",
            "sender_verified_at",
            "deadlines",
            "allowed_actions",
            "created_at",
            "updated_at",
            "sent_at",
            "acknowledged_at",
            "completed_at",
        )

    @extend_schema_field(OwedSerializer(many=True))
    def get_deadlines(self, row: Request) -> Any:
        known = [one for one in row.deadlines.all() if row.is_own or one.kind not in INTERNAL]  # type: ignore[attr-defined]
        return OwedSerializer(known, many=True).data

    def get_case(self, row: Request) -> UUID | None:
        return row.case_id if row.is_own else None  # type: ignore[attr-defined]

    @extend_schema_field(serializers.ChoiceField(choices=Outcome.choices, allow_null=True))
    def get_outcome(self, row: Request) -> str | None:
        return row.outcome or None

    def get_follows(self, row: Request) -> UUID | None:
        earlier = row.follows
        if earlier is None:
            return None
        known = earlier.requested_authority_id == row.requested_authority_id and earlier.sent_at is not None
        return earlier.pk if known or row.is_own else None  # type: ignore[attr-defined]

    def get_their_reference(self, row: Request) -> str | None:
        return row.their_reference or None  # type: ignore[attr-defined]

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(choices=Action.choices)))
    def get_allowed_actions(self, row: Request) -> list[str]:
        return [str(action) for action in self.context["allowed"][row.pk]]


class KinSerializer(serializers.ModelSerializer[Request]):
    """A request of the family."""

    follows = serializers.SerializerMethodField(help_text="The request of this list that it continues.")
    kind = serializers.ChoiceField(choices=KIND_CHOICES)
    requested_authority = serializers.CharField(source="requested_authority.code")
    their_reference = serializers.SerializerMethodField(help_text="The number the requested authority gave it.")
    sent_at = InstantField(allow_null=True)
    acknowledged_at = InstantField(allow_null=True)

    class Meta:
        model = Request
        fields = (
            "id",
            "follows",
            "reference",
            "kind",
            "requested_authority",
            "their_reference",
            "status",
            "sent_at",
            "acknowledged_at",
        )
        read_only_fields = fields

    def get_follows(self, row: Request) -> UUID | None:
        return row.follows_id if row.follows_id in self.context["family_ids"] else None

    def get_their_reference(self, row: Request) -> str | None:
        return row.their_reference or None  # type: ignore[attr-defined]


class TranslationSerializer(serializers.Serializer[Any]):
    """A text of the request in another language; the original prevails."""

    field = serializers.CharField(help_text="The text that is translated, as the document names it: facts.")
    language = serializers.CharField(help_text="One of ISO 639: uk.")
    text = serializers.CharField()
    machine = serializers.BooleanField(required=False, default=False, help_text="Made by a machine, and not checked.")


class WholeRequestSerializer(RequestSerializer):
    """`context["shown"]` is the document in force, or what it would say now; `context["family"]` those of its tree."""

    content = serializers.SerializerMethodField(help_text="The answers by their names.")
    identifiers = IdentifierSerializer(many=True)
    family = serializers.SerializerMethodField(
        help_text="The requests that follow from one another, this one too: first to last, as far as you may see them."
    )
    preservations = PreservationRecordSerializer(many=True, help_text="What is kept, by whom and until when.")
    decisions = DecisionSerializer(many=True, help_text="What the requested authority decided, oldest first.")
    facts = serializers.SerializerMethodField(help_text="As the document says them.")
    offences = serializers.SerializerMethodField(help_text="As the document names them.")
    languages = serializers.SerializerMethodField(help_text="Of its document: one, or two under each other.")
    translations = serializers.SerializerMethodField(help_text="As the document prints them, under the original.")

    class Meta(RequestSerializer.Meta):
        fields = (
            *RequestSerializer.Meta.fields,
            "content",
            "identifiers",
            "preservations",
            "decisions",
            "family",
            "facts",
            "offences",
            "languages",
            "translations",
        )

    @extend_schema_field(OpenApiTypes.OBJECT)
    def get_content(self, row: Request) -> dict[str, Any]:
        asked = KINDS[row.kind].fields
        return {name: _in_utc(row.content.get(name, field.empty()), field) for name, field in asked.items()}

    @extend_schema_field(KinSerializer(many=True))
    def get_family(self, row: Request) -> Any:
        rows = self.context["family"]
        return KinSerializer(rows, many=True, context={"family_ids": {one.pk for one in rows}}).data

    def get_facts(self, row: Request) -> str:
        return str(self.context["shown"].facts)

    def get_languages(self, row: Request) -> list[str]:
        return list(self.context["shown"].languages)

    @extend_schema_field(TranslationSerializer(many=True))
    def get_translations(self, row: Request) -> Any:
        return TranslationSerializer(self.context["shown"].translations, many=True).data

    @extend_schema_field(OffenceSerializer(many=True))
    def get_offences(self, row: Request) -> list[dict[str, Any]]:
        return [
            {
                "article": one.article.value if one.article else None,
                "provision": one.provision,
                "title": one.title,
                "max_penalty": one.max_penalty,
            }
            for one in self.context["shown"].offences
        ]


class RequestChange(serializers.Serializer[Any]):
    """Describes what is sent; the service judges it."""

    requested_authority = serializers.CharField(required=False, help_text="The code of the authority that is asked.")
    instrument = serializers.CharField(
        required=False,
        allow_null=True,
        help_text="The code of the treaty that it is made under. Left out, the best that is in force; null, none.",
    )
    urgency = serializers.ChoiceField(choices=Urgency.choices, required=False)
    content = serializers.DictField(
        required=False, help_text="The answers by their names. With PATCH, those left out stay as they are."
    )
    identifiers = IdentifierBody(many=True, required=False, help_text="With PATCH, they replace the ones before.")
    languages = serializers.ListField(
        child=serializers.CharField(),
        required=False,
        help_text="Of its document: one, or two of which the first stands above. Left out, what the country wants.",
    )


class RequestPatch(RequestChange):
    translations = TranslationSerializer(
        many=True, required=False, help_text="They replace the ones before. An empty text is left out."
    )


class RequestBody(RequestChange):
    case = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=KIND_CHOICES)
    requested_authority = serializers.CharField(help_text="The code of the authority that is asked.")
    follows = serializers.UUIDField(required=False, allow_null=True, help_text="The request that this one continues.")


def _in_utc(value: Any, field: object) -> Any:
    if value and isinstance(field, InstantQuestion):
        return as_utc_text(datetime.fromisoformat(value))
    return value
