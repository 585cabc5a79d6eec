"""The answers that are prose, for which an authority keeps passages."""

from __future__ import annotations

from functools import cache

from requests_app.kinds import KINDS
from requests_app.kinds.fields import Text, TextField


@cache
def long_texts() -> dict[str, Text]:
    """{name of the field: label}, each once, in the order of the kinds."""
    found: dict[str, Text] = {}
    for kind in KINDS.values():
        for field in kind.fields.values():
            if isinstance(field, TextField) and field.rows > 1:
                found.setdefault(field.name, field.label)
    return found
