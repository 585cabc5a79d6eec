"""The directory as the HTTP contract gives it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from contacts.models import Authority, AuthorityKind, ContactPoint, Jurisdiction


class ContactPointSerializer(serializers.ModelSerializer[ContactPoint]):
    class Meta:
        model = ContactPoint
        fields = (
            "order",
            "name",
            "function",
            "email",
            "telephone",
            "cell_phone",
            "hours",
            "round_the_clock",
            "language",
        )
        read_only_fields = fields


class AuthoritySerializer(serializers.ModelSerializer[Authority]):
    jurisdiction = serializers.CharField(source="jurisdiction_id", help_text=_("Its ISO 3166-1 code."))
    country = serializers.CharField(help_text=_("The name of the jurisdiction."))
    contact_points = ContactPointSerializer(many=True, help_text=_("The one asked first stands first."))

    class Meta:
        model = Authority
        fields = (
            "code",
            "name",
            "original_name",
            "kind",
            "jurisdiction",
            "country",
            "member",
            "channel",
            "time_zone",
            "address",
            "telephone",
            "email",
            "fax",
            "office_hours",
            "valid_from",
            "valid_until",
            "is_demo",
            "contact_points",
        )
        read_only_fields = fields


class JurisdictionSerializer(serializers.ModelSerializer[Jurisdiction]):
    name = serializers.CharField()

    class Meta:
        model = Jurisdiction
        fields = ("code", "name", "time_zone", "parent")
        read_only_fields = fields


class Filter(serializers.Serializer[None]):
    """What may stand behind the `?` of a list. Anything else is refused: a list that looks filtered and is not
    filtered misleads.
    """

    def to_internal_value(self, data: Any) -> Any:
        unknown = set(data) - set(self.fields) - {"cursor", "page_size"}
        if unknown:
            raise serializers.ValidationError({name: [_("There is no such filter here.")] for name in sorted(unknown)})
        return super().to_internal_value(data)


class AuthorityFilter(Filter):
    jurisdiction = serializers.CharField(required=False, max_length=6, help_text=_("ISO 3166-1 code, such as RO."))
    kind = serializers.ChoiceField(required=False, choices=AuthorityKind.choices)
    q = serializers.CharField(
        required=False, allow_blank=True, max_length=100, help_text=_("A part of a name, a code or a country.")
    )
