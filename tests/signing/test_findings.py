"""What a file says of itself: signatures, what came after them, the data it carries; and files that mean harm."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from asn1crypto import crl, x509
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pypdf import PdfReader, PdfWriter
from pytest_django import Settings

from templates_app.signing.config import source_of
from templates_app.signing.keys import as_asn1, opened
from templates_app.verification import child, reading
from templates_app.verification.findings import Changes, Covers, Findings, Format
from tests.signing.authority import DAY, Cabinet, TestAuthority
from tests.signing.test_sealing import signed
from tests.templates_app.samples import EMPTY

TWIN = EMPTY.to_json().encode()


def look(content: bytes, *anchors: x509.Certificate, later: timedelta = timedelta(0)) -> Findings:
    """As the process that reads files does, in this one."""
    told = child.read(content, list(anchors), timezone.now() + later)
    earlier = reading._earlier(content)
    return Findings.of({"sha256": sha256(content).hexdigest(), "format": "pdf", "earlier": earlier, **told})


def looked(cabinet: Cabinet, content: bytes, **more: Any) -> Findings:
    return look(content, as_asn1(cabinet.authority.certificate), **more)


def changed(content: bytes) -> bytes:
    """Somebody writes another title over the document, the honest way: as an addition at the end."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = generic.NumberObject(90)  # type: ignore[no-untyped-call]
    writer.update_container(page)
    return written(writer)


def swapped(content: bytes) -> bytes:
    """The same PDF with other data for machines."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    stream = writer.root["/Names"]["/EmbeddedFiles"]["/Names"][1]["/EF"]["/F"]
    stream._data = b'{"reference":"another"}'
    stream._encoded_data = None
    writer.update_container(stream)
    return written(writer)


def written(writer: IncrementalPdfFileWriter) -> bytes:
    output = BytesIO()
    writer.write(output)  # type: ignore[no-untyped-call]
    return output.getvalue()


def countersigned(cabinet: Cabinet, content: bytes) -> bytes:
    cabinet.lay_out("RO-247")
    source = source_of("RO-247")
    assert source is not None
    with opened(source) as key:
        signer = PdfSigner(PdfSignatureMetadata(field_name="Receiver"), signer=key.signer)
        done: BytesIO = signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(content)))
    return done.getvalue()


@pytest.fixture
def document(cabinet: Cabinet, unsigned: bytes) -> bytes:
    """Of GE-CA, signed, with data for machines in it."""
    cabinet.lay_out("GE-CA")
    return signed(unsigned).content


def test_a_signature_that_holds_and_is_trusted(cabinet: Cabinet, document: bytes) -> None:
    [one] = looked(cabinet, document).signatures
    assert (one.holds, one.covers, one.changes) == (True, Covers.FILE, Changes.NONE)
    assert (one.valid_then, one.valid_now, one.trusted_then, one.trusted_now) == (True, True, True, True)
    assert (one.subject, one.issuer) == ("Office GE-CA, Tests, GE", "Test authority, Tests, GE")
    assert (one.reason, one.stamped_at) == ("Approved: GE-2026-1", None)


def test_nobody_vouches_for_it_without_an_anchor(document: bytes) -> None:
    [one] = look(document).signatures
    assert (one.holds, one.trusted_then, one.trusted_now) == (True, False, False)


def test_a_certificate_that_has_run_out_since(cabinet: Cabinet, document: bytes) -> None:
    [one] = looked(cabinet, document, later=400 * DAY).signatures
    assert (one.valid_then, one.valid_now) == (True, False)
    assert (one.trusted_then, one.trusted_now) == (True, False)


def test_one_flipped_byte(cabinet: Cabinet, document: bytes) -> None:
    content = bytearray(document)
    content[3000] ^= 1
    [one] = looked(cabinet, bytes(content)).signatures
    assert (one.intact, one.holds) == (False, False)


def test_a_change_after_the_signature_is_told(cabinet: Cabinet, document: bytes) -> None:
    found = looked(cabinet, changed(document))
    [one] = found.signatures
    assert (one.intact, one.holds, one.covers, one.changes) == (True, False, Covers.REVISION, Changes.OTHER)
    assert sha256(document).hexdigest() in found.earlier


def test_the_receiver_signs_too_and_the_first_one_still_holds(cabinet: Cabinet, document: bytes) -> None:
    first, second = looked(cabinet, countersigned(cabinet, document)).signatures
    assert (first.holds, first.changes, first.trusted_now) == (True, Changes.SIGNATURES, True)
    assert (second.holds, second.covers, second.subject) == (True, Covers.FILE, "Office RO-247, Tests, GE")


def test_the_twin_is_found(document: bytes) -> None:
    twin = look(document).twin
    assert twin is not None
    assert (twin.name, twin.sha256) == ("request.json", sha256(TWIN).hexdigest())


def test_a_swapped_twin_is_detected(cabinet: Cabinet, document: bytes) -> None:
    found = looked(cabinet, swapped(document))
    assert found.twin is not None
    assert found.twin.sha256 != sha256(TWIN).hexdigest()
    assert not found.signatures[0].holds


def test_a_time_stamp(trusted: Cabinet, services: str, unsigned: bytes, settings: Settings) -> None:
    settings.TIMESTAMP_URL = services
    trusted.lay_out("GE-CA")
    [one] = looked(trusted, signed(unsigned).content).signatures
    assert one.stamped_at is not None
    assert (one.stamped_by, one.stamp_trusted) == ("Test time stamps, Tests, GE", True)


def test_what_keeps_it_checkable_for_decades(
    trusted: Cabinet, services: str, unsigned: bytes, settings: Settings
) -> None:
    settings.TIMESTAMP_URL, settings.SIGNING_LONG_TERM = services, True
    trusted.lay_out("GE-CA")
    signature, stamp = looked(trusted, signed(unsigned).content).signatures
    assert (signature.holds, signature.changes, signature.trusted_now) == (True, Changes.UPKEEP, True)
    assert (stamp.is_stamp, stamp.holds) == (True, True)


def test_a_certificate_that_was_revoked(cabinet: Cabinet, services: str, unsigned: bytes) -> None:
    """The list that the certificate names was put into the file later, as those do who keep documents checkable."""
    cabinet.authority.revoked.append(cabinet.lay_out("GE-CA"))
    revoked = crl.CertificateList.load(cabinet.authority.crl())
    file = BytesIO(signed(unsigned).content)
    DocumentSecurityStore.add_dss(file, None, crls=[revoked])
    [one] = looked(cabinet, file.getvalue()).signatures
    assert (one.holds, one.revoked, one.trusted_then, one.trusted_now) == (True, True, False, False)


@pytest.mark.parametrize(("revoked", "trusted"), [(True, False), (False, True)])
def test_a_list_inside_counts_where_the_certificate_names_none(
    cabinet: Cabinet, unsigned: bytes, revoked: bool, trusted: bool
) -> None:
    """The list of its issuer, in the file itself."""
    certificate = cabinet.lay_out("GE-CA")
    assert not cabinet.authority.address
    if revoked:
        cabinet.authority.revoked.append(certificate)
    file = BytesIO(signed(unsigned).content)
    DocumentSecurityStore.add_dss(file, None, crls=[crl.CertificateList.load(cabinet.authority.crl())])
    [one] = looked(cabinet, file.getvalue()).signatures
    assert (one.holds, one.revoked, one.trusted_then, one.trusted_now) == (True, revoked, trusted, trusted)


def test_a_list_of_somebody_else_says_nothing(cabinet: Cabinet, unsigned: bytes) -> None:
    certificate, stranger = cabinet.lay_out("GE-CA"), TestAuthority(name="Another authority")
    namesake = TestAuthority(name=cabinet.authority.name)
    for one in (stranger, namesake):
        one.revoked.append(certificate)
    file = BytesIO(signed(unsigned).content)
    lists = [crl.CertificateList.load(one.crl()) for one in (stranger, namesake)]
    DocumentSecurityStore.add_dss(file, None, crls=lists)
    [found] = looked(cabinet, file.getvalue()).signatures
    assert (found.revoked, found.trusted_now) == (False, True)


def test_a_pdf_without_a_signature(unsigned: bytes) -> None:
    found = look(unsigned)
    assert (found.signatures, found.problem) == ((), "")


def test_a_pdf_under_a_password(unsigned: bytes) -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(unsigned)))
    writer.encrypt("secret", algorithm="AES-256")
    output = BytesIO()
    writer.write(output)
    assert look(output.getvalue()).problem == "encrypted"


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7",
        b"%PDF-1.7\n%%EOF",
        b"%PDF-1.7\nstartxref\n99999999999999\n%%EOF",
        b"%PDF-1.7\nxref\n0 1\ntrailer<</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF",
        b"%PDF-1.7\n1 0 obj" + b"[" * 100_000 + b"\nxref\n0 1\ntrailer<</Root 1 0 R>>\nstartxref\n100017\n%%EOF",
    ],
)
def test_a_broken_pdf(content: bytes) -> None:
    assert look(content).problem in ("broken", "too_complex")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=30), byte=st.integers(0, 255))
def test_whatever_is_done_to_a_file_there_is_an_answer(document: bytes, at: list[float], byte: int) -> None:
    content = bytearray(document)
    for place in at:
        content[int(place * len(content))] = byte
    look(bytes(content))


def test_the_process_apart_says_the_same(trusted: Cabinet, document: bytes) -> None:
    found = reading.findings_of(document, now=timezone.now())
    assert found.signatures[0].trusted_now
    assert Findings.of(found.plain()) == found


def test_it_has_only_so_much_time(unsigned: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SECONDS", 0.01)
    assert reading.findings_of(unsigned, now=timezone.now()).problem == "too_slow"


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b' {"a": 1}', Format.JSON), (b"", Format.OTHER), (b"MZ", Format.OTHER), (b"[1]", Format.OTHER)],
)
def test_what_is_no_pdf_is_not_looked_into(content: bytes, kind: Format) -> None:
    assert reading.findings_of(content, now=timezone.now()).format == kind
