"""Countries and what holds for them on a day, as the HTTP contract gives them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from contacts.cautions import country_cautions
from contacts.facts import CountryFacts
from contacts.models import Answer, Channel, Jurisdiction, PreservationPractice, Reservation
from contacts.names import country_name, time_zones
from contacts.serializers.known import languages_of, preservation_of
from contacts.serializers.provenance import FIRST_DAY_AFTER, SourcedFact


class TreatyStatusSerializer(SourcedFact):
    instrument = serializers.CharField(help_text=_("The code of the treaty."))
    name = serializers.CharField()
    signed_on = serializers.DateField(allow_null=True)
    ratified_on = serializers.DateField(allow_null=True)
    ratified_undated = serializers.BooleanField(help_text=_("It has ratified, on a day that is not known."))
    in_force_from = serializers.DateField(allow_null=True)
    in_force_until = serializers.DateField(allow_null=True, help_text=FIRST_DAY_AFTER)
    in_force = serializers.BooleanField(help_text=_("Whether it binds on the day that was asked about."))


class ReservationSerializer(SourcedFact):
    instrument = serializers.CharField()
    nature = serializers.ChoiceField(choices=Reservation.Nature.choices)
    article = serializers.CharField()
    text = serializers.CharField()
    valid_from = serializers.DateField(allow_null=True)
    valid_until = serializers.DateField(allow_null=True, help_text=FIRST_DAY_AFTER)
    in_force = serializers.BooleanField()


class PreservationSerializer(SourcedFact):
    initial_days = serializers.IntegerField()
    is_default = serializers.BooleanField(
        help_text=_("The days are the least that Article 29(7) allows: for this country none are known.")
    )
    extension_days = serializers.IntegerField(allow_null=True)
    max_total_days = serializers.IntegerField(allow_null=True)
    extension_mode = serializers.ChoiceField(choices=PreservationPractice.Extension.choices)
    conditions = serializers.CharField()


class LanguagesSerializer(SourcedFact):
    """Codes of ISO 639. Empty: not known, not that any will do."""

    preservation = serializers.ListField(child=serializers.CharField())
    mla = serializers.ListField(child=serializers.CharField())
    certified_translation = serializers.ChoiceField(choices=Answer.choices)


class RequirementsSerializer(SourcedFact):
    preservation_languages = serializers.ListField(child=serializers.CharField())
    mla_languages = serializers.ListField(child=serializers.CharField())
    certified_translation = serializers.ChoiceField(choices=Answer.choices)
    channels = serializers.ListField(child=serializers.ChoiceField(choices=Channel.choices))
    formal_confirmation = serializers.ChoiceField(choices=Answer.choices)
    formal_confirmation_days = serializers.IntegerField(allow_null=True)
    electronic_signature = serializers.ChoiceField(choices=Answer.choices)
    encryption = serializers.ChoiceField(choices=Answer.choices)
    dual_criminality = serializers.CharField()
    limitation_of_use = serializers.CharField()
    thresholds = serializers.CharField()
    documents_wanted = serializers.CharField()
    links = serializers.CharField()


class CountryCautionSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    article = serializers.CharField()
    message = serializers.CharField()


class NamesSerializer(serializers.Serializer[Any]):
    en = serializers.CharField()
    fr = serializers.CharField()


class JurisdictionSerializer(serializers.Serializer[Jurisdiction]):
    """Of a jurisdiction, by the facts that the context has of it: {"facts": {code: CountryFacts}}."""

    code = serializers.CharField(help_text=_("ISO 3166-1."))
    name = serializers.CharField()
    names = serializers.SerializerMethodField()
    parent = serializers.CharField(  # type: ignore[assignment]
        allow_null=True, help_text=_("Of a territory: the code of the State that it is part of.")
    )
    time_zone = serializers.CharField(help_text=_("That of the capital."))
    time_zones = serializers.SerializerMethodField()
    on = serializers.DateField(help_text=_("The day for which all this holds."))
    party_to = serializers.SerializerMethodField(help_text=_("The treaties that bind it on the day."))
    party_status = TreatyStatusSerializer(many=True, source="statuses")
    reservations = ReservationSerializer(many=True)
    preservation = serializers.SerializerMethodField()
    languages = serializers.SerializerMethodField()
    requirements = RequirementsSerializer(allow_null=True, help_text=_("Null: none are known."))
    cautions = serializers.SerializerMethodField()

    def to_representation(self, instance: Jurisdiction) -> Any:
        return super().to_representation(self.context["facts"][instance.code])

    @extend_schema_field(NamesSerializer)
    def get_names(self, facts: CountryFacts) -> dict[str, str]:
        return {language: country_name(facts.code, language) for language in ("en", "fr")}

    def get_time_zones(self, facts: CountryFacts) -> list[str]:
        return [facts.time_zone, *(zone for zone in time_zones(facts.code) if zone != facts.time_zone)]

    def get_party_to(self, facts: CountryFacts) -> list[str]:
        return sorted({one.instrument for one in facts.statuses if one.in_force})

    @extend_schema_field(PreservationSerializer)
    def get_preservation(self, facts: CountryFacts) -> Any:
        return PreservationSerializer(preservation_of(facts)).data

    @extend_schema_field(LanguagesSerializer)
    def get_languages(self, facts: CountryFacts) -> Any:
        return LanguagesSerializer(languages_of(facts)).data

    @extend_schema_field(CountryCautionSerializer(many=True))
    def get_cautions(self, facts: CountryFacts) -> Any:
        return CountryCautionSerializer(country_cautions(facts), many=True).data
