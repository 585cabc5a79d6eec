"""PDF/A-3a and PDF/UA-1 in one file, as veraPDF judges it: for what is usual, and for what is likely to break it."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from templates_app.context import Urgency
from templates_app.notice import AnyDocument
from templates_app.rendering import render_pdf
from templates_app.versions import current_version
from tests.templates_app.kinds import DOCUMENTS
from tests.templates_app.notices import NOTICES
from tests.templates_app.pictures import WITH_EMBLEM
from tests.templates_app.samples import EMPTY, PHISHING, many_identifiers
from tests.templates_app.scripts import MANY_SCRIPTS
from tests.templates_app.test_two_languages import BOTH
from tests.templates_app.verapdf import PROFILES, Verdict, validate

Verdicts = dict[tuple[str, str], Verdict]
WITHOUT_CLAIMS = "without-claims"

CASES: dict[str, tuple[AnyDocument, tuple[str, ...]]] = {
    **{kind: (notice, ()) for kind, notice in NOTICES.items()},
    **{kind: (document, ()) for kind, document in DOCUMENTS.items()},
    "empty": (EMPTY, ()),
    "emergency": (replace(PHISHING, urgency=Urgency.EMERGENCY, demonstration=True), ()),
    "300-identifiers": (many_identifiers(300), ()),
    "two-languages": (BOTH, ("en", "fr")),
    "many-scripts": (MANY_SCRIPTS, ()),
    "letterhead-picture": (WITH_EMBLEM, ()),
}


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> Verdicts:
    files = {
        name: render_pdf(current_version(document.kind, *languages), document).content
        for name, (document, languages) in CASES.items()
    }
    files["draft"] = render_pdf(current_version("preservation"), PHISHING, draft=True).content
    files[WITHOUT_CLAIMS] = without_claims(files["preservation"])
    return validate(files, tmp_path_factory.mktemp("verapdf"))


def without_claims(content: bytes) -> bytes:
    """The same pages, of which nothing is said to machines: what a careless change would leave."""
    writer, out = PdfWriter(), BytesIO()
    writer.append_pages_from_reader(PdfReader(BytesIO(content)))
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", [*CASES, "draft"])
def test_the_document_keeps_the_standard(verdicts: Verdicts, name: str, profile: str) -> None:
    verdict = verdicts[name, profile]

    assert verdict.broken == ()
    assert verdict.compliant
    assert verdict.checks > 5_000


@pytest.mark.parametrize("profile", PROFILES)
def test_a_file_that_breaks_the_standard_is_found(verdicts: Verdicts, profile: str) -> None:
    """That the judge can say no."""
    verdict = verdicts[WITHOUT_CLAIMS, profile]

    assert not verdict.compliant
    assert verdict.broken
