"""Invented data for a preview: every field filled, so that every part of a template shows."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

from templates_app.codec import type_hints
from templates_app.notice import AnyDocument, NoticeDocument
from templates_app.studio.selectors import head_of
from templates_app.studio.values import document_of

DAY = date(2026, 11, 21)
MOMENT = datetime(2026, 11, 21, 14, 30, tzinfo=timezone(timedelta(hours=4)))
FIXED: dict[str, Any] = {
    "reference": "GE-2026-00017",
    "demonstration": True,
    "languages": ("en",),
    "translations": (),
    "emblem": None,
    "sha256": "0" * 64,
    "email": "desk@authority.example",
    "telephone": "+995 000 000 000",
}


def sample_of(code: str, authority: str = "") -> AnyDocument:
    """With the head of that authority's documents, where one is named."""
    sample, head = _sample(code), head_of(authority) if authority else {}
    if not any(head.values()):
        return sample
    if isinstance(sample, NoticeDocument):
        return replace(sample, sender=replace(sample.sender, **head))
    return replace(sample, requesting_authority=replace(sample.requesting_authority, **head))


@cache
def _sample(code: str) -> AnyDocument:
    sample: AnyDocument = _made(document_of(code))
    return sample


def _made(kind: Any) -> Any:
    hints = type_hints(kind)
    return kind(**{one.name: FIXED.get(one.name, _value(hints[one.name], one.name)) for one in fields(kind)})


def _value(kind: Any, name: str) -> Any:
    if get_origin(kind) is UnionType:
        kind = next(one for one in get_args(kind) if one is not NoneType)
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        return tuple(inner) if isinstance(inner, type) and issubclass(inner, StrEnum) else (_value(inner, name),) * 2
    if is_dataclass(kind):
        return _made(kind)
    if issubclass(kind, StrEnum):
        return next(iter(kind))
    plain = {bool: True, int: 1, date: DAY, datetime: MOMENT}
    return plain.get(kind, name.replace("_", " ").capitalize())
