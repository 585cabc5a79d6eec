"""Treaties as the HTTP contract gives them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from contacts.models import Instrument
from contacts.selectors.treaties import Stance
from contacts.serializers.countries import TreatyStatusSerializer
from contacts.serializers.provenance import SOURCED
from contacts.treaty_states import TreatyState


class InstrumentSerializer(serializers.ModelSerializer[Instrument]):
    class Meta:
        model = Instrument
        fields: tuple[str, ...] = (
            "code",
            "name",
            "short_name",
            "kind",
            "opened_on",
            "in_force_on",
            "url",
            *SOURCED,
        )
        read_only_fields = fields


class StanceSerializer(TreatyStatusSerializer):
    """Where one country or territory stands with the treaty."""

    jurisdiction = serializers.CharField(help_text=_("Its ISO 3166-1 code."))
    state = serializers.ChoiceField(choices=TreatyState.choices)

    def to_representation(self, instance: Stance) -> dict[str, Any]:
        status = TreatyStatusSerializer(instance.status).data
        return {**status, "jurisdiction": instance.country.code, "state": instance.state}


class WholeInstrumentSerializer(InstrumentSerializer):
    """The context has where everybody stands on the day: {"stances": [Stance]}."""

    jurisdictions = serializers.SerializerMethodField()

    class Meta(InstrumentSerializer.Meta):
        fields = (*InstrumentSerializer.Meta.fields, "jurisdictions")
        read_only_fields = fields

    @extend_schema_field(StanceSerializer(many=True))
    def get_jurisdictions(self, instrument: Instrument) -> Any:
        return StanceSerializer(self.context["stances"], many=True).data
