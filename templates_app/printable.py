"""Which characters the shipped fonts can draw. What they cannot is refused before it breaks a document silently."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _
from fontTools.ttLib import TTFont

from mla_portal.errors import Invalid
from templates_app.notice import AnyDocument

FONTS = Path(__file__).parent / "assets" / "fonts"
LINE_BREAKS_AND_TABS = frozenset("\n\r\t\v\f\x85\u2028\u2029")
# They draw nothing; some turn the direction of writing so that a text reads otherwise than it is. Never printed.
INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff"
# Between Arabic letters, the joiner and the non-joiner are spelling: they say which letters join.
JOINERS_OF_ARABIC = r"(?<=[\u0620-\u06ff])[\u200c\u200d](?=[\u0620-\u06ff])"
INVISIBLE_CHARACTERS = re.compile(f"(?!{JOINERS_OF_ARABIC})[{INVISIBLE}]")


class Unprintable(Invalid):
    """A text holds a character that no shipped font has; `errors` names field and character."""


def unprintable_characters(document: AnyDocument) -> dict[str, set[str]]:
    """By field ("identifiers.3.note"), the characters that cannot be printed. Empty: the document can be rendered."""
    found = {path: set(without_invisible(text)) - drawable() for path, text in texts(document)}
    return {path: characters for path, characters in found.items() if characters}


def require_printable(document: AnyDocument) -> None:
    """Raises Unprintable, naming each field and each of its characters."""
    if found := unprintable_characters(document):
        raise Unprintable({path: [_sentence(characters)] for path, characters in found.items()})


def without_invisible(text: str) -> str:
    return INVISIBLE_CHARACTERS.sub("", text)


@cache
def drawable() -> frozenset[str]:
    fonts = (TTFont(path, lazy=True) for path in sorted(FONTS.glob("*.ttf")))
    return LINE_BREAKS_AND_TABS.union(chr(code) for font in fonts for code in font.getBestCmap())


def texts(part: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a document with the path of its field."""
    if isinstance(part, str):
        yield path, part
    elif isinstance(part, tuple):
        for number, entry in enumerate(part):
            yield from texts(entry, f"{path}.{number}")
    elif is_dataclass(part):
        for field in fields(part):
            yield from texts(getattr(part, field.name), f"{path}.{field.name}" if path else field.name)


def _sentence(characters: set[str]) -> str:
    names = ", ".join(_name(character) for character in sorted(characters))
    return _("These characters cannot be printed: %(names)s. Write them another way.") % {"names": names}


def _name(character: str) -> str:
    return f"{unicodedata.name(character, _('unnamed'))} (U+{ord(character):04X})"
