"""Template versions are data: complete, in order, honest about what was read in the official template."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

import pytest

from mla_portal.errors import NotFound
from templates_app.composition import compose
from templates_app.context import ConventionArticle, IdentifierType
from templates_app.notice import AnyDocument
from templates_app.printable import drawable, texts
from templates_app.rendering import render_html
from templates_app.values import UnknownValue
from templates_app.versions import VERSIONS, current_version, find_version
from templates_app.versions.model import Item, Source, TemplateVersion, Value
from tests.templates_app.kinds import DOCUMENTS
from tests.templates_app.notices import NOTICES
from tests.templates_app.reading import seen
from tests.templates_app.samples import EMPTY, PHISHING

every_version = pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version.name)


def test_the_items_stand_in_the_official_order(version: TemplateVersion) -> None:
    assert [item.number for item in version.items] == list(range(1, 24))


def test_every_duty_of_article_29_paragraph_2_has_its_item(version: TemplateVersion) -> None:
    duties = {duty for item in version.items for duty in item.duties}

    assert duties == {f"29(2)({letter})" for letter in "abcdef"}


@every_version
def test_every_value_it_names_exists(version: TemplateVersion) -> None:
    documents: dict[str, AnyDocument] = {**DOCUMENTS, "empty": EMPTY}
    for document in (NOTICES if version.code in NOTICES else documents).values():
        compose(version, document)


def test_a_value_that_documents_do_not_have_is_refused(version: TemplateVersion) -> None:
    for path in ("nothing", "reference.upper", "__class__", "requesting_authority.__doc__"):
        with pytest.raises(UnknownValue):
            compose(replace(version, items=(Item(1, "Item", (Value(path),)),)), PHISHING)


@every_version
@pytest.mark.parametrize("kind", [ConventionArticle, IdentifierType])
def test_every_word_of_a_closed_list_has_its_name(version: TemplateVersion, kind: type[StrEnum]) -> None:
    assert {f"{kind.__name__}.{word}" for word in kind} <= set(version.choices)


@every_version
def test_the_shipped_fonts_draw_all_its_words(version: TemplateVersion) -> None:
    words = "".join(text for _, text in texts(version)) + "".join(version.choices.values())

    assert set(words) <= drawable()


def test_order_and_labels_are_data(version: TemplateVersion) -> None:
    first, second, *rest = version.items
    changed = replace(version, version=2, items=(replace(second, number=1, heading="Our number"), first, *rest))

    assert "1. Our number GE-2026-00417" in seen(render_html(changed, PHISHING))


@every_version
def test_a_version_is_found_again_by_its_name(version: TemplateVersion) -> None:
    assert find_version(version.code, version.version, version.language) is version
    assert [one.name for one in VERSIONS].count(version.name) == 1


@every_version
def test_items_are_counted_from_one(version: TemplateVersion) -> None:
    assert [item.number for item in version.items] == list(range(1, len(version.items) + 1))


@pytest.mark.parametrize(
    ("code", "verified"),
    [
        ("preservation", 7),
        ("extension", 7),
        ("mla_subscriber", 11),
        ("mla_stored_data", 11),
        ("withdrawal", 0),
        ("un_preservation", 0),
        ("emergency_disclosure", 0),
        *((kind, 0) for kind in NOTICES),
    ],
)
def test_how_much_was_read_in_an_official_template(code: str, verified: int) -> None:
    items = current_version(code).items

    assert [item.number for item in items if item.source is Source.VERIFIED] == list(range(1, verified + 1))


def test_the_published_versions_still_say_what_they_said() -> None:
    """Frozen documents name them. A correction is a new version."""
    first, second = find_version("preservation", 1, "en"), find_version("preservation", 2, "en")

    assert [one.number for one, other in zip(first.items, second.items, strict=True) if one != other] == [10]
    assert "time-barred" not in str(first)


def test_unknown_kinds_languages_and_versions_are_refused() -> None:
    with pytest.raises(NotFound):
        current_version("invitation")
    with pytest.raises(NotFound):
        current_version("preservation", "tlh")
    with pytest.raises(NotFound):
        find_version("preservation", 0, "en")
