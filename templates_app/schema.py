"""The published JSON Schemas of what is read by machines, made from the types of the fields so that they cannot drift.

`schemas/request-1.json` is what `json_schema("request")` gives; the portal serves it at /schemas/request-1.json.
"""

from __future__ import annotations

import inspect
import json
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

from templates_app import context, notice
from templates_app.codec import LARGEST_INTEGER, type_hints

SCHEMAS = Path(__file__).parent / "schemas"
DAY = r"^\d{4}-\d{2}-\d{2}$"
INSTANT = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)$"
WORDS: dict[type, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": -LARGEST_INTEGER, "maximum": LARGEST_INTEGER},
    date: {"type": "string", "format": "date", "pattern": DAY},
    datetime: {
        "type": "string",
        "format": "date-time",
        "pattern": INSTANT,
        "description": "With the offset it was given with.",
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    type: type
    schema: str
    version: int
    title: str


PUBLISHED = {
    "request": Published(
        type=context.RequestDocument,
        schema=context.SCHEMA,
        version=context.SCHEMA_VERSION,
        title="A request for mutual assistance",
    ),
    "notice": Published(
        type=notice.NoticeDocument,
        schema=notice.SCHEMA,
        version=notice.SCHEMA_VERSION,
        title="A notice that answers a request",
    ),
}


def json_schema(name: str) -> dict[str, Any]:
    """JSON Schema, draft 2020-12, of what `to_json` of a request or of a notice writes."""
    published = PUBLISHED[name]
    parts: dict[str, Any] = {}
    document = _object(published.type, parts)
    names = {"schema": {"const": published.schema}, "schema_version": {"const": published.version}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{published.schema.replace('/', ':')}:{published.version}",
        "title": published.title,
        **document,
        "properties": names | document["properties"],
        "required": [*names, *document["required"]],
        "$defs": dict(sorted(parts.items())),
    }


def schema_text(name: str) -> str:
    """As it is committed and served."""
    return json.dumps(json_schema(name), indent=2, ensure_ascii=False) + "\n"


def published_schema(name: str, version: int) -> bytes | None:
    """The committed file of a version, None where there is no such version."""
    file = SCHEMAS / f"{name}-{version}.json"
    return file.read_bytes() if file.is_file() else None


def _of(kind: Any, parts: dict[str, Any]) -> dict[str, Any]:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is UnionType:
        return {"anyOf": [_of(one, parts) for one in arguments if one is not NoneType] + [{"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": _of(arguments[0], parts)}
    if kind in WORDS:
        return WORDS[kind]
    if kind.__name__ not in parts:
        parts[kind.__name__] = {}  # holds the place while the part is written
        parts[kind.__name__] = _object(kind, parts) if is_dataclass(kind) else _closed_list(kind)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _closed_list(kind: type[StrEnum]) -> dict[str, Any]:
    return {"type": "string", "enum": [one.value for one in kind]} | _described(kind)


def _object(kind: Any, parts: dict[str, Any]) -> dict[str, Any]:
    hints = type_hints(kind)
    return {
        "type": "object",
        **_described(kind),
        "properties": {one.name: _of(hints[one.name], parts) for one in fields(kind)},
        "required": [one.name for one in fields(kind) if one.default is MISSING],
        "additionalProperties": False,
    }


def _described(kind: type) -> dict[str, str]:
    """What the code says of the part; not what dataclasses and enumerations say of themselves."""
    said = inspect.cleandoc(kind.__doc__ or "")
    return {"description": said} if said and not said.startswith(f"{kind.__name__}(") else {}
