"""A text of the form in the languages of the document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.html import format_html_join
from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Part:
    language: str
    text: str


class Wording(str):
    """Reads as all of its parts, one under the other; a text that is the same in both languages stands once.

    A label in one language is a plain string: whoever prints it need not care how many there are.
    """

    parts: tuple[Part, ...]

    def __new__(cls, *parts: Part) -> Wording:
        different = tuple(part for part in parts if part.text)
        if len({part.text for part in different}) == 1:
            different = different[:1]
        wording = super().__new__(cls, "\n".join(part.text for part in different))
        wording.parts = different
        return wording

    def __html__(self) -> SafeString:
        """What a page prints: each part knows its language."""
        spans = ((part.language, part.text) for part in self.parts)
        return format_html_join(" ", '<span class="in" lang="{}">{}</span>', spans)


def each(text: str, change: Callable[[str, str], str]) -> str:
    """The text with `change(language, text)` made in each of its languages; "" stands for the only language."""
    if isinstance(text, Wording):
        return Wording(*(Part(part.language, change(part.language, part.text)) for part in text.parts))
    return change("", text)


def in_language(text: str, language: str) -> str:
    """The part in that language; the whole where there is none."""
    parts = text.parts if isinstance(text, Wording) else ()
    return next((part.text for part in parts if part.language == language), text)


def on_one_line(text: str) -> str:
    return " / ".join(part.text for part in text.parts) if isinstance(text, Wording) else text
