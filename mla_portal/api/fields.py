"""Fields of the contract that the framework does not know."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers


class InstantField(serializers.DateTimeField):
    """A moment: ISO 8601 with its offset when it comes in, UTC with `Z` when it goes out.

    A time without an offset is refused: read in the wrong zone, it names another subscriber of a shared address.
    """

    default_error_messages = {
        "invalid": _("This is not a moment in ISO 8601. Write it such as 2026-11-14T08:21:07+04:00."),
        "offset": _("The offset from UTC is missing. Write it such as 2026-11-14T08:21:07+04:00, or with Z for UTC."),
    }

    def to_internal_value(self, value: Any) -> datetime:
        try:
            moment = parse_datetime(value) if isinstance(value, str) else None
            if moment is None:
                self.fail("invalid")
            if moment.tzinfo is None:
                self.fail("offset")
            return moment.astimezone(UTC)
        except (ValueError, OverflowError):
            self.fail("invalid")

    def to_representation(self, value: datetime) -> str:
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
