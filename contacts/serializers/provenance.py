"""Where an entry or a fact comes from, as it stands beside each of them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from contacts.models import Standing

# The fields of an entry that say so; those of a fact are called the same.
SOURCED = ("verified", "standing", "source", "checked_on", "remark")
FIRST_DAY_AFTER = _("The first day on which it no longer holds.")


class SourcedFact(serializers.Serializer[Any]):
    """Of what has a `provenance`."""

    verified = serializers.BooleanField(
        source="provenance.verified", help_text=_("Read in the source named, or confirmed by those whom it is about.")
    )
    standing = serializers.ChoiceField(source="provenance.standing", choices=Standing.choices)
    source = serializers.CharField(source="provenance.source")  # type: ignore[assignment]
    checked_on = serializers.DateField(
        source="provenance.checked_on", allow_null=True, help_text=_("When somebody last looked, if that is known.")
    )
    remark = serializers.CharField(source="provenance.remark")
