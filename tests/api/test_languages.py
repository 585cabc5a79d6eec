"""Languages and translations in the contract."""

from __future__ import annotations

import io

import pypdf
import pytest

from tests.api.calls import Caller
from tests.world import CONTENT, World

pytestmark = pytest.mark.django_db

FACTS = {"field": "facts", "language": "fr", "text": "De fausses pages d’une banque.", "machine": False}


def words(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_they_are_chosen_and_told(world: World, officer: Caller) -> None:
    row = world.draft()
    told = officer.patch(f"requests/{row.pk}/", {"languages": ["fr", "en"], "translations": [FACTS]})

    assert (told["languages"], told["translations"]) == (["fr", "en"], [FACTS])


def test_a_draft_may_begin_with_them(world: World, officer: Caller) -> None:
    body = {
        "case": str(world.case().pk),
        "kind": "preservation",
        "requested_authority": "RO-247",
        "content": CONTENT,
        "languages": ["ro", "en"],
    }

    assert officer.post("requests/", body, 201)["languages"] == ["ro", "en"]
    assert "languages" in officer.post("requests/", {**body, "languages": ["tlh"]}, 400)["errors"]
    assert "translations" in officer.post("requests/", {**body, "translations": []}, 400)["errors"]


def test_the_preview_speaks_the_languages_that_are_asked(world: World, officer: Caller) -> None:
    row = world.draft()

    assert "Requested authority Autorité requise" in words(
        officer.file(f"requests/{row.pk}/preview.pdf?lang=en,fr")
    ).replace("\n", " ")
    assert "Autorité requise" not in words(officer.file(f"requests/{row.pk}/preview.pdf"))
    row.refresh_from_db()
    assert row.languages == ["en"]


@pytest.mark.parametrize("lang", ["tlh", "en,en", "en,fr,ro", ","])
def test_a_preview_in_another_language_is_refused(world: World, officer: Caller, lang: str) -> None:
    answer = officer.get(f"requests/{world.draft().pk}/preview.pdf?lang={lang}", 400)

    assert list(answer["errors"]) == ["lang"]


def test_a_document_tells_its_languages(world: World, officer: Caller) -> None:
    row = world.approved(languages=["en", "ro"])
    [document] = officer.get(f"requests/{row.pk}/documents/")["results"]

    assert (document["language"], document["template_version"]) == ("en,ro", "preservation/2/en+ro")
