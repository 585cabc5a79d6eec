"""The request for machines inside the PDF: the same bytes as file.json, and read again without loss."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

from mla_portal.errors import Invalid
from templates_app.context import RequestDocument
from templates_app.notice import NoticeDocument
from templates_app.press.twins import LARGEST_TWIN, MOST_ATTACHMENTS
from templates_app.rendering import RenderedPdf, html_to_pdf, render_pdf
from templates_app.twin import NoTwin, read_twin, twin_bytes
from templates_app.versions import current_version
from templates_app.versions.model import TemplateVersion
from tests.templates_app.anything import anything
from tests.templates_app.kinds import DOCUMENTS
from tests.templates_app.notices import NOTICES
from tests.templates_app.samples import PHISHING


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_pdf_of_every_kind_gives_its_request_back(kind: str) -> None:
    document = DOCUMENTS[kind]
    pdf = render_pdf(current_version(kind), document)

    assert twin_bytes(pdf.content) == document.to_json().encode()
    assert read_twin(pdf.content) == document


@pytest.mark.parametrize("kind", NOTICES)
def test_a_pdf_of_every_notice_gives_its_words_back(kind: str) -> None:
    notice = NOTICES[kind]
    pdf = render_pdf(current_version(kind), notice)

    assert NoticeDocument.from_json(twin_bytes(pdf.content)) == notice


@given(anything(RequestDocument))
@settings(max_examples=15)
def test_whatever_a_document_says_comes_back(document: RequestDocument) -> None:
    page = "<html lang=en><title>x</title><body>x"
    pdf = html_to_pdf(page, identifier="x", twin=document.to_json(), dated=document.dated)

    assert read_twin(pdf.content) == document
    assert read_twin(document.to_json().encode()) == document


def test_it_is_an_associated_file_of_the_standard(phishing_pdf: RenderedPdf) -> None:
    catalogue: Any = PdfReader(BytesIO(phishing_pdf.content)).root_object
    (reference,) = catalogue["/AF"]
    described = reference.get_object()

    assert described["/UF"] == "request.json"
    assert described["/AFRelationship"] == "/Data"
    assert described["/EF"]["/F"]["/Subtype"] == "/application/json"
    assert described["/EF"]["/F"]["/Params"]["/ModDate"] == "D:20261121000000Z"


def test_a_draft_carries_none(version: TemplateVersion) -> None:
    with pytest.raises(NoTwin, match="carries no request"):
        read_twin(render_pdf(version, PHISHING, draft=True).content)


def test_json_in_other_order_and_with_a_byte_order_mark_is_read() -> None:
    loose = json.dumps(json.loads(PHISHING.to_json()), indent=2).encode("utf-8-sig")

    assert read_twin(b" \n" + loose.removeprefix(b"\xef\xbb\xbf")) == PHISHING
    assert read_twin(loose) == PHISHING


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "neither a PDF nor"),
        (b"\x00" * 100, "neither a PDF nor"),
        (b"PK\x03\x04 a Word file", "neither a PDF nor"),
        (b"%PDF-1.7", "broken"),
        (b"%PDF-1.7\n" + b"garbage " * 10_000, "broken"),
        (b"%PDF-1.7\n1 0 obj\n" + b"[" * 100_000, "broken"),
        (b"%PDF-1.7\n1 0 obj\n" + b"<</A " * 50_000, "broken"),
        (b"{" + b" " * LARGEST_TWIN, "larger than any request"),
    ],
)
def test_what_is_no_document_of_ours_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(NoTwin, match=reason) as refusal:
        read_twin(data)

    assert list(refusal.value.errors) == ["file"]


def test_a_file_of_200_megabytes_is_refused_before_it_is_read() -> None:
    with pytest.raises(NoTwin, match="larger than 32 MB"):
        read_twin(b"%PDF-" + bytes(200 * 1024 * 1024))


def test_json_of_another_product_is_refused() -> None:
    with pytest.raises(Invalid) as refusal:
        read_twin(b'{"hello": "world"}')

    assert list(refusal.value.errors) == ["schema"]


def test_every_cut_of_a_document_is_refused_or_whole(phishing_pdf: RenderedPdf) -> None:
    content = phishing_pdf.content
    for length in range(10, len(content) - 10, len(content) // 40):
        with pytest.raises(Invalid):
            read_twin(content[:length])


def altered(content: bytes, change: Callable[[PdfWriter], None]) -> bytes:
    writer, out = PdfWriter(clone_from=BytesIO(content)), BytesIO()
    change(writer)
    writer.write(out)
    return out.getvalue()


def with_file(writer: PdfWriter, content: bytes, times: int = 1) -> None:
    stream = DecodedStreamObject()
    stream.set_data(content)
    file = DictionaryObject({NameObject("/F"): writer._add_object(stream.flate_encode())})
    entry = {NameObject("/UF"): TextStringObject("request.json"), NameObject("/EF"): file}
    described = [writer._add_object(DictionaryObject(entry)) for _number in range(times)]
    writer.root_object[NameObject("/AF")] = ArrayObject(described)


def test_an_encrypted_pdf_is_refused(phishing_pdf: RenderedPdf) -> None:
    locked = altered(phishing_pdf.content, lambda writer: writer.encrypt("secret", algorithm="RC4-128"))

    with pytest.raises(NoTwin, match="encrypted"):
        read_twin(locked)


def test_a_small_file_that_unpacks_to_a_giant_is_refused(phishing_pdf: RenderedPdf) -> None:
    bomb = altered(phishing_pdf.content, lambda writer: with_file(writer, bytes(60 * 1024 * 1024)))

    assert len(bomb) < 1024 * 1024
    with pytest.raises(NoTwin):
        read_twin(bomb)


@pytest.mark.parametrize("times", [2, MOST_ATTACHMENTS + 1])
def test_more_than_one_request_in_a_file_is_refused(phishing_pdf: RenderedPdf, times: int) -> None:
    several = altered(phishing_pdf.content, lambda writer: with_file(writer, b"{}", times))

    with pytest.raises(NoTwin):
        read_twin(several)


def test_a_file_description_that_leads_to_itself_is_refused(phishing_pdf: RenderedPdf) -> None:
    def loop(writer: PdfWriter) -> None:
        entry = DictionaryObject({NameObject("/UF"): TextStringObject("request.json")})
        reference = writer._add_object(entry)
        entry[NameObject("/EF")] = reference
        entry[NameObject("/F")] = reference
        writer.root_object[NameObject("/AF")] = ArrayObject([reference])

    with pytest.raises(NoTwin):
        read_twin(altered(phishing_pdf.content, loop))


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"[" * 100_000, b'{"schema": NaN}', b"\xff\xfe"])
def test_a_pdf_that_carries_nonsense_is_refused(phishing_pdf: RenderedPdf, content: bytes) -> None:
    with pytest.raises(Invalid):
        read_twin(altered(phishing_pdf.content, lambda writer: with_file(writer, content)))
