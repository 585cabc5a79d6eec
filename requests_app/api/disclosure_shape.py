"""What was handed over, as the contract writes it."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from mla_portal.api.fields import InstantField
from mla_portal.storage.models import Scan
from requests_app.models import (
    DisclosedPath,
    Disclosure,
    DisclosureAction,
    DisclosureFile,
    DisclosureState,
    DisclosureStep,
    Medium,
    MediumState,
    WithheldPath,
)
from requests_app.models.disclosures import SIDES
from requests_app.selectors.disclosed_paths import path_of
from requests_app.states import Side

PATH_GROUND_CHOICES = [(one.value, one.label) for one in WithheldPath.GROUNDS]


class DisclosureFileSerializer(serializers.ModelSerializer[DisclosureFile]):
    name = serializers.CharField(source="file.name")
    size = serializers.IntegerField(source="file.size", help_text="In bytes.")
    sha256 = serializers.CharField(source="file.sha256")
    media_type = serializers.CharField(source="file.media_type", help_text="By its content, not by its name.")
    scan = serializers.ChoiceField(source="file.scan", choices=Scan.choices, help_text="The check for malware.")
    url = serializers.SerializerMethodField()

    class Meta:
        model = DisclosureFile
        fields = ("id", "name", "size", "sha256", "media_type", "scan", "url")
        read_only_fields = fields

    def get_url(self, part: DisclosureFile) -> str:
        kwargs = {"pk": part.disclosure.request_id, "disclosure": part.disclosure_id, "part": part.pk}
        return str(reverse("api_disclosure_file", kwargs=kwargs, request=self.context.get("request")))


class DisclosureStepSerializer(serializers.ModelSerializer[DisclosureStep]):
    action = serializers.ChoiceField(choices=DisclosureAction.choices)
    side = serializers.SerializerMethodField(help_text="Which side decided it.")
    by = serializers.CharField(source="by.name")
    at = InstantField()

    class Meta:
        model = DisclosureStep
        fields = ("action", "side", "reason", "by", "at")
        read_only_fields = fields

    def get_side(self, step: DisclosureStep) -> Side:
        return SIDES[DisclosureAction(step.action)]


class DisclosedPathSerializer(serializers.ModelSerializer[DisclosedPath]):
    country = serializers.CharField(source="country_id")

    class Meta:
        model = DisclosedPath
        fields = ("provider", "country", "path")
        read_only_fields = fields


class WithheldPathSerializer(serializers.ModelSerializer[WithheldPath]):
    class Meta:
        model = WithheldPath
        fields = ("ground", "article", "reason")
        read_only_fields = fields


class MediumSerializer(serializers.ModelSerializer[Medium]):
    """What went on a medium."""

    state = serializers.ChoiceField(choices=MediumState.choices)
    sent_at = InstantField()
    received_at = InstantField(allow_null=True)
    computed_at = InstantField(allow_null=True)

    class Meta:
        model = Medium
        fields = (
            "id",
            "state",
            "description",
            "carrier",
            "seal",
            "sha256",
            "sent_at",
            "received_at",
            "seal_intact",
            "computed_sha256",
            "computed_at",
        )
        read_only_fields = fields


class DisclosureSerializer(serializers.ModelSerializer[Disclosure]):
    state = serializers.ChoiceField(choices=DisclosureState.choices)
    open = serializers.BooleanField(source="is_open", help_text="Whether the requesting side may open the files.")
    files = DisclosureFileSerializer(source="parts", many=True)
    steps = DisclosureStepSerializer(many=True)
    media = MediumSerializer(many=True)
    restricted = serializers.SerializerMethodField(
        help_text="Marked as privileged or another person's: only those who are named open what is marked."
    )
    path = serializers.SerializerMethodField(help_text="Art. 30; null where there is none, and while it is shut.")
    withheld_path = WithheldPathSerializer(
        default=None, help_text="Art. 30(2): the ground on which the path is withheld; null where it is not."
    )
    opened_at = InstantField(
        source="opening.at", default=None, help_text="When the requesting side first opened it; null while nobody did."
    )
    by = serializers.CharField(source="by.name")
    at = InstantField()

    class Meta:
        model = Disclosure
        fields = (
            "id",
            "number",
            "contains",
            "final",
            "outside",
            "confidential",
            "no_other_use",
            "condition",
            "state",
            "open",
            "files",
            "steps",
            "media",
            "restricted",
            "path",
            "withheld_path",
            "opened_at",
            "given_by",
            "given_on",
            "by",
            "at",
        )
        read_only_fields = fields

    def get_restricted(self, disclosure: Disclosure) -> bool:
        return any(one.holds for one in disclosure.marks.all())

    @extend_schema_field(DisclosedPathSerializer(allow_null=True))
    def get_path(self, disclosure: Disclosure) -> Any:
        found = path_of(disclosure)
        opens = (disclosure.is_open and not disclosure.withheld) or self.context.get("gives")
        return DisclosedPathSerializer(found).data if found and opens else None


class DisclosureBody(serializers.Serializer[Any]):
    """Describes what is sent."""

    contains = serializers.CharField(max_length=4000, help_text="Read before the conditions are accepted.")
    final = serializers.BooleanField(required=False, help_text="Nothing follows it.")
    outside = serializers.CharField(
        required=False, max_length=2000, help_text="What went by courier or in another way, with its hash."
    )
    confidential = serializers.BooleanField(required=False, help_text="Art. 28(2)(a).")
    no_other_use = serializers.BooleanField(required=False, help_text="Art. 28(2)(b).")
    condition = serializers.CharField(required=False, max_length=2000, help_text="Another condition.")
    attachments = serializers.ListField(
        child=serializers.UUIDField(), required=False, help_text="Internal ones of the own side."
    )
    given_by = serializers.CharField(required=False, max_length=200, help_text="Of an authority outside the portal.")
    given_on = serializers.DateField(required=False, help_text="Of an authority outside the portal.")
    provider = serializers.CharField(required=False, max_length=200, help_text="Art. 30: the one in another State.")
    provider_country = serializers.CharField(required=False, max_length=2, help_text="Its State, by two letters.")
    path = serializers.CharField(required=False, max_length=10_000, help_text="Enough to find that provider.")
    withheld_ground = serializers.ChoiceField(
        required=False,
        choices=PATH_GROUND_CHOICES,
        help_text="Instead of a path: it is withheld (Art. 30(2)). Nothing else goes with it.",
    )
    withheld_reason = serializers.CharField(required=False, max_length=4000, help_text="Demanded with the ground.")


class DisclosureActionBody(serializers.Serializer[Any]):
    action = serializers.ChoiceField(choices=DisclosureAction.choices)
    reason = serializers.CharField(required=False, max_length=2000, help_text="Needed to decline.")
