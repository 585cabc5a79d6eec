"""The values that a text may name: a closed list, made of the fields of the document. Nothing is looked up by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

from templates_app.codec import type_hints
from templates_app.context import Emblem, RequestDocument
from templates_app.notice import Notice, NoticeDocument
from templates_app.values import PLACEHOLDER

BRACE = re.compile(r"[{}]")
PLAIN = (str, int, date, datetime)


def document_of(code: str) -> type:
    """What a kind of document is made of."""
    return NoticeDocument if code in set(Notice) else RequestDocument


@cache
def known_values(document: type) -> tuple[str, ...]:
    """Paths to one plain value: texts, numbers, days. No lists, and nothing that only the portal reads."""
    return tuple(sorted(_leaves(document, "")))


def wrong_places(text: str, allowed: frozenset[str]) -> tuple[str, ...]:
    """The places in a text that stand for nothing, and braces that are no place."""
    unknown = [f"{{{path}}}" for path in PLACEHOLDER.findall(text) if path not in allowed]
    return (*unknown, *dict.fromkeys(BRACE.findall(PLACEHOLDER.sub("", text))))


def _leaves(kind: Any, path: str) -> Iterator[str]:
    for one in fields(kind):
        inner = _inner(type_hints(kind)[one.name])
        place = f"{path}.{one.name}" if path else one.name
        if inner is Emblem:
            continue
        if is_dataclass(inner):
            yield from _leaves(inner, place)
        elif inner in PLAIN:
            yield place


def _inner(kind: Any) -> Any:
    if get_origin(kind) is UnionType:
        return next(one for one in get_args(kind) if one is not NoneType)
    return kind
