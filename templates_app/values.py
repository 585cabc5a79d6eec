"""From a path in a template to the words on paper. Paths walk through the fields of the document and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from templates_app.wording import on_one_line

PLACEHOLDER = re.compile(r"\{([a-z_.]+)\}")
BLANK = "…"
LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")


class UnknownValue(LookupError):
    """A template names a value that documents do not have."""


def resolve(part: object, path: str) -> object:
    """The value at `path`; through a list, the list of the values; through something not given, None."""
    for name in path.split("."):
        if part is None:
            return None
        part = tuple(_field(entry, name) for entry in part) if isinstance(part, tuple) else _field(part, name)
    return part


def resolve_list(part: object, path: str) -> tuple[object, ...]:
    value = resolve(part, path)
    if not isinstance(value, tuple):
        raise UnknownValue(path)
    return value


def is_given(value: object) -> bool:
    return value not in (None, "", (), False)


def word(value: object) -> str:
    """How a tick names a value: "true", "none", or the word of a closed list."""
    if value is None:
        return "none"
    return str(value).lower() if isinstance(value, bool) else str(value)


def show(value: object, choices: Mapping[str, str], date_format: str, in_utc: str = "\n") -> str:
    """The value in words. An instant shows its own offset, then `in_utc`, then UTC."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "\n".join(on_one_line(show(entry, choices, date_format, in_utc)) for entry in value)
    if isinstance(value, StrEnum):
        return choices[f"{type(value).__name__}.{value.value}"]
    if isinstance(value, datetime):
        return in_utc.join(instant(value))
    if isinstance(value, date):
        return value.strftime(date_format)
    return LINE_ENDS.sub("\n", str(value))


def instant(moment: datetime) -> tuple[str, ...]:
    """The local time with its offset and the same in UTC; once when the offset is zero."""
    in_utc = f"{_clock(moment.astimezone(UTC))} UTC"
    return (f"{_clock(moment)} {_offset(moment)}", in_utc) if moment.utcoffset() else (in_utc,)


def _offset(moment: datetime) -> str:
    """+04:00; strftime learns %:z only with Python 3.12."""
    return moment.isoformat(timespec="seconds").removeprefix(moment.replace(tzinfo=None).isoformat(timespec="seconds"))


def _clock(moment: datetime) -> str:
    fraction = "seconds" if not moment.microsecond else "microseconds" if moment.microsecond % 1000 else "milliseconds"
    return moment.replace(tzinfo=None).isoformat(sep=" ", timespec=fraction)


def _field(part: object, name: str) -> object:
    if not is_dataclass(part) or name not in {field.name for field in fields(part)}:
        raise UnknownValue(name)
    value: object = getattr(part, name)
    return value
