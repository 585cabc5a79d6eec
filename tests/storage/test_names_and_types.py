"""What a file is called, and what it is: by its content, not by its name."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from mla_portal.storage.media_types import is_named_otherwise, media_type_of
from mla_portal.storage.names import LENGTH_LIMIT, name_clean


def docx() -> bytes:
    made = io.BytesIO()
    Document().save(made)
    return made.getvalue()


def zipped(name: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, "x")
    return made.getvalue()


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("order.pdf", "order.pdf"),
        ("C:\\Users\\me\\order.pdf", "order.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\nb\t c.pdf", "a b c.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("what?*.txt", "what__.txt"),
        ("", "file"),
        ("...", "file"),
        ("/", "file"),
        ("\ud800.pdf", "pdf"),
        ("ბრძანება.pdf", "ბრძანება.pdf"),
        ("x" * 500 + ".pdf", "x" * (LENGTH_LIMIT - 4) + ".pdf"),
        ("x." + "y" * 500, "x." + "y" * (LENGTH_LIMIT - 2)),
    ],
)
def test_names(given_name: str, kept: str) -> None:
    assert name_clean(given_name) == kept


@given(st.text(max_size=400))
def test_every_name_is_one_bounded_line_and_clean_already_when_cleaned(text: str) -> None:
    name = name_clean(text)
    assert 0 < len(name) <= LENGTH_LIMIT
    assert name.isprintable()
    assert not set(name) & set("/\\")
    assert name_clean(name) == name


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "image/png"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "image/jpeg"),
        (docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (zipped("evidence.txt"), "application/zip"),
        (b"\x1f\x8b\x08\0" + bytes(10), "application/gzip"),
        ("Ünïcode, გამარჯობა\n".encode(), "text/plain"),
        ("ა".encode() * 30000, "text/plain"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "text/plain"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "text/plain"),
        (b"MZ\x90\0" + bytes(300), "application/octet-stream"),
        (b"\x7fELF" + bytes(300), "application/octet-stream"),
        (b"\xff\xfe\xfd", "application/octet-stream"),
        (b"", "application/x-empty"),
    ],
)
def test_types(head: bytes, kind: str) -> None:
    assert media_type_of(head[: 64 * 1024]) == kind


@given(st.binary(max_size=300))
def test_no_bytes_are_too_strange_to_be_typed(head: bytes) -> None:
    assert media_type_of(head)


@pytest.mark.parametrize(
    ("name", "kind", "otherwise"),
    [
        ("order.pdf", "application/pdf", False),
        ("order.PDF", "application/pdf", False),
        ("order.pdf", "application/octet-stream", True),
        ("photo.jpg", "application/zip", True),
        ("mail.txt", "message/rfc822", False),
        ("disk.e01", "application/octet-stream", False),
        ("order", "application/pdf", False),
    ],
)
def test_a_name_that_promises_another_type(name: str, kind: str, otherwise: bool) -> None:
    assert is_named_otherwise(name, kind) is otherwise
