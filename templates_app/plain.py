"""The document as plain text, for the body of an e-mail: every word of it, in its order.

What people typed is indented, so that it cannot be taken for the form around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from textwrap import wrap

from templates_app.composition import Composed, ComposedBlock, ComposedItem, ComposedTranslation, Pair, compose
from templates_app.notice import AnyDocument
from templates_app.printable import require_printable, without_invisible
from templates_app.versions.model import TemplateVersion
from templates_app.wording import on_one_line

WIDTH = 76
INDENT = "    "
BETWEEN_INSTANTS = re.compile(r"(?<=:\d\d)\n(?=\d{4}-\d\d-\d\d .*UTC$)", re.MULTILINE)


def render_text(version: TemplateVersion, document: AnyDocument, *, draft: bool = False, fingerprint: str = "") -> str:
    """Lines of at most 76 signs, words longer than that excepted; `fingerprint` as in `compose`. Raises Unprintable."""
    require_printable(document)
    composed = compose(version, document, draft=draft, fingerprint=fingerprint)
    return without_invisible("\n".join(_lines(composed)) + "\n")


def _lines(composed: Composed) -> Iterator[str]:
    version, document = composed.version, composed.document
    yield document.issuer.organisation
    yield from _given(document.issuer.original_name)
    for line in composed.letterhead:
        yield from line.splitlines()
    yield ""
    yield from _wrapped(on_one_line(version.title), "")
    yield from _wrapped(on_one_line(version.subtitle), "")
    if composed.marks:
        yield from ("", " · ".join(f"*** {on_one_line(mark.text)} ***" for mark in composed.marks))
    for item in composed.items:
        yield from ("", *_item(item, on_one_line(version.words.not_provided)))
    yield ""
    name = f"{on_one_line(version.words.template)}: {version.name}"
    yield from _wrapped(f"{on_one_line(version.colophon)} {name}.", "")
    yield f"{on_one_line(version.words.fingerprint)}:"
    yield composed.fingerprint


def _item(item: ComposedItem, missing: str) -> Iterator[str]:
    yield from _wrapped(f"{item.number}. {on_one_line(item.heading)}", "")
    for block in item.blocks:
        yield from _block(block, missing)


def _block(block: ComposedBlock, missing: str) -> Iterator[str]:
    if block.label and block.kind != "signature":
        yield from _wrapped(on_one_line(block.label), "  ")
    match block.kind:
        case "value" | "statement":
            yield from _wrapped(on_one_line(block.text) or missing, INDENT)
        case "prose":
            yield from _paragraphs(block.paragraphs or (missing,))
        case "lines" | "signature":
            for pair in block.pairs:
                yield from _pair(pair, missing)
        case "ticks":
            for choice in block.choices:
                yield from _wrapped(f"[{'x' if choice.ticked else ' '}] {on_one_line(choice.label)}", "  ")
        case "table":
            yield from _table(block, missing)
    yield from _translations(block.translations)


def _pair(pair: Pair, missing: str) -> Iterator[str]:
    label, text = on_one_line(pair.label), on_one_line(pair.text) or missing
    if "\n" in text or len(label) + len(text) > WIDTH - 4:
        yield from _wrapped(f"{label}:", "  ")
        yield from _wrapped(text, INDENT)
    else:
        yield f"  {label}: {text}"
    yield from _translations(pair.translations)


def _table(block: ComposedBlock, missing: str) -> Iterator[str]:
    """Each row is said in words, for columns do not survive an e-mail."""
    if not block.rows:
        yield from _wrapped(missing, INDENT)
    for row in block.rows:
        told = (
            f"{on_one_line(heading.text)}: {_in_one(on_one_line(cell.text))}"
            for heading, cell in zip(block.headings, row, strict=True)
            if cell.text
        )
        yield from _wrapped("; ".join(told), INDENT)


def _in_one(text: str) -> str:
    """The lines of a cell in one: an instant and the same in UTC are equal, other lines follow each other."""
    return BETWEEN_INSTANTS.sub(" = ", text).replace("\n", " ")


def _translations(translations: Iterable[ComposedTranslation]) -> Iterator[str]:
    for translation in translations:
        yield from _wrapped(on_one_line(translation.label), "  ")
        yield from _paragraphs(translation.paragraphs)


def _paragraphs(paragraphs: Iterable[str]) -> Iterator[str]:
    for number, paragraph in enumerate(paragraphs):
        if number:
            yield ""
        yield from _wrapped(on_one_line(paragraph), INDENT)


def _wrapped(text: str, indent: str) -> list[str]:
    """Line breaks stay where people made them; no word is broken, for it may be an address to copy."""
    options = {"break_long_words": False, "break_on_hyphens": False}
    lines = (wrap(line, WIDTH - len(indent), **options) or [""] for line in text.splitlines())  # type: ignore[arg-type]
    return [f"{indent}{line}".rstrip() for some in lines for line in some]


def _given(text: str) -> Iterator[str]:
    if text:
        yield text
