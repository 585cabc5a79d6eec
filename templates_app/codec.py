"""Frozen dataclasses to plain JSON values and back, driven by their type hints, without loss."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from django.utils.translation import gettext as _

LARGEST_INTEGER = 2**53 - 1  # what RFC 8785 can write
type_hints = cache(get_type_hints)


class NotThatShape(ValueError):
    """The data does not fit the type; `path` names the place, `identifiers.3.at` for example."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path or 'document'}: {reason}")
        self.path = path
        self.reason = reason


def encode(value: Any) -> Any:
    """Plain JSON values. Instants keep the offset they were written with."""
    if is_dataclass(value):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [encode(entry) for entry in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def decode(kind: Any, data: Any, path: str = "") -> Any:
    """The value of type `kind` that `encode` made `data` from; raises NotThatShape naming the place."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is UnionType:
        return None if data is None else decode(next(one for one in arguments if one is not NoneType), data, path)
    if origin is tuple:
        entries = _expect(list, data, path)
        return tuple(decode(arguments[0], entry, _join(path, number)) for number, entry in enumerate(entries))
    if is_dataclass(kind):
        return _decode_dataclass(kind, data, path)
    if issubclass(kind, (StrEnum, date)):
        return _decode_word(kind, _expect(str, data, path), path)
    return _expect(kind, data, path)


def _decode_dataclass(kind: Any, data: Any, path: str) -> Any:
    given = _expect(dict, data, path)
    known = {field.name: field for field in fields(kind)}
    for name in given:
        if name not in known:
            raise NotThatShape(_join(path, name), _("There is no such field."))
    for name, field in known.items():
        if name not in given and field.default is MISSING:
            raise NotThatShape(_join(path, name), _("This field is missing."))
    hints = type_hints(kind)
    values = {name: decode(hints[name], value, _join(path, name)) for name, value in given.items()}
    try:
        return kind(**values)
    except ValueError as error:
        raise NotThatShape(path, str(error)) from error


def _decode_word(kind: type[StrEnum | date], word: str, path: str) -> Any:
    try:
        return kind(word) if issubclass(kind, StrEnum) else kind.fromisoformat(word)
    except ValueError as error:
        raise NotThatShape(path, _("“%(word)s” is not known here.") % {"word": word}) from error


def _expect(kind: type, data: Any, path: str) -> Any:
    """JSON types are exact: true is no number."""
    if type(data) is not kind:
        wanted = {str: _("Text"), int: _("A whole number"), bool: _("True or false"), list: _("A list")}
        raise NotThatShape(path, _("%(wanted)s belongs here.") % {"wanted": wanted.get(kind, _("A group of fields"))})
    if isinstance(data, int) and abs(data) > LARGEST_INTEGER:
        raise NotThatShape(path, _("This number is too large."))
    if isinstance(data, str) and any("\ud800" <= character <= "\udfff" for character in data):
        raise NotThatShape(path, _("This text holds half a character."))
    return data


def _join(path: str, name: object) -> str:
    return f"{path}.{name}" if path else str(name)
