"""What the requested authority decided, as the contract writes it."""

from __future__ import annotations

from rest_framework import serializers

from mla_portal.api.fields import InstantField
from requests_app.api.items import ItemBody
from requests_app.models import Decision


class DecisionSerializer(serializers.ModelSerializer[Decision]):
    text = serializers.CharField(help_text="The reason, or the note.")
    article = serializers.CharField(help_text="The paragraph that allows it, such as 29(5)(a).")
    considered = serializers.CharField(help_text="What was thought of instead of refusing (Art. 27(6)).")
    until = serializers.DateField(help_text="Of a postponement: the day of review.", allow_null=True)
    authority = serializers.CharField(
        source="authority.code", default=None, allow_null=True, help_text="Where it was passed on to."
    )
    items = ItemBody(many=True)
    recorded = serializers.BooleanField(help_text="Written down by who asked: the other authority is outside.")
    at = InstantField()

    class Meta:
        model = Decision
        fields = (
            "action",
            "outcome",
            "ground",
            "article",
            "text",
            "considered",
            "until",
            "authority",
            "preserved_from",
            "preserved_until",
            "deleted_on",
            "items",
            "recorded",
            "at",
        )
        read_only_fields = fields
