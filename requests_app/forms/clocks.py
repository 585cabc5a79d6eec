"""The clock of a log: an offset from UTC, or a time zone, which knows when its clocks were changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from mla_portal.ui.forms.offsets import OffsetSelect, offset_choices


class ClockSelect(OffsetSelect):
    """The time zones of the two countries first: a log in local time has two offsets in a year."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.offer(())

    def offer(self, zones: Sequence[str]) -> None:
        none, *offsets = offset_choices()
        local = (_("Local time, summer and winter"), [(zone, zone.replace("_", " ")) for zone in zones])
        self.choices = [none, *([local] if zones else []), *offsets]
