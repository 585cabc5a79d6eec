"""What a template version is: data only. Labels, order and fixed words live here, never in code.

A `value` is a path through the fields of the document ("requesting_authority.telephone"); a `{path}` inside a fixed
text is replaced by that value. Nothing else is ever interpreted, and what people typed is never read as a template.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Source(StrEnum):
    """Whether the item was read in the published template, or is a reconstruction of it."""

    VERIFIED = "verified"
    RECONSTRUCTED = "reconstructed"


@dataclass(frozen=True, slots=True)
class Value:
    """One short answer, printed beside the heading of its item."""

    value: str


@dataclass(frozen=True, slots=True)
class Line:
    """Several values, "name,original_name", are printed one under the other."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Labels with their values. `of` names the part they belong to: when it is missing, that is said once."""

    lines: tuple[Line, ...]
    of: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """Ticked when the value is `equals`, or a list that holds it. "none" is a value not given, "any" one that is."""

    label: str
    value: str
    equals: str = "true"


@dataclass(frozen=True, slots=True)
class Ticks:
    ticks: tuple[Tick, ...]
    label: str = ""
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Prose:
    """What people wrote, in their paragraphs."""

    value: str


@dataclass(frozen=True, slots=True)
class ProseOr:
    """What people wrote; where they wrote nothing, the fixed words `otherwise`."""

    value: str
    otherwise: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Fixed words of the form. With `when`, they stand only if that value is there; else `otherwise` does."""

    text: str
    when: str = ""
    otherwise: str = ""


class Style(StrEnum):
    """How a column is printed: identifiers in letters of one width, numbers to the right."""

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in percent of the table. The value "#" is the number of the row; `between` stands between two values."""

    heading: str
    value: str
    width: int
    style: Style = Style.TEXT
    between: str = "\n"


@dataclass(frozen=True, slots=True)
class Table:
    """`optional`: nothing stands in its place when it has no rows; else it is said that none were provided."""

    rows: str
    columns: tuple[Column, ...]
    label: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """The lines of who signs, and room for the hand and the stamp."""

    lines: tuple[Line, ...]
    caption: str


Block = Value | Lines | Ticks | Prose | ProseOr | Statement | Table | Signature


@dataclass(frozen=True, slots=True)
class Item:
    """`duties` are the paragraphs that the item fulfils, "29(2)(e)" for example."""

    number: int
    heading: str
    blocks: tuple[Block, ...]
    duties: tuple[str, ...] = ()
    source: Source = Source.RECONSTRUCTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words around the items. `page` has the places {page} and {pages}."""

    page: str
    revision: str
    not_provided: str
    confidential: str
    urgent: str
    emergency: str
    draft: str
    demonstration: str
    template: str
    fingerprint: str
    translation: str = "Translation. The original prevails."
    machine_translation: str = "Machine translation, not checked by a person. The original prevails."


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateVersion:
    """Immutable once published. `choices` names each word of a closed list, as "Urgency.urgent".

    `language` tells the catalogues that the words came from: "en", or "en+fr.2" for a document in two languages, in
    which every text is a Wording. Structure and words are data: `versions/data.py` writes them down and reads them.
    """

    code: str
    version: int
    language: str
    title: str
    subtitle: str
    colophon: str
    date_format: str
    words: Words
    choices: Mapping[str, str]
    items: tuple[Item, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(tag.partition(".")[0] for tag in self.language.split("+"))

    @property
    def name(self) -> str:
        return f"{self.code}/{self.version}/{self.language}"
