"""The picture of a letterhead as the data of a document hold it, and out of them again."""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error
from dataclasses import dataclass
from hashlib import sha256

from templates_app.context import Emblem

MEDIA_TYPES = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """`text` says what it shows, for whoever does not see it."""

    content: bytes
    media_type: str
    text: str

    @property
    def address(self) -> str:
        return f"data:{self.media_type};base64,{b64encode(self.content).decode()}"

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()


def emblem_of(content: bytes, media_type: str, text: str) -> Emblem:
    return Emblem(data=b64encode(content).decode(), media_type=media_type, text=text)


def printed(emblem: Emblem | None) -> Printed | None:
    """None also for what is no picture: data from outside may say anything."""
    if emblem is None:
        return None
    try:
        content = b64decode(emblem.data, validate=True)
    except (Error, ValueError):
        return None
    begin = MEDIA_TYPES.get(emblem.media_type)
    if not begin or not content.startswith(begin):
        return None
    return Printed(content=content, media_type=emblem.media_type, text=emblem.text)
