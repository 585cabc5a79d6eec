"""Measures and preservations as the contract writes them, to either side."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from mla_portal.api.fields import InstantField
from requests_app.api.items import ItemBody
from requests_app.models import Measure, MeasureKind, Preservation, PreservationState


class PreservationRecordSerializer(serializers.ModelSerializer[Preservation]):
    effected_on = serializers.DateField(help_text="The first day on which the data are kept.")
    until = serializers.DateField(help_text="The last day, extensions included. It does not count while it is held.")
    state = serializers.ChoiceField(choices=PreservationState.choices)
    held_since = InstantField(allow_null=True, help_text="Since the request for the data was received (Art. 29(7)).")
    lapsed_at = InstantField(allow_null=True)

    class Meta:
        model = Preservation
        fields = ("id", "custodian", "effected_on", "until", "state", "held_since", "lapsed_at", "released_on")
        read_only_fields = fields


class MeasureSerializer(serializers.ModelSerializer[Measure]):
    items = ItemBody(many=True)
    legal_basis = serializers.SerializerMethodField(help_text="Null for the other side.")
    note = serializers.SerializerMethodField(help_text="Null for the other side.")
    preservations = PreservationRecordSerializer(many=True)
    created_at = InstantField()
    updated_at = InstantField()

    class Meta:
        model = Measure
        fields = (
            "id",
            "kind",
            "custodian",
            "reference",
            "ordered_on",
            "served_on",
            "answered_on",
            "legal_basis",
            "items",
            "note",
            "preservations",
            "created_at",
            "updated_at",
        )
        read_only_fields = fields

    def get_legal_basis(self, measure: Measure) -> str | None:
        return measure.legal_basis if self.context["executing"] else None

    def get_note(self, measure: Measure) -> str | None:
        return measure.note if self.context["executing"] else None


class MeasureBody(serializers.Serializer[Any]):
    """Describes what is sent; what is left out stays as it is."""

    kind = serializers.ChoiceField(choices=MeasureKind.choices)
    custodian = serializers.CharField(max_length=200)
    reference = serializers.CharField(required=False, max_length=80, help_text="The custodian's own number.")
    ordered_on = serializers.DateField(required=False, allow_null=True)
    served_on = serializers.DateField(required=False, allow_null=True)
    answered_on = serializers.DateField(required=False, allow_null=True)
    legal_basis = serializers.CharField(
        required=False,
        max_length=500,
        help_text="In domestic law, as the order names it. The other side is not shown it.",
    )
    items = ItemBody(required=False, many=True, help_text="The custodian's answers, one by one.")
    note = serializers.CharField(required=False, max_length=2000, help_text="The other side is not shown it.")
    preserved_from = serializers.DateField(required=False, help_text="The first day on which the custodian keeps them.")
    preserved_until = serializers.DateField(
        required=False, help_text="The last day; another one extends or corrects the preservation."
    )
    released_on = serializers.DateField(required=False, help_text="The day on which the data were released.")


class MeasureChange(MeasureBody):
    kind = serializers.ChoiceField(required=False, choices=MeasureKind.choices)
    custodian = serializers.CharField(required=False, max_length=200)
