"""A template version and a document's data, put together: what stands on paper, in order, as plain text.

HTML is drawn from this, and so can any other form be: it holds every word and decides nothing about looks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import singledispatchmethod
from hashlib import sha256

from templates_app.context import Urgency
from templates_app.emblem import Printed, printed
from templates_app.notice import AnyDocument
from templates_app.values import BLANK, PLACEHOLDER, is_given, resolve, resolve_list, show, word
from templates_app.versions.model import (
    Block,
    Item,
    Line,
    Lines,
    Prose,
    ProseOr,
    Signature,
    Statement,
    Style,
    Table,
    TemplateVersion,
    Ticks,
    Value,
    Words,
)
from templates_app.wording import Part, Wording, each, in_language

BLANK_LINES = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class ComposedTranslation:
    """`label` says what it is worth."""

    label: str
    language: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    label: str
    text: str
    translations: tuple[ComposedTranslation, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    label: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    style: Style
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposedBlock:
    """`kind` says which of the others are filled; an empty text means "not provided".

    Labels and fixed texts of a document in two languages are `Wording`.
    """

    kind: str
    label: str = ""
    text: str = ""
    paragraphs: tuple[str, ...] = ()
    translations: tuple[ComposedTranslation, ...] = ()
    pairs: tuple[Pair, ...] = ()
    choices: tuple[Choice, ...] = ()
    columns: int = 1
    headings: tuple[Cell, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A word at the head of every page; `kind` is draft, urgent, emergency, confidential or demonstration."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class ComposedItem:
    number: int
    heading: str
    blocks: tuple[ComposedBlock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """`counts` has the words before the number of a page, between it and their total, and after, in each language."""

    version: TemplateVersion
    document: AnyDocument
    counts: tuple[tuple[str, str, str], ...]
    items: tuple[ComposedItem, ...]
    marks: tuple[Mark, ...]
    letterhead: tuple[str, ...]
    emblem: Printed | None
    fingerprint: str
    draft: bool


def compose(version: TemplateVersion, document: AnyDocument, *, draft: bool = False, fingerprint: str = "") -> Composed:
    """Everything a rendering needs. `fingerprint` is the hash of the data as they were frozen: fields that came later
    are not in it. Raises UnknownValue when the template names a value that documents do not have.
    """
    composer = Composer(version, document)
    return Composed(
        version=version,
        document=document,
        counts=_counts(version.words.page),
        items=tuple(composer.item(item) for item in version.items),
        marks=_marks(version.words, document, draft=draft),
        letterhead=_letterhead(document),
        emblem=printed(document.issuer.emblem),
        fingerprint=fingerprint or sha256(document.to_json().encode()).hexdigest(),
        draft=draft,
    )


class Composer:
    def __init__(self, version: TemplateVersion, document: AnyDocument) -> None:
        self.version = version
        self.document = document

    def item(self, item: Item) -> ComposedItem:
        blocks = (self.block(block) for block in item.blocks if not self.left_out(block))
        return ComposedItem(item.number, item.heading, tuple(blocks))

    def left_out(self, block: Block) -> bool:
        return isinstance(block, Table) and block.optional and not resolve_list(self.document, block.rows)

    @singledispatchmethod
    def block(self, block: Block) -> ComposedBlock:
        raise TypeError(f"{type(block).__name__} is no block.")

    @block.register
    def _(self, block: Value) -> ComposedBlock:
        return ComposedBlock(kind="value", text=self.show(self.document, block.value))

    @block.register
    def _(self, block: Lines) -> ComposedBlock:
        if block.of and not is_given(resolve(self.document, block.of)):
            return ComposedBlock(kind="prose")
        return ComposedBlock(kind="lines", pairs=self.pairs(block.lines))

    @block.register
    def _(self, block: Ticks) -> ComposedBlock:
        choices = tuple(Choice(self.fill(tick.label), self.ticked(tick.value, tick.equals)) for tick in block.ticks)
        return ComposedBlock(kind="ticks", label=block.label, choices=choices, columns=block.columns)

    @block.register
    def _(self, block: Prose) -> ComposedBlock:
        return ComposedBlock(
            kind="prose",
            paragraphs=_paragraphs(self.show(self.document, block.value)),
            translations=self.translations(block.value),
        )

    @block.register
    def _(self, block: ProseOr) -> ComposedBlock:
        if is_given(resolve(self.document, block.value)):
            return self.block(Prose(block.value))
        return ComposedBlock(kind="statement", text=self.fill(block.otherwise))

    @block.register
    def _(self, block: Statement) -> ComposedBlock:
        stands = not block.when or is_given(resolve(self.document, block.when))
        return ComposedBlock(kind="statement", text=self.fill(block.text if stands else block.otherwise))

    @block.register
    def _(self, block: Table) -> ComposedBlock:
        entries = resolve_list(self.document, block.rows)
        return ComposedBlock(
            kind="table",
            label=block.label,
            headings=tuple(Cell(column.heading, column.style, column.width) for column in block.columns),
            rows=tuple(self.row(block, number, entry) for number, entry in enumerate(entries, start=1)),
        )

    @block.register
    def _(self, block: Signature) -> ComposedBlock:
        return ComposedBlock(kind="signature", label=block.caption, pairs=self.pairs(block.lines))

    def pairs(self, lines: tuple[Line, ...]) -> tuple[Pair, ...]:
        return tuple(
            Pair(line.label, self.show(self.document, line.value, in_utc=" = "), self.translations(line.value))
            for line in lines
        )

    def translations(self, path: str) -> tuple[ComposedTranslation, ...]:
        words = self.version.words
        return tuple(
            ComposedTranslation(
                words.machine_translation if one.machine else words.translation, one.language, _paragraphs(one.text)
            )
            for one in self.document.translations
            if one.field == path
        )

    def row(self, block: Table, number: int, entry: object) -> tuple[Cell, ...]:
        texts = (
            str(number) if column.value == "#" else self.show(entry, column.value, column.between)
            for column in block.columns
        )
        return tuple(Cell(text, column.style, column.width) for text, column in zip(texts, block.columns, strict=True))

    def show(self, part: object, paths: str, between: str = "\n", in_utc: str = "\n") -> str:
        """The values at one or several paths; `in_utc` stands before the UTC of an instant."""
        values = (resolve(part, path) for path in paths.split(","))
        texts = (show(value, self.version.choices, self.version.date_format, in_utc) for value in values)
        given = [text for text in texts if text]
        return given[0] if len(given) == 1 else between.join(given)

    def ticked(self, path: str, equals: str) -> bool:
        value = resolve(self.document, path)
        if equals == "any":
            return is_given(value)
        return equals in {word(entry) for entry in (value if isinstance(value, tuple) else (value,))}

    def fill(self, text: str) -> str:
        """The fixed text with its `{path}` places filled, in each language with the words of that language."""

        def filled(language: str, words: str) -> str:
            return PLACEHOLDER.sub(
                lambda place: in_language(self.show(self.document, place[1]), language) or BLANK, words
            )

        return each(text, filled)


def _marks(words: Words, document: AnyDocument, *, draft: bool) -> tuple[Mark, ...]:
    marks = (
        (draft, Mark("draft", words.draft)),
        (document.urgency is Urgency.EMERGENCY, Mark("emergency", words.emergency)),
        (document.urgency is Urgency.URGENT, Mark("urgent", words.urgent)),
        (document.confidential, Mark("confidential", words.confidential)),
        (document.demonstration, Mark("demonstration", words.demonstration)),
    )
    return tuple(mark for stands, mark in marks if stands)


def _counts(page: str) -> tuple[tuple[str, str, str], ...]:
    parts = page.parts if isinstance(page, Wording) else (Part("", page),)
    return tuple(_around(part.text) for part in parts)


def _around(sentence: str) -> tuple[str, str, str]:
    before, _, rest = sentence.partition("{page}")
    between, _, after = rest.partition("{pages}")
    return before, between, after


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in BLANK_LINES.split(text) if part.strip())


def _letterhead(document: AnyDocument) -> tuple[str, ...]:
    """The authority's own lines, or what is known of it."""
    party = document.issuer
    reached_by = " · ".join(text for text in (party.telephone, party.email) if text)
    return party.letterhead or tuple(text for text in (party.address, party.country, reached_by) if text)
