"""A case as the contract writes it."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from mla_portal.api.fields import InstantField
from requests_app.case_answers import ARTICLES
from requests_app.models import Case, Offence


class OffenceSerializer(serializers.ModelSerializer[Offence]):
    article = serializers.ChoiceField(
        choices=ARTICLES, allow_null=True, required=False, help_text="The article of CETS 185 it falls under, if any."
    )

    class Meta:
        model = Offence
        fields = ("article", "provision", "title", "max_penalty")


class CaseSerializer(serializers.ModelSerializer[Case]):
    authority = serializers.CharField(source="authority.code")
    offences = OffenceSerializer(many=True)
    created_at = InstantField()
    updated_at = InstantField()

    class Meta:
        model = Case
        fields = ("id", "authority", "reference", "title", "facts", "offences", "sealed", "created_at", "updated_at")
        read_only_fields = fields


class CaseChange(serializers.Serializer[Any]):
    """Describes what is sent; the service judges it."""

    reference = serializers.CharField(max_length=80, required=False, help_text="As in your own register.")
    title = serializers.CharField(max_length=200, required=False, help_text="For your colleagues; it is never sent.")
    facts = serializers.CharField(max_length=20000, required=False, allow_blank=True)
    offences = OffenceSerializer(many=True, required=False)
    sealed = serializers.BooleanField(
        required=False, help_text="Only you and the colleagues you name can open it or find it."
    )


class CaseBody(CaseChange):
    authority = serializers.CharField(help_text="The code of your own authority.")
    reference = serializers.CharField(max_length=80, help_text="As in your own register.")
    title = serializers.CharField(max_length=200, help_text="For your colleagues; it is never sent.")
