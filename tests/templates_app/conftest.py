from __future__ import annotations

import pytest

from templates_app.rendering import RenderedPdf, render_pdf
from templates_app.versions import current_version
from templates_app.versions.model import TemplateVersion
from tests.templates_app.samples import PHISHING


@pytest.fixture(scope="session")
def version() -> TemplateVersion:
    return current_version("preservation")


@pytest.fixture(scope="session")
def phishing_pdf(version: TemplateVersion) -> RenderedPdf:
    return render_pdf(version, PHISHING)
