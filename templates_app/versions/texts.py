"""The words of a template version, apart from its structure: what a catalogue translates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from templates_app.versions.model import Item, TemplateVersion, Words
from templates_app.wording import on_one_line

LABELS = frozenset({"title", "subtitle", "colophon", "label", "heading", "text", "otherwise", "caption"})
Say = Callable[[str], str]


def with_texts(version: TemplateVersion, say: Say) -> TemplateVersion:
    """The same structure, every text of the form put through `say`."""
    changed: TemplateVersion = _through(version, say)
    return changed


def source_texts(version: TemplateVersion) -> tuple[str, ...]:
    """Every text of the form once, in the order in which they stand."""
    return texts_of(version)


def texts_of(part: TemplateVersion | Item) -> tuple[str, ...]:
    """The same, of a version or of one of its items."""
    found: dict[str, None] = {}

    def note(text: str) -> str:
        found[text] = None
        return text

    _through(part, note)
    return tuple(found)


def _through(part: Any, say: Say) -> Any:
    if isinstance(part, tuple):
        return tuple(_through(entry, say) for entry in part)
    if not is_dataclass(part) or isinstance(part, type):
        return part
    return replace(part, **{field.name: _said(part, field.name, say) for field in fields(part)})


def _said(part: Any, name: str, say: Say) -> Any:
    value = getattr(part, name)
    if isinstance(value, Mapping):
        return {key: say(text) for key, text in value.items()}
    if name == "between":
        return _between(value, say)
    if isinstance(value, str):
        return say(value) if value and (name in LABELS or isinstance(part, Words)) else value
    return _through(value, say)


def _between(value: str, say: Say) -> str:
    """What stands between two values of a cell; often only a line break."""
    word = value.strip()
    return value.replace(word, on_one_line(say(word))) if word else value
