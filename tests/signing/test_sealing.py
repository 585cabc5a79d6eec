"""Signing a PDF: whole and well, or not at all."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto.keys import PrivateKeyInfo
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.utils import timezone
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore
from pytest_django import Settings

from templates_app.signing import sealing
from templates_app.signing.keys import Key, as_asn1
from templates_app.signing.problems import CannotSign
from templates_app.signing.sealing import Signed, sign_pdf
from tests.signing.authority import DAY, Cabinet, TestAuthority, usage_of

REASON, LOCATION = "Approved: GE-2026-1", "Office, Georgia"


def sign(content: bytes) -> Signed | None:
    return sign_pdf(content, authority="GE-CA", reason=REASON, location=LOCATION, now=timezone.now())


def signed(content: bytes) -> Signed:
    done = sign(content)
    assert done is not None
    return done


def refused(content: bytes) -> str:
    with pytest.raises(CannotSign) as error:
        sign(content)
    assert "nothing was approved" in error.value.message
    return error.value.reason


def status_of(content: bytes, authority: TestAuthority) -> object:
    signature = PdfFileReader(BytesIO(content)).embedded_regular_signatures[0]
    context = ValidationContext(trust_roots=[as_asn1(authority.certificate)])
    return validate_pdf_signature(signature, context)


def test_the_signature_is_whole_and_trusted_and_of_the_authority(cabinet: Cabinet, unsigned: bytes) -> None:
    certificate = cabinet.lay_out("GE-CA")

    done = signed(unsigned)

    assert done.content.startswith(unsigned)
    assert status_of(done.content, cabinet.authority).bottom_line  # type: ignore[attr-defined]
    assert (done.level, done.certificate.subject) == ("B-B", "Office GE-CA, Tests, GE")
    assert done.certificate.valid_until == certificate.not_valid_after_utc


def test_it_says_why_and_where_and_forbids_changes_but_a_further_signature(cabinet: Cabinet, unsigned: bytes) -> None:
    cabinet.lay_out("GE-CA")
    signature = PdfFileReader(BytesIO(signed(unsigned).content)).embedded_regular_signatures[0]
    said = signature.sig_object
    assert (said["/Reason"], said["/Location"], said["/SubFilter"]) == (REASON, LOCATION, "/ETSI.CAdES.detached")
    assert signature.docmdp_level == MDPPerm.FILL_FORMS
    assert signature.sig_field["/TU"] == "Electronic signature of GE-CA"


def test_one_flipped_byte_breaks_it(cabinet: Cabinet, unsigned: bytes) -> None:
    cabinet.lay_out("GE-CA")
    content = bytearray(signed(unsigned).content)
    content[len(unsigned) // 2] ^= 1
    status = status_of(bytes(content), cabinet.authority)
    assert not status.intact  # type: ignore[attr-defined]


@pytest.mark.parametrize("others", [(), ("RO-CA",)])
def test_who_has_no_certificate_does_not_sign(cabinet: Cabinet, unsigned: bytes, others: tuple[str, ...]) -> None:
    for code in others:
        cabinet.lay_out(code)
    assert sign(unsigned) is None


def test_without_the_setting_nobody_signs(unsigned: bytes, settings: Settings) -> None:
    settings.SIGNING_CONFIG = ""
    assert sign(unsigned) is None


def test_an_expired_certificate_does_not_sign(cabinet: Cabinet, unsigned: bytes) -> None:
    cabinet.lay_out("GE-CA", since=-2 * DAY, until=-timedelta(minutes=1))
    assert refused(unsigned).startswith("Its certificate expired on ")


def test_nor_one_that_is_not_valid_yet(cabinet: Cabinet, unsigned: bytes) -> None:
    cabinet.lay_out("GE-CA", since=timedelta(minutes=1))
    assert refused(unsigned).startswith("Its certificate is not valid before ")


def test_nor_one_for_another_use(cabinet: Cabinet, unsigned: bytes) -> None:
    cabinet.lay_out("GE-CA", usage=usage_of(key_encipherment=True))
    assert refused(unsigned) == "Its certificate is not for signing."


def test_a_wrong_pass_phrase(cabinet: Cabinet, unsigned: bytes) -> None:
    cabinet.lay_out("GE-CA", passphrase="another one")
    assert refused(unsigned).startswith("Its pass phrase does not open")


@pytest.mark.parametrize("missing", ["GE-CA.p12", "GE-CA.passphrase"])
def test_a_missing_file(cabinet: Cabinet, unsigned: bytes, missing: str) -> None:
    cabinet.lay_out("GE-CA")
    (cabinet.directory / missing).unlink()
    assert refused(unsigned) == f"The file {missing} is missing or cannot be read."


def test_a_broken_file(cabinet: Cabinet, unsigned: bytes) -> None:
    cabinet.lay_out("GE-CA")
    (cabinet.directory / "GE-CA.p12").write_bytes(b"no PKCS#12")
    assert "damaged" in refused(unsigned)


def test_a_key_that_is_not_that_of_the_certificate(
    cabinet: Cabinet, unsigned: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    cabinet.lay_out("GE-CA")
    key, _own = cabinet.authority.issue("Other")
    _other, certificate = cabinet.authority.issue("Office")
    secret = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    signer = SimpleSigner(
        signing_cert=as_asn1(certificate),
        signing_key=PrivateKeyInfo.load(secret),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )
    mismatched = Key(certificate=certificate, signer=signer)
    monkeypatch.setattr(sealing, "opened", lambda _source: nullcontext(mismatched))
    assert refused(unsigned) == "Its key does not belong to its certificate."


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[GE-CA", "is not TOML"),
        ("GE-CA = 1", "must be a table of texts"),
        ("[GE-CA]\npkcs12 = 'a.p12'", "must have either passphrase_file, pkcs12, or certificate, key"),
        ("[GE-CA]\npkcs12 = 'a.p12'\npassphrase = 'in clear'", "must have either"),
    ],
)
def test_a_file_of_settings_that_is_wrong(cabinet: Cabinet, unsigned: bytes, text: str, reason: str) -> None:
    cabinet.config.write_text(text)
    assert reason in refused(unsigned)


def test_a_file_of_settings_that_is_gone(cabinet: Cabinet, unsigned: bytes) -> None:
    cabinet.config.unlink()
    assert refused(unsigned) == "signing.toml cannot be read."


def test_a_token_without_its_library(cabinet: Cabinet, unsigned: bytes, tmp_path: Path) -> None:
    cabinet.config.write_text(
        '[GE-CA]\npkcs11 = "module.so"\ntoken = "t"\ncertificate = "c"\nkey = "k"\npin_file = "pin"\n'
    )
    (tmp_path / "pin").write_text("1234")
    assert "pyhanko[pkcs11]" in refused(unsigned)


def test_with_a_time_stamp(trusted: Cabinet, services: str, unsigned: bytes, settings: Settings) -> None:
    settings.TIMESTAMP_URL = services
    trusted.lay_out("GE-CA")
    done = signed(unsigned)
    status = status_of(done.content, trusted.authority)
    assert done.level == "B-T"
    assert status.timestamp_validity.valid  # type: ignore[attr-defined]
    assert status.bottom_line  # type: ignore[attr-defined]


def test_with_all_that_is_needed_decades_later(
    trusted: Cabinet, services: str, unsigned: bytes, settings: Settings
) -> None:
    settings.TIMESTAMP_URL, settings.SIGNING_LONG_TERM = services, True
    trusted.lay_out("GE-CA")
    done = signed(unsigned)
    reader = PdfFileReader(BytesIO(done.content))
    assert done.level == "B-LTA"
    assert len(reader.embedded_timestamp_signatures) == 1
    assert len(reader.root["/DSS"]["/CRLs"]) == 1


def test_a_revoked_certificate_does_not_sign_for_decades(
    trusted: Cabinet, services: str, unsigned: bytes, settings: Settings
) -> None:
    settings.TIMESTAMP_URL, settings.SIGNING_LONG_TERM = services, True
    trusted.authority.revoked.append(trusted.lay_out("GE-CA"))
    assert refused(unsigned).startswith("Signing failed")


def test_a_time_stamping_service_that_does_not_answer(cabinet: Cabinet, unsigned: bytes, settings: Settings) -> None:
    settings.TIMESTAMP_URL = "http://127.0.0.1:1"
    cabinet.lay_out("GE-CA")
    assert refused(unsigned) == "The time-stamping service gave no time stamp."
