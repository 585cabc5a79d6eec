"""Service providers as the HTTP contract gives them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from contacts.models import ProviderEntity, ServiceProvider
from contacts.serializers.provenance import FIRST_DAY_AFTER, SOURCED


class ProviderEntitySerializer(serializers.ModelSerializer[ProviderEntity]):
    jurisdiction = serializers.CharField(source="jurisdiction_id", help_text=_("Its ISO 3166-1 code."))
    valid_until = serializers.DateField(allow_null=True, help_text=FIRST_DAY_AFTER)

    class Meta:
        model = ProviderEntity
        fields = (
            "code",
            "jurisdiction",
            "legal_name",
            "address",
            "orders_served",
            "channel",
            "emergency_channel",
            "preserves",
            "preservation_days",
            "extension_days",
            "direct_subscriber_requests",
            "notifies_users",
            "valid_from",
            "valid_until",
            *SOURCED,
        )
        read_only_fields = fields


class ProviderSerializer(serializers.ModelSerializer[ServiceProvider]):
    entities = ProviderEntitySerializer(many=True, help_text=_("Its legal entities, by country."))

    class Meta:
        model = ServiceProvider
        fields = (
            "code",
            "name",
            "services",
            "website",
            *SOURCED,
            "entities",
        )
        read_only_fields = fields
