"""JSON as strictly as the contract needs it: what passes here can be stored."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser

DEPTH_LIMIT = 20
PARTS_LIMIT = 100_000


class TooLarge(APIException):
    status_code = 413
    default_code = "too_large"


class StrictJSONParser(BaseParser):
    """Refuses what is not UTF-8, not JSON, nested too deeply, or holds what a database cannot store."""

    media_type = "application/json"

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        data = stream.read(limit + 1)
        if len(data) > limit:
            raise TooLarge(_("The body is larger than %(limit)d bytes. Send less at a time.") % {"limit": limit})
        return json_read(data)


def json_read(data: bytes) -> Any:
    """Raises ParseError with a sentence for the client."""
    # Before they are made: each takes many times the memory of its two brackets.
    if data.count(b"{") + data.count(b"[") > PARTS_LIMIT:
        raise ParseError(_("The body holds more than %(limit)d lists and objects.") % {"limit": PARTS_LIMIT})
    try:
        value = json.loads(data.decode("utf-8"), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise ParseError(_("The body is not UTF-8.")) from error
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno, "problem": error.msg}
        raise ParseError(_("The body is not JSON: line %(line)d, column %(column)d: %(problem)s.") % place) from error
    except RecursionError as error:
        raise _too_deep() from error
    except ValueError as error:
        raise ParseError(_("The body holds a number that cannot be read.")) from error
    for scalar in _scalars(value):
        _refuse_unstorable(scalar)
    return value


def _scalars(value: Any) -> Iterator[Any]:
    """Every key and every plain value, without recursion: the input decides how deep it is."""
    stack = [(value, 0)]
    while stack:
        item, depth = stack.pop()
        if depth > DEPTH_LIMIT:
            raise _too_deep()
        if isinstance(item, dict):
            yield from item
            stack.extend((child, depth + 1) for child in item.values())
        elif isinstance(item, list):
            stack.extend((child, depth + 1) for child in item)
        else:
            yield item


def _refuse_unstorable(value: Any) -> None:
    if isinstance(value, float) and not math.isfinite(value):
        raise ParseError(_("The body holds a number that is too large."))
    if isinstance(value, str):
        if "\0" in value:
            raise ParseError(_("The body holds a NUL character in a text. Leave it out."))
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise ParseError(_("The body holds half a surrogate pair in a text. Write the whole character.")) from error


def _refuse_constant(name: str) -> Any:
    raise ParseError(_("%(name)s is not JSON. Write a number or null.") % {"name": name})


def _too_deep() -> ParseError:
    return ParseError(_("The body is nested more than %(limit)d levels deep.") % {"limit": DEPTH_LIMIT})
