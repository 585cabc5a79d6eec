"""Names in other scripts: every letter is there, joined and in its order, and a line begins where its readers begin."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from templates_app.bidi import direction
from templates_app.catalogues import languages
from templates_app.printable import drawable, unprintable_characters
from templates_app.rendering import RenderedPdf, render_html, render_pdf
from templates_app.versions.model import TemplateVersion
from tests.templates_app.reading import page_texts
from tests.templates_app.scripts import (
    ARABIC,
    CHINESE,
    GEORGIAN,
    HEBREW,
    JAPANESE,
    LATIN_AND_CYRILLIC,
    MANY_SCRIPTS,
    PERSIAN,
    TRADITIONAL,
)


@pytest.fixture(scope="module")
def pdf(version: TemplateVersion) -> RenderedPdf:
    return render_pdf(version, MANY_SCRIPTS)


def test_all_of_them_can_be_printed() -> None:
    assert unprintable_characters(MANY_SCRIPTS) == {}


def test_every_label_of_every_language_can_be_printed() -> None:
    lacking = {one.tag: {*"".join(one.texts.values())} - drawable() for one in languages()}

    assert {tag: letters for tag, letters in lacking.items() if letters} == {}


def test_no_letter_is_an_empty_box(version: TemplateVersion, caplog: pytest.LogCaptureFixture) -> None:
    """A missing glyph is number 0 of a font: WeasyPrint warns of one, and none is drawn."""
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        render_pdf(version, MANY_SCRIPTS)

    assert caplog.messages == []


def test_the_fonts_are_ours(pdf: RenderedPdf) -> None:
    assert all(re.fullmatch(r"/[A-Z]+\+Document-[\w-]+", name) for name in fonts(pdf))


def fonts(pdf: RenderedPdf) -> Iterator[str]:
    for page in PdfReader(BytesIO(pdf.content)).pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            yield str(font.get_object()["/BaseFont"])


@pytest.mark.parametrize("name", [CHINESE, TRADITIONAL, JAPANESE, GEORGIAN])
def test_a_name_can_be_copied_out_of_the_pdf(pdf: RenderedPdf, name: str) -> None:
    assert name in "\n".join(page_texts(pdf))


@pytest.mark.parametrize("name", [ARABIC, HEBREW])
def test_a_name_from_right_to_left_can_be_copied_whole(pdf: RenderedPdf, name: str) -> None:
    """Letters as they are typed, not the shapes in which they are drawn, each word in its order."""
    words = set("\n".join(page_texts(pdf)).split())

    assert set(name.split()) <= words
    assert not any(
        unicodedata.normalize("NFKC", letter) != letter for word in words for letter in word if letter >= "ﭐ"
    )


def test_a_text_begins_where_its_readers_begin(version: TemplateVersion) -> None:
    page = render_html(version, MANY_SCRIPTS)

    assert f'<p class="original-name" dir="rtl">{ARABIC}</p>' in page
    assert f'<p class="prose" dir="rtl">{HEBREW}</p>' in page
    assert f'<p class="prose">{CHINESE}</p>' in page


def test_an_identifier_is_read_from_left_to_right(version: TemplateVersion) -> None:
    """Else the parts of an address would change places: bank.example@…"""
    page = render_html(version, MANY_SCRIPTS)

    assert '<td class="code">محمد@bank.example</td>' in page
    assert f'<td class="text" dir="rtl">{HEBREW}</td>' in page


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("", ""),
        ("12 – 5", ""),
        ("Tbilisi عمّان", ""),
        ("12 نوفمبر at noon", ' dir="rtl"'),
        (f"«{HEBREW}»", ' dir="rtl"'),
        (CHINESE, ""),
        (LATIN_AND_CYRILLIC, ""),
    ],
)
def test_the_first_letter_decides(text: str, runs: str) -> None:
    assert direction(text) == runs


def test_the_sign_that_keeps_arabic_letters_apart_is_spelling(version: TemplateVersion) -> None:
    assert PERSIAN in render_html(version, MANY_SCRIPTS)
