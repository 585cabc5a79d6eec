"""Addresses that reports make harmless, hxxp://bank[.]example, written out again."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"^(h(?:xx|\*\*|__)p|http|fxp|ftp)(s?)(?:\[:\]//|\[://\]|://|:\\\\)", re.IGNORECASE)
_WHOLE = {"fxp": "ftp", "ftp": "ftp"}
_DOT = re.compile(r"\s?(?:\[(?:\.|dot)\]|\((?:\.|dot)\)|\{(?:\.|dot)\})\s?", re.IGNORECASE)
_AT = re.compile(r"\s?(?:\[(?:@|at)\]|\((?:@|at)\)|\{(?:@|at)\})\s?", re.IGNORECASE)


def refanged(text: str) -> str:
    """`text` as it was before it was made harmless; the same text when it was not."""
    text = _AT.sub("@", _DOT.sub(".", text)).replace("[:]", ":")
    scheme = _SCHEME.match(text)
    if not scheme:
        return text
    name = _WHOLE.get(scheme[1].lower(), "http") + scheme[2].lower()
    return f"{name}://{text[scheme.end() :]}"


def refanged_url(text: str) -> str:
    """As `refanged`, but only where scheme or host were made harmless: a path may hold [.] of its own."""
    slashes = re.search(r"//\]?|:\\\\", text)
    end = text.find("/", slashes.end()) if slashes else -1
    head = text if end < 0 else text[:end]
    # The letters of the scheme alone are no disguise.
    return refanged(text) if refanged(head).lower() != head.lower() else text
