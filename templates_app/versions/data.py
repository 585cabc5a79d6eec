"""A template version as data, and back: plain JSON values, in which each block says what it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any, get_args, get_origin

from django.utils.translation import gettext as _

from mla_portal.errors import Invalid
from templates_app.codec import NotThatShape, decode, type_hints
from templates_app.versions.model import Block, Item, TemplateVersion

HOLDING_BLOCKS = (TemplateVersion, Item)
BLOCKS = {kind.__name__.lower(): kind for kind in get_args(Block)}


def version_to_data(version: TemplateVersion) -> dict[str, Any]:
    """Of a version in one language: the languages beside it come from the catalogues."""
    written: dict[str, Any] = _written(version)
    return written


def version_from_data(data: Any) -> TemplateVersion:
    """The version that `version_to_data` wrote. Raises Invalid naming the place that does not fit."""
    try:
        read: TemplateVersion = _read(TemplateVersion, data, "")
    except NotThatShape as error:
        raise Invalid({error.path or "template": [error.reason]}) from error
    return read


def _written(part: Any) -> Any:
    if isinstance(part, tuple):
        return [_written(entry) for entry in part]
    if isinstance(part, Mapping):
        return dict(part)
    if isinstance(part, StrEnum):
        return part.value
    if not is_dataclass(part):
        return part
    data = {field.name: _written(getattr(part, field.name)) for field in fields(part)}
    kind = type(part).__name__.lower()
    return {"block": kind, **data} if kind in BLOCKS else data


def _read(kind: Any, data: Any, path: str) -> Any:
    if kind == Block:
        return _block(data, path)
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        return tuple(_read(inner, entry, f"{path}.{number}") for number, entry in enumerate(_list(data, path)))
    if get_origin(kind) is Mapping:
        return {key: decode(str, text, f"{path}.{key}") for key, text in _group(data, path).items()}
    return _part(kind, data, path) if kind in HOLDING_BLOCKS else decode(kind, data, path)


def _part(kind: Any, data: Any, path: str) -> Any:
    hints, given = type_hints(kind), _group(data, path)
    for name in sorted(given.keys() - hints.keys()):
        raise NotThatShape(_join(path, name), _("There is no such field."))
    for name in sorted(hints.keys() - given.keys()):
        raise NotThatShape(_join(path, name), _("This field is missing."))
    return kind(**{name: _read(hints[name], value, _join(path, name)) for name, value in given.items()})


def _block(data: Any, path: str) -> Any:
    given = dict(_group(data, path))
    kind = BLOCKS.get(str(given.pop("block", "")))
    if kind is None:
        raise NotThatShape(f"{path}.block", _("There is no block of that kind."))
    return decode(kind, given, path)


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _group(data: Any, path: str) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise NotThatShape(path, _("A group of fields belongs here."))
    return data


def _list(data: Any, path: str) -> list[Any]:
    if not isinstance(data, list):
        raise NotThatShape(path, _("A list belongs here."))
    return data
