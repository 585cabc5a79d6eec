"""A question and its controls: a group is one control for each part, `custodian__name`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from requests_app.kinds.fields import Field, GroupField


def controls_of(question: Field) -> list[tuple[str, Field]]:
    """[(name of the control, what judges it)]."""
    if isinstance(question, GroupField):
        return [(f"{question.name}__{part.name}", part) for part in question.parts]
    return [(question.name, question)]


def answered(question: Field, cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """{name of the question: value}; nothing while one of its controls is wrong."""
    values = {part.name: cleaned[name] for name, part in controls_of(question) if name in cleaned}
    if len(values) < len(controls_of(question)):
        return {}
    return {question.name: question.clean(values) if isinstance(question, GroupField) else values[question.name]}


def spread(saved: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as the controls begin: groups spread over their parts."""
    initial: dict[str, Any] = {}
    for name, value in saved.items():
        if isinstance(value, Mapping):
            initial |= {f"{name}__{part}": text for part, text in value.items()}
        else:
            initial[name] = value
    return initial


def control_named(path: str) -> str:
    """The control that a service means by "content.custodian.name": `custodian__name`."""
    return path.removeprefix("content.").replace(".", "__")
