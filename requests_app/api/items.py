"""An answer item by item."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from requests_app.kinds.reported import REPORTED

REPORTED_CHOICES = [(one.value, one.label) for one in REPORTED]


class ItemBody(serializers.Serializer[Any]):
    """An answer for one thing that was asked: of an identifier, or of what `what` says."""

    identifier = serializers.CharField(required=False, help_text="Its id, or its value.")
    what = serializers.CharField(required=False, max_length=2000)
    outcome = serializers.ChoiceField(choices=REPORTED_CHOICES)
    note = serializers.CharField(required=False, max_length=2000)
