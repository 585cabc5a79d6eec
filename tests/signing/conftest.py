from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from templates_app.rendering import render_pdf
from templates_app.versions import current_version
from tests.signing.authority import Cabinet, TestAuthority, served
from tests.templates_app.samples import EMPTY


@pytest.fixture
def cabinet(tmp_path: Path, settings: Settings) -> Cabinet:
    """Nobody signs yet, and nobody is trusted: lay out what the test is about."""
    cabinet = Cabinet(directory=tmp_path, authority=TestAuthority())
    cabinet.config.touch()
    settings.SIGNING_CONFIG = str(cabinet.config)
    return cabinet


@pytest.fixture
def trusted(cabinet: Cabinet, settings: Settings) -> Cabinet:
    """The portal trusts the certification authority of the test."""
    cabinet.trust_it()
    settings.SIGNING_TRUST_DIR = str(cabinet.trust)
    return cabinet


@pytest.fixture
def services(cabinet: Cabinet) -> Iterator[str]:
    """A time-stamping service, and a list of revoked certificates."""
    with served(cabinet.authority) as address:
        yield address


@pytest.fixture(scope="session")
def unsigned() -> bytes:
    return render_pdf(current_version("preservation"), EMPTY).content
