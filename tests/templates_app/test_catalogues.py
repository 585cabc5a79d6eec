"""Documents in other languages: complete, faithful to their places and numbers, and unchanged once published."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
import rfc8785

from mla_portal.errors import NotFound
from templates_app.catalogues import ENGLISH, SOURCE, Catalogue, Untranslated, catalogues, languages, newest
from templates_app.printable import drawable
from templates_app.values import PLACEHOLDER
from templates_app.versions import VERSIONS, current_version, find_version, languages_of, version_named
from templates_app.versions.data import version_to_data
from templates_app.versions.texts import source_texts
from templates_app.versions.translating import in_languages

PUBLISHED = Path(__file__).parent / "published.json"
TRANSLATED = [one for one in catalogues().values() if one.language != SOURCE]
SOURCES = {text for version in VERSIONS for text in source_texts(version)}

every_catalogue = pytest.mark.parametrize("catalogue", TRANSLATED, ids=lambda catalogue: catalogue.tag)


@every_catalogue
def test_a_catalogue_has_every_text_of_every_template(catalogue: Catalogue) -> None:
    assert SOURCES - catalogue.texts.keys() == set()
    assert [text for text, translation in catalogue.texts.items() if not translation.strip()] == []


@every_catalogue
def test_a_translation_keeps_places_and_numbers(catalogue: Catalogue) -> None:
    """A day or an article that was lost or changed in translation is a wrong legal act."""

    def kept(text: str) -> tuple[list[str], list[str]]:
        return sorted(PLACEHOLDER.findall(text)), sorted(re.findall(r"\d+", text))

    assert [text for text, translation in catalogue.texts.items() if kept(text) != kept(translation)] == []


@every_catalogue
def test_the_shipped_fonts_draw_a_translation(catalogue: Catalogue) -> None:
    assert set("".join(catalogue.texts.values()) + catalogue.name) <= drawable()


@every_catalogue
def test_nobody_has_reviewed_a_translation_yet(catalogue: Catalogue) -> None:
    assert not catalogue.reviewed


def test_what_was_published_says_what_it_said() -> None:
    """Frozen documents name it. A correction is a new version, or a new edition of a catalogue.

    REFRESH_GOLDEN=1 adds what is new; it never changes a line that is there.
    """
    published = json.loads(PUBLISHED.read_text())
    digests = {}
    for source in VERSIONS:
        for catalogue in catalogues().values():
            version = in_languages(source, (catalogue,))
            digests[version.name] = sha256(rfc8785.dumps(version_to_data(version))).hexdigest()
    if os.environ.get("REFRESH_GOLDEN"):
        published = digests | published
        PUBLISHED.write_text(json.dumps(published, indent=1, sort_keys=True) + "\n")

    assert digests == published


def test_a_document_exists_in_every_language_of_a_catalogue() -> None:
    assert [one.language for one in languages_of("preservation")] == [one.language for one in languages()]
    assert current_version("preservation", "fr").title.startswith("Demande de conservation de données")


def test_without_a_text_the_document_does_not_exist_in_that_language() -> None:
    lacking = Catalogue(language="xx", name="None", texts={})

    with pytest.raises(Untranslated):
        in_languages(current_version("preservation"), (lacking,))


def test_in_two_languages_every_text_stands_in_both() -> None:
    both, first, second = (current_version("preservation", *one) for one in (("fr", "en"), ("fr",), ("en",)))

    assert (both.name, both.languages) == ("preservation/2/fr+en", ("fr", "en"))
    assert both.title == f"{first.title}\n{second.title}"
    assert [one.heading for one in both.items] == [
        f"{one.heading}\n{other.heading}" if one.heading != other.heading else one.heading
        for one, other in zip(first.items, second.items, strict=True)
    ]


def test_a_document_is_found_again_by_the_name_it_was_frozen_with() -> None:
    version = current_version("extension", "en", "fr")

    assert version_named(version.name) == version
    assert version_named("preservation/1/en") is find_version("preservation", 1, "en")


@pytest.mark.parametrize(
    "name", ["preservation/2/en+fr+en", "preservation/2/en+en", "preservation/2/tlh", "preservation/2", "a/b/c", ""]
)
def test_a_name_that_no_document_has_is_refused(name: str) -> None:
    with pytest.raises(NotFound):
        version_named(name)


def test_a_correction_is_a_new_edition_that_documents_name() -> None:
    second = replace(newest("fr"), edition=2, texts={**newest("fr").texts, "Urgency": "Caractère urgent"})

    assert in_languages(current_version("preservation"), (ENGLISH, second)).name == "preservation/2/en+fr.2"
    assert in_languages(current_version("preservation"), (ENGLISH, second)).languages == ("en", "fr")
