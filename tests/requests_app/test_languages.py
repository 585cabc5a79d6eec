"""In which languages the document of a request stands, and translations of what was typed."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from contacts.models import Requirements, Standing
from mla_portal.errors import Conflict, Invalid
from requests_app.languages import digest, languages_at_home
from requests_app.models import Request
from requests_app.selectors.answers import completeness_of
from requests_app.selectors.document_context import context_digest, document_context
from requests_app.services.actions import action_perform
from requests_app.services.chain import request_follow
from requests_app.services.copies import request_copy
from requests_app.services.drafts import request_edit
from templates_app.context import Translation
from tests.world import CONTENT, World

pytestmark = pytest.mark.django_db

NECESSITY = {"field": "necessity", "language": "ro", "text": "Jurnalele se păstrează 30 de zile.", "machine": True}


def wants(code: str, **languages: list[str]) -> None:
    Requirements.objects.create(
        code=f"{code}-wants", jurisdiction_id=code, standing=Standing.READ, checked_on=timezone.localdate(), **languages
    )


def edit(world: World, row: Request, **answers: Any) -> Request:
    return request_edit(actor=world.officer, request=row, **answers)


def translated(world: World, **more: Any) -> Request:
    return edit(world, world.draft(languages=["en", "ro"], **more), translations=[NECESSITY])


def printed(row: Request) -> tuple[Translation, ...]:
    row.refresh_from_db()
    return document_context(row, now=timezone.now()).translations


def test_without_a_wish_of_the_country_it_is_english(world: World) -> None:
    assert world.draft().languages == ["en"]


def test_it_begins_in_english_and_the_language_that_the_country_wants(world: World) -> None:
    wants("RO", preservation_languages=["ro", "fr"], mla_languages=["fr"])

    assert world.draft().languages == ["en", "ro"]
    assert world.draft(kind="mla_subscriber", content={}).languages == ["en", "fr"]


def test_where_english_is_taken_english_is_enough(world: World) -> None:
    wants("RO", preservation_languages=["ro", "en"])

    assert world.draft().languages == ["en"]


def test_a_language_that_we_do_not_have_is_warned_of(world: World) -> None:
    wants("RO", preservation_languages=["de"])
    row = world.draft()

    assert row.languages == ["en"]
    assert "language" in warned(row)


def warned(row: Request) -> set[str]:
    return {caution.code for caution in completeness_of(row, now=timezone.now()).warnings}


def test_the_warning_looks_at_the_languages_that_were_chosen(world: World) -> None:
    wants("RO", preservation_languages=["ro"])
    row = world.draft(languages=["en"])

    assert "language" in warned(row)
    assert "language" not in warned(edit(world, row, languages=["ro", "en"]))


@pytest.mark.parametrize(
    "languages", [[], ["en", "en"], ["en", "ro", "fr"], ["tlh"], "en", {"en": 1}, [None], [["en"]], 7]
)
def test_other_languages_are_refused(world: World, languages: object) -> None:
    with pytest.raises(Invalid) as refusal:
        edit(world, world.draft(), languages=languages)

    assert list(refusal.value.errors) == ["languages"]


def test_a_translation_stands_in_the_document_under_the_original(world: World) -> None:
    assert printed(translated(world)) == (
        Translation(field="necessity", language="ro", text="Jurnalele se păstrează 30 de zile.", machine=True),
    )


def test_when_the_original_changes_the_translation_is_kept_but_not_printed(world: World) -> None:
    row = translated(world)
    edit(world, row, content={"necessity": "Something else."})

    assert printed(row) == ()
    assert row.translations[0]["text"] == NECESSITY["text"]
    edit(world, row, content={"necessity": CONTENT["necessity"]})
    assert len(printed(row)) == 1


def test_a_translation_into_a_language_that_is_no_more_chosen_is_not_printed(world: World) -> None:
    row = translated(world)
    edit(world, row, languages=["en"])

    assert printed(row) == ()


def test_an_empty_translation_is_none(world: World) -> None:
    row = translated(world)
    edit(world, row, translations=[{**NECESSITY, "text": "  "}])

    row.refresh_from_db()
    assert row.translations == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"field": "reference"},
        {"field": "location"},
        {"language": "tlh"},
        {"language": None},
        {"text": 7},
        {"text": "half a character \ud800"},
        {"text": "x" * 20_001},
        {"machine": "yes"},
        {"of": digest("x")},
    ],
)
def test_what_is_no_translation_is_refused_by_its_place(world: World, wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refusal:
        edit(world, world.draft(), translations=[NECESSITY, {**NECESSITY, **wrong}])

    assert list(refusal.value.errors) == ["translations.1"]


def test_what_is_approved_is_what_was_read_in_these_languages(world: World) -> None:
    row = world.draft()
    before = context_digest(row, now=timezone.now())

    assert context_digest(edit(world, row, languages=["en", "ro"]), now=timezone.now()) != before


def test_the_document_is_frozen_in_its_languages(world: World) -> None:
    row = translated(world)
    for actor, action in ((world.officer, "submit"), (world.supervisor, "approve")):
        action_perform(actor=actor, request=row, action=action, answers={})
    document = row.documents.get()

    assert (document.language, document.template_version) == ("en,ro", "preservation/2/en+ro")
    assert "Jurnalele se păstrează 30 de zile." in document.html
    assert "Traducere automată" in document.html


def test_once_it_is_no_draft_its_languages_stand_still(world: World) -> None:
    row = world.in_review()
    with pytest.raises(Conflict):
        edit(world, row, languages=["en", "ro"])
    for change in ({"languages": ["ro"]}, {"translations": [NECESSITY]}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Request.objects.filter(pk=row.pk).update(**change)


def test_a_copy_carries_translations_and_speaks_what_its_own_country_wants(world: World) -> None:
    wants("US", preservation_languages=["fr"])
    copy = request_copy(
        actor=world.officer, request=translated(world), requested_authority=world.outsider, client_token="t"
    ).request

    assert copy.languages == ["en", "fr"]
    assert len(printed(edit(world, copy, languages=["ro"]))) == 1


def test_what_follows_speaks_as_the_request_before(world: World) -> None:
    row = world.acknowledged(languages=["ro", "en"])
    following = request_follow(actor=world.officer, request=row, kind="extension", client_token="t")

    assert following.languages == ["ro", "en"]


@pytest.mark.parametrize(
    ("country", "named", "languages"),
    [
        ("RO", [], ("ro",)),
        ("ME", ["en", "sr"], ("cnr",)),
        ("BA", [], ("bs", "sr")),
        ("BA", ["en", "sr"], ("sr",)),
        ("NL", ["nl"], ("en",)),
    ],
)
def test_an_order_is_in_the_languages_of_its_own_country(
    country: str, named: list[str], languages: tuple[str, ...]
) -> None:
    assert languages_at_home(country, named) == languages
