"""A document as canonical JSON (RFC 8785), and back: the same document always gives the same bytes."""

from __future__ import annotations

import json
from typing import Any, TypeVar

import rfc8785
from django.utils.translation import gettext as _

from mla_portal.errors import Invalid
from templates_app.codec import NotThatShape, decode, encode

T = TypeVar("T")


def write_json(document: Any, *, schema: str, version: int) -> str:
    return rfc8785.dumps({"schema": schema, "schema_version": version, **encode(document)}).decode()


def read_json(kind: type[T], text: str | bytes, *, schema: str, version: int) -> T:
    """The document that `write_json` wrote. Raises Invalid naming the field that does not fit."""
    data = _load(text)
    written = (data.pop("schema", None), data.pop("schema_version", None))
    if written != (schema, version):
        raise Invalid({"schema": [_("This is not a document of a version that this portal can read.")]})
    try:
        document: T = decode(kind, data)
    except NotThatShape as error:
        raise Invalid({error.path or "document": [error.reason]}) from error
    return document


def _load(text: str | bytes) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Invalid({"document": [_("This is not JSON.")]}) from error
    if not isinstance(data, dict):
        raise Invalid({"document": [_("A JSON object belongs here.")]})
    return data
