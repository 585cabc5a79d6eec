"""The page on which the languages of a document are chosen, and what was typed is translated."""

from __future__ import annotations

import pytest
from django.test import Client

from requests_app.models import Request
from requests_app.services.drafts import request_edit
from tests.pages.browserless import fields_of, send
from tests.world import World

pytestmark = pytest.mark.django_db


def url(row: Request) -> str:
    return f"/requests/{row.pk}/translations/"


@pytest.fixture
def browser(world: World, client: Client) -> Client:
    client.force_login(world.officer)
    return client


def test_the_draft_leads_to_it(world: World, browser: Client) -> None:
    row = world.draft()

    assert url(row) in browser.get(f"/requests/{row.pk}/").content.decode()


def test_a_second_language_shows_a_control_for_each_text(world: World, browser: Client) -> None:
    row = world.draft()
    assert "translation-necessity" not in fields_of(browser.get(url(row)), "translations")
    answer = send(browser, url(row), "translations", second="ro")

    assert answer.headers["Location"] == url(row)
    page = browser.get(url(row))
    assert {"translation-necessity", "translation-facts"} <= fields_of(page, "translations").keys()
    assert 'lang="ro"' in page.content.decode()
    assert "The provider keeps connection logs for 30 days." in page.content.decode()


def test_the_page_names_the_language_and_says_nothing_where_there_is_none(world: World, browser: Client) -> None:
    assert "Translations into Romanian" in browser.get(url(world.draft(languages=["en", "ro"]))).content.decode()
    assert "Translations into" not in browser.get(url(world.draft())).content.decode()


def test_translations_are_kept(world: World, browser: Client) -> None:
    row = world.draft(languages=["ro", "en"])
    answer = send(browser, url(row), "translations", **{"translation-necessity": "Jurnale.", "machine-necessity": "on"})

    assert answer.headers["Location"] == f"/requests/{row.pk}/"
    row.refresh_from_db()
    [kept] = row.translations
    assert (kept["field"], kept["language"], kept["text"], kept["machine"]) == ("necessity", "ro", "Jurnale.", True)
    assert fields_of(browser.get(url(row)), "translations")["translation-necessity"] == "Jurnale."


def test_those_in_another_language_stay_while_it_is_not_chosen(world: World, browser: Client) -> None:
    row = world.draft(languages=["en", "ro"])
    send(browser, url(row), "translations", **{"translation-necessity": "Jurnale."})
    send(browser, url(row), "translations", second="fr")
    send(browser, url(row), "translations", **{"translation-necessity": "Journaux."})

    row.refresh_from_db()
    assert {one["language"]: one["text"] for one in row.translations} == {"ro": "Jurnale.", "fr": "Journaux."}


def test_a_translation_of_an_earlier_text_is_pointed_at(world: World, browser: Client) -> None:
    row = world.draft(languages=["en", "ro"])
    send(browser, url(row), "translations", **{"translation-necessity": "Jurnale."})
    assert "The original has changed" not in browser.get(url(row)).content.decode()
    request_edit(actor=world.officer, request=row, content={"necessity": "Something else."})

    assert "The original has changed" in browser.get(url(row)).content.decode()


def test_the_same_language_twice_is_refused_with_what_was_typed(world: World, browser: Client) -> None:
    row = world.draft(languages=["en", "ro"])
    answer = send(browser, url(row), "translations", first="ro", **{"translation-necessity": "Jurnale."})

    assert answer.status_code == 400
    assert "Give one language, or two different ones" in answer.content.decode()
    assert "Jurnale." in answer.content.decode()


def test_a_translation_that_nobody_reviewed_is_called_so(world: World, browser: Client) -> None:
    page = browser.get(url(world.draft())).content.decode()

    assert "Romanian – română (translation not reviewed)" in page
    assert "English – English (translation not reviewed)" not in page


def test_the_preview_speaks_another_language_on_demand(world: World, browser: Client) -> None:
    row = world.draft()

    assert browser.get(f"/requests/{row.pk}/preview.pdf?lang=en,ro").status_code == 200
    assert browser.get(f"/requests/{row.pk}/preview.pdf?lang=tlh").status_code == 400
