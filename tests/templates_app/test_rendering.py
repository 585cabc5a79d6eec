"""The frozen document: what a foreign judge holds in hand."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from templates_app.context import RequestStatus, Urgency
from templates_app.rendering import RenderedPdf, render_html, render_pdf
from templates_app.versions import current_version
from templates_app.versions.model import TemplateVersion
from tests.templates_app.kinds import DOCUMENTS
from tests.templates_app.reading import page_texts, seen
from tests.templates_app.samples import EMPTY, PHISHING, many_identifiers

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_the_text_of_the_document_is_the_golden_one(kind: str) -> None:
    """After a wanted change: REFRESH_GOLDEN=1 .venv/bin/pytest tests/templates_app, and read the difference."""
    pages = page_texts(render_pdf(current_version(kind), DOCUMENTS[kind]))
    text, golden = "\n\n=== page ===\n\n".join(pages) + "\n", GOLDEN / f"{kind}_en.txt"
    if os.environ.get("REFRESH_GOLDEN"):
        golden.write_text(text)

    assert text == golden.read_text()


def test_every_page_bears_the_reference_and_its_number(phishing_pdf: RenderedPdf) -> None:
    pages = page_texts(phishing_pdf)

    assert len(pages) == phishing_pdf.pages > 2
    for number, text in enumerate(pages, start=1):
        assert "GE-2026-00417 · Revision 1" in text
        assert f"Page {number} of {len(pages)}" in text


def test_urgency_and_confidentiality_stand_on_every_page(version: TemplateVersion) -> None:
    for text in page_texts(render_pdf(version, replace(PHISHING, urgency=Urgency.EMERGENCY))):
        assert "EMERGENCY" in text
        assert "CONFIDENTIAL" in text


def test_a_request_that_is_neither_urgent_nor_confidential_bears_no_mark(version: TemplateVersion) -> None:
    words = seen(render_html(version, EMPTY))

    assert not {"EMERGENCY", "URGENT", "CONFIDENTIAL", "DRAFT", "DEMONSTRATION"} & set(words.split())


def test_what_the_duties_ask_for_is_in_the_document(version: TemplateVersion) -> None:
    words = seen(render_html(version, PHISHING))

    for text in (
        "Person in charge of the request Prosecutor A (example)",  # 29(2)(a)
        "☒ Art. 8 Computer-related fraud",  # 29(2)(b)
        "Between 12 and 16 November 2026",  # 29(2)(b)
        "☒ Traffic data",  # 29(2)(c)
        "The addresses were used to run the imitation pages",  # 29(2)(c)
        "Custodian / service provider Example Hosting B.V.",  # 29(2)(d)
        "The servers are rented by the day",  # 29(2)(e)
        "☒ The requesting Party intends to submit a request for mutual assistance",  # 29(2)(f)
    ):
        assert text in words


def test_instants_show_their_own_offset_and_utc(version: TemplateVersion) -> None:
    words = seen(render_html(version, PHISHING))

    assert "2026-11-14 08:21:07 +04:00 2026-11-14 04:21:07 UTC" in words
    assert "2026-11-15 19:03:12.482 +04:00 2026-11-15 15:03:12.482 UTC" in words
    assert "2026-11-15 15:40:00 UTC" in words
    assert "2026-11-11 23:00:00 UTC until 2026-11-16 23:59:59 +01:00" in words
    assert "Period from 2026-11-01 00:00:00 +04:00 = 2026-10-31 20:00:00 UTC" in words


def test_an_extension_names_the_request_it_extends(version: TemplateVersion) -> None:
    extension = replace(PHISHING, request_status=RequestStatus.EXTENSION, previous_reference="GE-2026-00391")

    assert "☐ New request ☒ Extension of previous request" in seen(render_html(version, extension))
    assert "previous request GE-2026-00391" in seen(render_html(version, extension))


def test_what_is_missing_is_said_to_be_missing(version: TemplateVersion) -> None:
    words = seen(render_html(version, EMPTY))

    assert "13. Brief summary of the facts not provided" in words
    assert "please contact not provided 7." in words
    assert "Identifiers not provided" in words
    assert "Not less than 60 days" in words
    assert "None" not in words


def test_a_draft_says_so_on_every_page(version: TemplateVersion) -> None:
    assert all("DRAFT" in text for text in page_texts(render_pdf(version, EMPTY, draft=True)))
    assert "DRAFT" in seen(render_html(version, EMPTY, draft=True))


def test_a_demonstration_says_so_on_every_page(version: TemplateVersion) -> None:
    pages = page_texts(render_pdf(version, replace(EMPTY, demonstration=True)))

    assert all("DEMONSTRATION – NOT A REAL REQUEST" in text for text in pages)


def test_long_tables_repeat_their_headings_and_lose_no_row(version: TemplateVersion) -> None:
    document = many_identifiers(300)
    pages = page_texts(render_pdf(version, document))
    with_rows = [text for text in pages if "IP address" in text]

    assert len(with_rows) > 5
    assert all("Identifier" in text and "Date and time" in text for text in with_rows)
    words = "\n".join(pages).split()
    assert {identifier.value for identifier in document.identifiers} <= set(words)


def test_words_longer_than_a_line_are_broken_not_cut(version: TemplateVersion) -> None:
    long = replace(PHISHING.identifiers[0], value="https://a.example/" + "q" * 3000)
    pages = page_texts(render_pdf(version, replace(PHISHING, identifiers=(long,), facts="x" * 2000)))
    letters = "".join("".join(pages).split())

    assert letters.count("q") >= 3000
    assert letters.count("x") >= 2000


def test_the_same_input_gives_the_same_bytes(version: TemplateVersion, phishing_pdf: RenderedPdf) -> None:
    render_pdf(version, EMPTY)

    assert render_pdf(version, PHISHING) == phishing_pdf
    assert render_html(version, PHISHING) == render_html(version, PHISHING)


def test_the_fonts_clock_and_locale_of_the_machine_make_no_difference(
    phishing_pdf: RenderedPdf, tmp_path: Path
) -> None:
    no_fonts = tmp_path / "fonts.conf"
    no_fonts.write_text('<?xml version="1.0"?><fontconfig></fontconfig>')
    script = (
        "import django; django.setup()\n"
        "from templates_app.rendering import render_pdf; from templates_app.versions import current_version\n"
        "from tests.templates_app.samples import PHISHING\n"
        "print(render_pdf(current_version('preservation'), PHISHING).sha256)\n"
    )
    elsewhere = {
        "FONTCONFIG_FILE": str(no_fonts),
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "DJANGO_SETTINGS_MODULE": "mla_portal.settings",
    }
    run = subprocess.run(
        [sys.executable, "-c", script], env=os.environ | elsewhere, capture_output=True, text=True, check=True
    )

    assert run.stdout.strip() == phishing_pdf.sha256


def test_a_rendering_leaves_no_warning(version: TemplateVersion, caplog: pytest.LogCaptureFixture) -> None:
    """WeasyPrint only warns of a missing glyph or of a rule that it does not understand."""
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        render_pdf(version, replace(PHISHING, facts="ქართული Հայերեն Українська → ☒ № ₾"), draft=True)

    assert caplog.messages == []


def test_the_pdf_knows_its_title_author_language_date_and_contents(phishing_pdf: RenderedPdf) -> None:
    reader = PdfReader(BytesIO(phishing_pdf.content))
    metadata, outline = reader.metadata, reader.outline

    assert metadata is not None
    assert metadata.title is not None
    assert metadata.title.endswith("Budapest Convention on Cybercrime – GE-2026-00417")
    assert metadata.author == "Prosecutor’s Office of Georgia"
    assert metadata.creation_date_raw == "D:20261121"
    assert catalogue(phishing_pdf)["/Lang"] == "en"
    assert isinstance(outline[1], list)
    assert len(outline[1]) == 23


def test_the_pdf_is_made_to_last_and_to_be_read_by_everyone(phishing_pdf: RenderedPdf) -> None:
    """PDF/A-3a and PDF/UA-1, as its metadata says; docs/documents.md tells how the structure is checked."""
    metadata = catalogue(phishing_pdf)["/Metadata"].get_object().get_data()

    assert b'pdfaid:part="3"' in metadata
    assert b'pdfaid:conformance="A"' in metadata
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert catalogue(phishing_pdf)["/MarkInfo"]["/Marked"]


def catalogue(pdf: RenderedPdf) -> dict[str, Any]:
    found: dict[str, Any] = PdfReader(BytesIO(pdf.content)).root_object
    return found
