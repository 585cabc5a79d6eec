"""What stands in each document, word by word: one text for each kind, as Word file and as text for an e-mail.

And for each language the form of each kind: its words without the data of a case, so that a translation that changes is
seen for what it is.
"""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from templates_app.catalogues import SOURCE, languages
from templates_app.notice import AnyDocument
from templates_app.plain import render_text
from templates_app.versions import current_version
from templates_app.versions.texts import source_texts
from templates_app.word import render_docx
from tests.templates_app.kinds import DOCUMENTS
from tests.templates_app.notices import NOTICES

GOLDEN = Path(__file__).parent / "golden"
EVERY: dict[str, AnyDocument] = {**DOCUMENTS, **NOTICES}
SPOKEN = [one.language for one in languages() if one.language != SOURCE]


def compared(text: str, name: str) -> None:
    """After a wanted change: REFRESH_GOLDEN=1 .venv/bin/pytest tests/templates_app, and read the difference."""
    golden = GOLDEN / name
    if os.environ.get("REFRESH_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text)
    assert text == golden.read_text()


@pytest.mark.parametrize("kind", EVERY)
def test_the_text_for_an_email_is_the_golden_one(kind: str) -> None:
    compared(render_text(current_version(kind), EVERY[kind]), f"plain/{kind}_en.txt")


@pytest.mark.parametrize("kind", EVERY)
def test_the_word_file_is_the_golden_one(kind: str) -> None:
    compared(in_word(render_docx(current_version(kind), EVERY[kind])), f"word/{kind}_en.txt")


@pytest.mark.parametrize("kind", EVERY)
@pytest.mark.parametrize("language", SPOKEN)
def test_the_document_in_a_language_is_the_golden_one(language: str, kind: str) -> None:
    """Of a case whose data are the same in every language, so that what differs are words of the form."""
    compared(render_text(current_version(kind, language), EVERY[kind]), f"{language}/{kind}.txt")


@pytest.mark.parametrize("language", SPOKEN)
def test_no_english_is_left_in_a_translated_document(language: str) -> None:
    """Sentences and headings of three words and more: shorter ones may be the same word in two languages."""
    for kind, document in EVERY.items():
        text = " ".join(render_text(current_version(kind, language), document).split())
        assert [one for one in source_texts(current_version(kind)) if len(one.split()) > 2 and one in text] == []


def in_word(content: bytes) -> str:
    """Paragraph by paragraph, with the style of each; cells of a row on one line."""
    lines = []
    for part in Document(BytesIO(content)).element.body:
        if part.tag == qn("w:p"):
            lines.append(f"{_style(part)}{_text(part)}")
        elif part.tag == qn("w:tbl"):
            lines += [" | ".join(_text(cell) for cell in row.iter(qn("w:tc"))) for row in part.iter(qn("w:tr"))]
    return "\n".join(lines) + "\n"


def _style(paragraph: object) -> str:
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")  # type: ignore[attr-defined]
    return f"[{found.get(qn('w:val'))}] " if found is not None else ""


def _text(part: object) -> str:
    return " / ".join(one.text for one in part.iter(qn("w:p"))) if part.tag == qn("w:tc") else part.text  # type: ignore[attr-defined]
