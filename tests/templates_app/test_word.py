"""The document as a Word file: the same words, headings that programs know, no macro, the same bytes each time."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from templates_app.notice import AnyDocument
from templates_app.plain import render_text
from templates_app.printable import Unprintable
from templates_app.versions import current_version
from templates_app.versions.model import TemplateVersion
from templates_app.word import render_docx
from tests.templates_app.kinds import DOCUMENTS
from tests.templates_app.notices import NOTICES
from tests.templates_app.samples import PHISHING, many_identifiers
from tests.templates_app.scripts import ARABIC, CHINESE, MANY_SCRIPTS
from tests.templates_app.test_two_languages import BOTH

EVERY: dict[str, AnyDocument] = {**DOCUMENTS, **NOTICES}


def opened(content: bytes) -> Any:
    return Document(BytesIO(content))


def words(content: bytes) -> str:
    return "\n".join(node.text for node in opened(content).element.body.iter(qn("w:p")))


@pytest.mark.parametrize("kind", EVERY)
def test_every_kind_has_one(kind: str) -> None:
    version, document = current_version(kind), EVERY[kind]
    word = opened(render_docx(version, document))
    headings = [one.text for one in word.paragraphs if one.style.name == "Heading 1"]

    assert headings == [f"{item.number}. {item.heading}" for item in version.items]
    assert word.core_properties.title.endswith(document.reference)


def test_it_says_what_was_typed(version: TemplateVersion) -> None:
    said = words(render_docx(version, PHISHING))

    for text in (PHISHING.necessity, PHISHING.relationship, *PHISHING.facts.split("\n\n")):
        assert text in said
    assert "☒ Art. 8 Computer-related fraud" in said
    assert "☐ Art. 9" in said


def test_its_properties_are_the_documents(version: TemplateVersion) -> None:
    properties = opened(render_docx(version, PHISHING)).core_properties

    assert properties.author == properties.last_modified_by == "Prosecutor’s Office of Georgia"
    assert properties.created == properties.modified == datetime(2026, 11, 21, tzinfo=UTC)
    assert properties.language == "en"


def test_reference_marks_and_page_number_are_on_every_page(version: TemplateVersion) -> None:
    section = opened(render_docx(version, PHISHING)).sections[0]
    fields = [one.get(qn("w:instr")) for one in section.footer._element.iter(qn("w:fldSimple"))]

    assert section.header.paragraphs[0].text == "GE-2026-00417\t\tURGENT · CONFIDENTIAL"
    assert section.footer.paragraphs[0].text.startswith("GE-2026-00417 · Revision 1")
    assert fields == ["PAGE", "NUMPAGES"]


def test_a_long_table_repeats_its_headings_and_loses_no_row(version: TemplateVersion) -> None:
    content = render_docx(version, many_identifiers(300))
    table = max(opened(content).element.body.iter(qn("w:tbl")), key=len)
    first, *rows = table.iter(qn("w:tr"))

    assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert len(rows) == 300


def test_arabic_runs_from_the_right_and_identifiers_do_not(version: TemplateVersion) -> None:
    body = opened(render_docx(version, MANY_SCRIPTS)).element.body
    runs = {run.text: run for run in body.iter(qn("w:r"))}

    assert runs[ARABIC].find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None
    assert runs[ARABIC].getparent().find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None
    for text in (CHINESE, "محمد@bank.example"):
        assert runs[text].find(f"{qn('w:rPr')}/{qn('w:rtl')}") is None


def test_each_language_is_marked() -> None:
    body = opened(render_docx(current_version("preservation", "en", "fr"), BOTH)).element.body
    languages = {run.text: run.find(f".//{qn('w:lang')}") for run in body.iter(qn("w:r"))}

    assert languages["Urgence"].get(qn("w:val")) == "fr"
    assert languages["Urgency"].get(qn("w:val")) == "en"


def test_it_holds_no_macro_and_leads_nowhere(version: TemplateVersion) -> None:
    with ZipFile(BytesIO(render_docx(version, PHISHING))) as package:
        names = package.namelist()
        relations = b"".join(package.read(name) for name in names if name.endswith(".rels"))

    assert not [name for name in names if "vba" in name.lower() or "embed" in name.lower()]
    assert b'TargetMode="External"' not in relations


def test_hostile_text_is_text(version: TemplateVersion) -> None:
    hostile = '<w:t>&lt;b> ]]> {{ facts }} "><img src="http://192.0.2.1/x.png">'

    assert hostile in words(render_docx(version, replace(PHISHING, necessity=hostile)))


def test_the_same_input_gives_the_same_bytes(version: TemplateVersion, monkeypatch: pytest.MonkeyPatch) -> None:
    first = render_docx(version, PHISHING)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)

    assert render_docx(version, PHISHING) == first


def test_what_cannot_be_printed_is_refused(version: TemplateVersion) -> None:
    with pytest.raises(Unprintable):
        render_docx(version, replace(PHISHING, facts="fire 🔥"))


def test_what_was_frozen_keeps_its_hash_where_the_data_have_grown_since(version: TemplateVersion) -> None:
    """A field that came later changes what is written of the data now, and not what was approved then."""
    assert "f" * 64 in words(render_docx(version, PHISHING, fingerprint="f" * 64))
    assert "f" * 64 in render_text(version, PHISHING, fingerprint="f" * 64)
