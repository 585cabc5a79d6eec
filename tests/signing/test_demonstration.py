"""The certificates of the demonstration: they work, say what they are, and stay while they are good."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from mla_portal.local import certificates
from templates_app.signing.anchors import read
from templates_app.signing.keys import as_asn1
from templates_app.signing.sealing import sign_pdf
from templates_app.signing.standing import standings
from tests.signing.test_findings import look


def test_every_authority_of_the_demonstration_can_sign(tmp_path: Path, settings: Settings) -> None:
    settings.SIGNING_CONFIG = certificates.demonstration(tmp_path)["SIGNING_CONFIG"]
    found = standings(now=timezone.now())
    assert [one.authority for one in found] == certificates.CODES
    assert all(one.certificate and certificates.MARK in one.certificate.subject and not one.problem for one in found)


def test_a_second_start_makes_none_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = certificates.demonstration(tmp_path)
    monkeypatch.setattr(certificates, "_make", lambda *_: pytest.fail("made anew"))
    assert certificates.demonstration(tmp_path) == before


def test_they_are_made_anew_before_they_run_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificates.demonstration(tmp_path)
    root = tmp_path / "trust" / "demonstration.pem"
    before = root.read_bytes()
    monkeypatch.setattr(certificates, "RENEWED_BEFORE", certificates.VALID_FOR)
    certificates.demonstration(tmp_path)
    assert root.read_bytes() != before


def test_their_root_vouches_for_them(tmp_path: Path, settings: Settings, unsigned: bytes) -> None:
    settings.SIGNING_CONFIG = certificates.demonstration(tmp_path)["SIGNING_CONFIG"]
    done = sign_pdf(unsigned, authority="GE-CA", reason="", location="", now=timezone.now())
    assert done is not None
    [root] = read(tmp_path / "trust" / "demonstration.pem")
    assert look(done.content, as_asn1(root)).signatures[0].trusted_now
