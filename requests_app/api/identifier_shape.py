"""Identifiers as the contract writes them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from mla_portal.api.fields import InstantField
from requests_app.models import Identifier


class IdentifierSerializer(serializers.ModelSerializer[Identifier]):
    at = InstantField(allow_null=True)
    until = InstantField(allow_null=True)
    at_offset = serializers.IntegerField(allow_null=True, help_text="Minutes from UTC with which `at` was given.")
    until_offset = serializers.IntegerField(allow_null=True, help_text="Minutes from UTC with which `until` was given.")

    class Meta:
        model = Identifier
        fields = ("id", "type", "value", "port", "at", "at_offset", "until", "until_offset", "note")
        read_only_fields = fields


class IdentifierBody(serializers.Serializer[Any]):
    """Describes what is sent; the service judges it."""

    type = serializers.ChoiceField(choices=Identifier.Type.choices)
    value = serializers.CharField(max_length=2000)
    port = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=65535)
    at = InstantField(required=False, allow_null=True)
    until = InstantField(required=False, allow_null=True)
    note = serializers.CharField(required=False, allow_blank=True, max_length=500)
