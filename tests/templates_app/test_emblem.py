"""The picture of a letterhead: printed with its words, and the only picture that a document may show."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from pypdf import PdfReader

from templates_app.browser import security_policy
from templates_app.context import Emblem, RequestDocument
from templates_app.emblem import printed
from templates_app.rendering import RenderingFailed, html_to_pdf, render_html, render_pdf
from templates_app.twin import read_twin
from templates_app.versions.model import TemplateVersion
from templates_app.word import render_docx
from tests.templates_app.pictures import EMBLEM, SHIELD, WITH_EMBLEM, drawn
from tests.templates_app.samples import PHISHING


def of(emblem: Emblem) -> RequestDocument:
    return replace(PHISHING, requesting_authority=replace(PHISHING.requesting_authority, emblem=emblem))


def test_it_stands_on_the_first_page_with_its_words(version: TemplateVersion) -> None:
    made = render_pdf(version, WITH_EMBLEM)
    contents = [page.get_contents() for page in PdfReader(BytesIO(made.content)).pages]

    assert [bytes(one.get_data()).count(b" Do") for one in contents if one is not None] == [1, *[0] * (made.pages - 1)]
    assert 'alt="Coat of arms of Georgia (example)"' in render_html(version, WITH_EMBLEM)
    assert render_pdf(version, WITH_EMBLEM).content == made.content


def test_it_travels_with_the_data(version: TemplateVersion) -> None:
    assert read_twin(render_pdf(version, WITH_EMBLEM).content) == WITH_EMBLEM


def test_it_is_in_the_word_file_with_its_words(version: TemplateVersion) -> None:
    content = render_docx(version, WITH_EMBLEM)
    [shown] = Document(BytesIO(content)).inline_shapes

    assert shown._inline.docPr.get("descr") == "Coat of arms of Georgia (example)"
    assert render_docx(version, WITH_EMBLEM) == content
    with ZipFile(BytesIO(content)) as package:
        [name] = [one for one in package.namelist() if one.startswith("word/media/")]
        assert package.read(name) == SHIELD.content


def test_the_policy_lets_pictures_in_for_a_page_that_has_one_and_for_no_other(version: TemplateVersion) -> None:
    typed = replace(PHISHING, necessity='<img class="emblem" src="data:,">')

    assert "img-src data:" in security_policy(render_html(version, WITH_EMBLEM))
    for document in (PHISHING, typed):
        assert "img-src" not in security_policy(render_html(version, document))


@pytest.mark.parametrize(
    "emblem",
    [
        Emblem(data="!", media_type="image/png", text="x"),
        Emblem(data=b64encode(b"<svg/>").decode(), media_type="image/svg+xml", text="x"),
        Emblem(data=b64encode(b"<svg/>").decode(), media_type="image/png", text="x"),
        Emblem(data=EMBLEM.data, media_type='image/png" onload="alert(1)', text="x"),
    ],
)
def test_data_that_are_no_picture_show_none(version: TemplateVersion, emblem: Emblem) -> None:
    assert printed(emblem) is None
    assert render_html(version, of(emblem)).count("<img") == 0


OWN, OTHER = printed(EMBLEM), b64encode(drawn("JPEG", mode="RGB")).decode()
ALLOWED = sha256(SHIELD.content).hexdigest()


@pytest.mark.parametrize(
    "url",
    [
        f"data:image/jpeg;base64,{OTHER}",
        "data:image/svg+xml;base64,PHN2Zy8+",
        f"data:image/svg+xml;base64,{EMBLEM.data}",
        "data:text/html,<script>alert(1)</script>",
        "data:image/png;base64,!!!",
        "file:///etc/hostname",
        "http://192.0.2.1/x.png",
    ],
)
def test_beside_it_nothing_else_is_read(url: str) -> None:
    assert OWN
    pictures = "".join(f'<img src="{one}" alt="x">' for one in (OWN.address, url))
    page = f'<html lang="en"><title>x</title><body>{pictures}</body></html>'
    with pytest.raises(RenderingFailed):
        html_to_pdf(page, identifier="x", picture=ALLOWED)


def test_without_a_letterhead_it_is_refused_too() -> None:
    assert OWN
    page = f'<html lang="en"><title>x</title><body><img src="{OWN.address}" alt="x"></body></html>'
    with pytest.raises(RenderingFailed):
        html_to_pdf(page, identifier="x")
    assert html_to_pdf(page, identifier="x", picture=ALLOWED).pages == 1
