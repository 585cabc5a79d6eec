"""What a value is, told by its shape, where it can be told."""

from __future__ import annotations

import re

from requests_app.identifiers.defanged import refanged

_SHAPES = (
    # also what is none, or several: its own rules say so best
    (
        "ip",
        re.compile(
            r"\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,3})?|\[?[0-9a-f]*:[0-9a-f]*:[0-9a-f:.]*\]?(?:[%/]\S*)?", re.IGNORECASE
        ),
    ),
    ("url", re.compile(r"(?:https?|ftp|wss?)://\S+", re.IGNORECASE)),
    ("email", re.compile(r"(?:[^<>@]*<)?(?:mailto:)?[^\s@/<>]+@[^\s@/<>]+\.[^\s@/<>]+>?", re.IGNORECASE)),
    ("phone", re.compile(r"\+[\d\s()./-]{6,}")),
    ("domain", re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:[^\W\d_]{2,}|xn--[\w-]+)\.?")),
    ("wallet", re.compile(r"0x[0-9a-f]{40}|(?:bc|ltc)1[0-9a-z]{25,87}|bitcoincash:[0-9a-z]{42}", re.IGNORECASE)),
)


def type_of(value: str) -> str:
    """The type, or "" when a person has to say it."""
    written = refanged(value)
    return next((name for name, shape in _SHAPES if shape.fullmatch(written)), "")
