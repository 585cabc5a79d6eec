"""The INSTANT: a date, a time with seconds and the UTC offset it was written with. Without the offset it is none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mla_portal.ui.forms.offsets import OffsetSelect, read_offset, write_offset

FIRST_YEAR, LAST_YEAR = 1970, 2099
DATE_FORMATS = ("%Y-%m-%d", "%d.%m.%Y")
_DAYS = forms.DateField(input_formats=DATE_FORMATS)
_CLOCKS = forms.TimeField(input_formats=("%H:%M:%S", "%H:%M", "%H:%M:%S.%f"))
# A whole instant pasted into the date: 2026-11-14T08:21:07+04:00, also with a space, Z or a fraction of a second.
WHOLE_INSTANT = re.compile(
    r"^\s*(\d{4}-\d{2}-\d{2})[T ]\s*(\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?\s*$",
    re.IGNORECASE,
)


class InstantWidget(forms.MultiWidget):
    """Three controls: name_0 the date, name_1 the time, name_2 the offset."""

    template_name = "components/forms/instant.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        text = {"autocomplete": "off", "spellcheck": "false", "maxlength": 40}
        super().__init__(
            widgets=[
                forms.TextInput(attrs={**text, "class": "govuk-input mla-instant__date"}),
                forms.TextInput(attrs={**text, "class": "govuk-input mla-instant__time"}),
                OffsetSelect(attrs={"class": "govuk-select mla-instant__offset"}),
            ],
            attrs=attrs,
        )

    def decompress(self, value: Any) -> list[str]:
        if isinstance(value, str) and value:
            value = datetime.fromisoformat(value)
        if not isinstance(value, datetime):
            return ["", "", ""]
        offset = value.utcoffset()
        clock = value.time().isoformat(timespec="auto" if value.microsecond else "seconds")
        return [value.date().isoformat(), clock, "" if offset is None else write_offset(offset)]

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:
        parts = [part or "" for part in super().value_from_datadict(data, files, name)]
        return _spread(parts)


class InstantField(forms.MultiValueField):
    """Cleans to an aware datetime with exactly the chosen fixed offset (`datetime.timezone`), or None when empty.

    Dates as 2026-11-14 (also 14.11.2026); times as HH:MM or HH:MM:SS; offsets of whole minutes to 14 hours either way.
    A whole ISO 8601 instant may be pasted into the date. What is missing or wrong is said for its own part.
    """

    widget = InstantWidget
    default_error_messages = {
        "required": _("Enter the date, the time and the UTC offset."),
        "date_missing": _("Enter the date: the time alone does not say when."),
        "time_missing": _("Enter the time, with seconds if they are known, such as 08:21:07."),
        "offset_missing": _("Choose the UTC offset: without it the instant cannot be known."),
        "date_invalid": _(
            "Write the date as year-month-day, such as 2026-11-14, so that day and month cannot be confused."
        ),
        "date_range": _("Enter a year from %(first)d to %(last)d."),
        "time_invalid": _("Write the time as hours:minutes:seconds on the 24-hour clock, such as 08:21:07."),
        "offset_invalid": _("Choose a UTC offset from the list."),
    }
    error_parts = {
        "date_missing": 0, "date_invalid": 0, "date_range": 0,
        "time_missing": 1, "time_invalid": 1,
        "offset_missing": 2, "offset_invalid": 2,
    }  # fmt: skip

    def __init__(self, **kwargs: Any) -> None:
        fields = (
            forms.CharField(required=False),
            forms.CharField(required=False),
            forms.CharField(required=False),
        )
        super().__init__(fields, require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> datetime | None:
        if isinstance(value, datetime) or (self.disabled and not isinstance(value, list)):
            value = InstantWidget().decompress(value)
        parts = [str(part or "").strip() for part in value or []]
        if not any(parts):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        instant = self.compress(parts)
        self.validate(instant)
        self.run_validators(instant)
        return instant

    def compress(self, data_list: Sequence[str]) -> datetime:
        written = [*data_list, "", "", ""][:3]
        problems: list[ValidationError] = []
        readers = (self._read_date, self._read_time, self._read_offset)
        read: list[Any] = []
        for reader, text in zip(readers, written, strict=True):
            try:
                read.append(reader(text))
            except ValidationError as problem:
                problems.append(problem)
        if problems:
            raise ValidationError(problems)
        day, clock, offset = read
        return datetime.combine(day, clock, tzinfo=timezone(offset))

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = initial if isinstance(initial, list) else InstantWidget().decompress(initial)
        return before != [str(part or "").strip() for part in data or ["", "", ""]]

    def _read_date(self, text: str) -> date:
        if not text:
            raise self._problem("date_missing")
        try:
            day = _DAYS.to_python(text)
        except ValidationError:
            day = None
        if day is None:
            raise self._problem("date_invalid")
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise self._problem("date_range", first=FIRST_YEAR, last=LAST_YEAR)
        return day

    def _read_time(self, text: str) -> time:
        if not text:
            raise self._problem("time_missing")
        try:
            clock = _CLOCKS.to_python(text)
        except ValidationError:
            clock = None
        if clock is None:
            raise self._problem("time_invalid")
        return clock

    def _read_offset(self, text: str) -> timedelta:
        if not text:
            raise self._problem("offset_missing")
        offset = read_offset(text)
        if offset is None:
            raise self._problem("offset_invalid")
        return offset

    def _problem(self, code: str, **params: Any) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=params)


def _spread(parts: list[str]) -> list[str]:
    """Take a whole instant that was pasted into the date apart; parts that were also given are kept."""
    found = WHOLE_INSTANT.match(parts[0])
    if not found:
        return parts
    day, clock, offset = found.groups()
    return [day, parts[1] or _to_the_microsecond(clock), parts[2] or _tidy_offset(offset)]


def _to_the_microsecond(clock: str) -> str:
    seconds, point, fraction = clock.replace(",", ".").partition(".")
    return f"{seconds}{point}{fraction[:6]}"


def _tidy_offset(offset: str | None) -> str:
    if not offset:
        return ""
    if offset.upper() in {"Z", "UTC", "GMT"}:
        return "+00:00"
    digits = offset.replace(":", "")
    return f"{digits[:3]}:{digits[3:]}"
