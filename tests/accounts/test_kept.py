"""A session that ended, or began anew in another tab, costs nobody what they typed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mla_portal.accounts import kept
from mla_portal.accounts.models import User
from tests.accounts import pages
from tests.accounts.conftest import Browser
from tests.people import PASSWORD, someone

pytestmark = pytest.mark.urls("tests.accounts.pages")

TYPED = {"facts": 'He wrote <b>"today"</b>\r\nand & then', "kind": "p", "version": "3", "tick": ["a", "b"], "empty": ""}
ELSEWHERE = "https://elsewhere.example"


@pytest.fixture(autouse=True)
def _nothing_sent() -> None:
    pages.sent.clear()


def hidden(answer: Any) -> list[tuple[str, str]]:
    """The hidden fields of the page's own form, as a browser reads them."""
    form = answer.content.decode().split("<main", 1)[1]
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form)
    return [(name, _unescaped(value)) for name, value in found]


def press(browser: Browser, path: str, answer: Any, **more: str) -> Any:
    data: dict[str, list[str]] = {}
    for name, value in hidden(answer):
        if name != "csrfmiddlewaretoken":
            data.setdefault(name, []).append(value)
    return browser.send(path, {**data, **more})


def ended(browser: Browser) -> None:
    del browser.cookies["sessionid"]


def left_open(browser: Browser, data: dict[str, Any], **headers: str) -> Any:
    """The form of a page whose person's session has ended since, sent."""
    browser.sign_in()
    ended(browser)
    return browser.send("/note/", data, **headers)


def test_what_was_typed_goes_through_the_sign_in_and_is_sent_with_one_press(browser: Browser, nino: User) -> None:
    browser.sign_in()
    token = browser.token()
    ended(browser)

    asked = browser.send("/note/?draft=7", TYPED, token=token, referer="http://testserver/note/?draft=7")
    assert asked.status_code == 403
    assert "What you typed is kept" in asked.content.decode()
    assert "He wrote" not in asked.content.decode()

    shown = press(browser, "/sign-in/", asked, username="nino", password=PASSWORD)
    assert shown.status_code == 200
    text = shown.content.decode()
    assert "You are signed in again. What you typed is kept." in text
    assert "He wrote &lt;b&gt;" in text
    assert "Facts of the case" in text
    assert "Preservation" in text
    assert "Version" not in text
    assert 'action="/note/?draft=7"' in text
    assert pages.sent == []

    assert press(browser, "/note/?draft=7", shown).content == b"taken"
    assert pages.sent == [
        {"facts": [TYPED["facts"]], "kind": ["p"], "version": ["3"], "tick": ["a", "b"], "empty": [""]}
    ]


def test_it_outlives_a_wrong_password(browser: Browser, nino: User) -> None:
    asked = left_open(browser, TYPED)
    again = press(browser, "/sign-in/", asked, username="nino", password="guess")
    shown = press(browser, "/sign-in/", again, username="nino", password=PASSWORD)

    assert press(browser, "/note/", shown).content == b"taken"


def test_a_page_from_before_another_tab_signed_in_again(browser: Browser, nino: User) -> None:
    browser.sign_in()
    old = browser.token()
    ended(browser)
    browser.sign_in()

    shown = browser.send("/note/", TYPED, token=old)
    assert shown.status_code == 403
    assert "What you typed is kept" in shown.content.decode()
    assert pages.sent == []
    assert press(browser, "/note/", shown).content == b"taken"
    assert pages.sent[0]["facts"] == [TYPED["facts"]]


def test_a_page_from_before_a_session_that_ended_after_another_sign_in(browser: Browser, nino: User) -> None:
    browser.sign_in()
    old = browser.token()
    ended(browser)
    browser.sign_in()
    ended(browser)

    asked = browser.send("/note/", TYPED, token=old)
    shown = press(browser, "/sign-in/", asked, username="nino", password=PASSWORD)
    assert press(browser, "/note/", shown).content == b"taken"


def test_another_person_who_signs_in_is_shown_nothing_and_told_why(browser: Browser, nino: User) -> None:
    someone("maia")
    asked = left_open(browser, TYPED)

    answer = press(browser, "/sign-in/", asked, username="maia", password=PASSWORD)
    assert answer.status_code == 302
    said = browser.get("/account/").content.decode()
    assert "belongs to another person. It was not shown and not sent." in said
    assert "He wrote" not in said
    assert pages.sent == []


@pytest.mark.parametrize("signed_out", [True, False])
def test_a_page_that_another_person_left_open_sends_nothing(browser: Browser, nino: User, signed_out: bool) -> None:
    someone("maia")
    browser.sign_in()
    old = browser.token()
    browser.send("/sign-out/") if signed_out else ended(browser)
    browser.sign_in("maia")

    for script in ({}, {"x-autosave": "1"}):
        answer = browser.send("/note/", TYPED, token=old, **script)
        text = answer.content.decode()
        assert answer.status_code == 403
        assert "belongs to another person" in text
        assert "He wrote" not in text
        assert not script or "csrf_token" not in answer.json()
    assert pages.sent == []


def test_a_page_of_nobody_known_is_not_kept(browser: Browser, nino: User) -> None:
    asked = left_open(browser, TYPED)
    assert "held" in dict(hidden(asked))
    del browser.cookies["readers"]

    assert "held" not in dict(hidden(browser.send("/note/", TYPED)))
    browser.cookies["readers"] = "forged"
    assert "held" not in dict(hidden(browser.send("/note/", TYPED)))


def test_the_sign_in_page_itself_was_old(browser: Browser, nino: User) -> None:
    old = browser.token()
    asked = left_open(browser, TYPED)
    held = dict(hidden(asked))["held"]
    browser.sign_in()

    shown = browser.send("/sign-in/", {"held": held, "username": "nino", "password": PASSWORD}, token=old)
    assert "What you typed is kept" in shown.content.decode()
    browser.send("/sign-out/")
    asked = browser.send("/sign-in/", {"held": held, "username": "nino", "password": PASSWORD}, token=old)
    assert asked.status_code == 403
    assert kept.read(dict(hidden(asked))["held"]) == kept.read(held)


def test_a_press_without_words_is_offered_again_too(browser: Browser, nino: User) -> None:
    asked = left_open(browser, {})
    shown = press(browser, "/sign-in/", asked, username="nino", password=PASSWORD)

    assert "Nothing was sent yet" in shown.content.decode()
    assert press(browser, "/note/", shown).content == b"taken"


def test_files_are_not_kept_and_the_person_is_told(browser: Browser, nino: User) -> None:
    asked = left_open(browser, {**TYPED, "proof": SimpleUploadedFile("a.pdf", b"bytes")})
    shown = press(browser, "/sign-in/", asked, username="nino", password=PASSWORD)

    assert "Files are not kept" in shown.content.decode()
    press(browser, "/note/", shown)
    assert "proof" not in pages.sent[0]


@pytest.mark.parametrize("typed", [{"new_password": "words of mine"}, {"facts": "x" * (1024 * 1024 + 1)}])
def test_a_password_or_a_very_long_text_is_not_carried(browser: Browser, nino: User, typed: dict[str, str]) -> None:
    asked = left_open(browser, typed, referer="http://testserver/note/?draft=7")

    assert asked.status_code == 403
    assert "could not be kept" in asked.content.decode()
    assert "held" not in dict(hidden(asked))
    answer = press(browser, "/sign-in/", asked, username="nino", password=PASSWORD)
    assert answer["Location"] == "/note/?draft=7"


@pytest.mark.parametrize("signed_in", [True, False])
@pytest.mark.parametrize(
    "proof",
    [
        {"origin": ELSEWHERE},
        {"origin": "null"},
        {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
        {"origin": "http://testserver.elsewhere.example"},
        {"sec-fetch-site": "same-site"},
        {"referer": f"{ELSEWHERE}/http://testserver/"},
        {"referer": "http://[::"},
        {},
    ],
)
def test_a_form_of_another_site_is_refused_and_forgotten(
    browser: Browser, nino: User, signed_in: bool, proof: dict[str, str]
) -> None:
    if signed_in:
        browser.sign_in()
    answer = browser.post("/note/", {**TYPED, "csrfmiddlewaretoken": "x" * 32}, headers=proof)

    assert answer.status_code == 403
    assert "He wrote" not in answer.content.decode()
    assert 'name="held"' not in answer.content.decode()
    assert "did not come from a page of this portal" in answer.content.decode()
    assert pages.sent == []


def test_what_the_portal_did_not_sign_is_not_shown(browser: Browser, nino: User) -> None:
    forged = kept.write(kept.Kept(path="/note/", fields=[("facts", "forged")]))[:-1] + "!"
    answer = browser.sign_in(held=forged)

    assert answer.status_code == 302


def test_a_page_for_outsiders_offers_no_sign_in(browser: Browser, db: None) -> None:
    answer = browser.send("/link/", {"note": "received"}, token="x" * 32)

    assert answer.status_code == 403
    assert "What you typed is kept" in answer.content.decode()
    assert press(browser, "/link/", answer).content == b"taken"


@pytest.mark.parametrize(
    "script",
    [{"hx-request": "true"}, {"x-autosave": "1"}, {"accept": "application/json"}],
    ids=["htmx", "autosave", "fetch"],
)
def test_a_script_is_told_and_the_window_stays_where_it_is(
    browser: Browser, nino: User, script: dict[str, str]
) -> None:
    browser.sign_in()
    old = browser.token()
    browser.sign_in()
    browser.send("/sign-out/")
    browser.sign_in()
    stale = browser.send("/note/", TYPED, token=old, **script)
    assert (stale.status_code, stale.json()["code"]) == (403, "stale")
    assert browser.send("/note/", TYPED, token=stale.json()["csrf_token"], **script).content == b"taken"

    ended(browser)
    gone = browser.send("/note/", TYPED, **script)
    assert (gone.status_code, gone.json()["code"]) == (403, "signed_out")
    assert "HX-Redirect" not in gone
    assert browser.get("/note/", headers=script).json()["sign_in"] == "/sign-in/"


def _unescaped(text: str) -> str:
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&amp;", "&")):
        text = text.replace(entity, sign)
    return text
