"""A signed document is still PDF/A-3a and PDF/UA-1, as veraPDF judges it, at every level of signature."""

from __future__ import annotations

from pathlib import Path

from pytest_django import Settings

from tests.signing.authority import Cabinet
from tests.signing.test_sealing import signed
from tests.templates_app.verapdf import PROFILES, validate


def test_a_signed_document_keeps_the_standards(
    trusted: Cabinet, services: str, unsigned: bytes, settings: Settings, tmp_path: Path
) -> None:
    trusted.lay_out("GE-CA")
    (tmp_path / "files").mkdir()
    files = {"B-B": signed(unsigned).content}
    settings.TIMESTAMP_URL, settings.SIGNING_LONG_TERM = services, True
    trusted.config.write_text("")
    trusted.lay_out("GE-CA")  # its certificate names where the list of the revoked lies
    files["B-LTA"] = signed(unsigned).content
    verdicts = validate(files, tmp_path / "files")
    assert {(name, profile): verdicts[name, profile].broken for name in files for profile in PROFILES} == {
        (name, profile): () for name in files for profile in PROFILES
    }
