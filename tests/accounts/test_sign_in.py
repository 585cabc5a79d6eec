from __future__ import annotations

import json
import threading
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.auth import hashers
from django.db import connection
from django.test import Client

from mla_portal import counters
from mla_portal.accounts.models import User
from mla_portal.audit.models import Event
from tests.accounts.conftest import Browser
from tests.people import PASSWORD, someone

pytestmark = pytest.mark.urls("tests.accounts.pages")


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> None:
    counters._client().flushdb()


def trail() -> list[tuple[str, str | None, dict[str, Any]]]:
    return [
        (event.verb, event.actor.username if event.actor else None, json.loads(event.data))
        for event in Event.objects.filter(chain="accounts").order_by("seq").select_related("actor")
    ]


def test_the_right_password_opens_the_page_that_was_asked_for(browser: Browser, nino: User) -> None:
    assert browser.get("/account/").headers["Location"] == "/sign-in/?next=/account/"
    answer = browser.sign_in()

    assert (answer.status_code, answer["Location"]) == (302, "/account/")
    assert browser.get("/account/").status_code == 200
    assert trail() == [("sign_in.succeeded", "nino", {"username": "nino", "address": "127.0.0.1"})]


def test_case_of_the_user_name_does_not_matter(browser: Browser, nino: User) -> None:
    assert browser.sign_in("NiNo").status_code == 302


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(browser: Browser, nino: User) -> None:
    wrong = browser.sign_in(password="guess")
    unknown = browser.sign_in("nobody", "guess")
    nino.is_active = False
    nino.save()
    inactive = browser.sign_in()

    texts = [answer.context["form"].errors.as_text() for answer in (wrong, unknown, inactive)]
    assert len(set(texts)) == 1
    assert [answer.status_code for answer in (wrong, unknown, inactive)] == [200, 200, 200]


def test_an_unknown_name_costs_as_much_work_as_a_known_one(
    browser: Browser, nino: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[object] = []
    encode = hashers.MD5PasswordHasher.encode

    def counted(self: hashers.MD5PasswordHasher, *args: Any) -> str:
        hashed.append(self)
        return encode(self, *args)

    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", counted)
    browser.sign_in(password="guess")
    known = len(hashed)
    browser.sign_in("nobody", "guess")

    assert known == len(hashed) - known == 1


def test_what_is_typed_instead_of_a_name_is_not_noted(browser: Browser, nino: User) -> None:
    browser.sign_in("my password by mistake", "x")
    browser.sign_in("NINO", "guess")

    assert trail() == [
        ("sign_in.failed", None, {"username": None, "address": "127.0.0.1"}),
        ("sign_in.failed", None, {"username": "nino", "address": "127.0.0.1"}),
    ]


@pytest.mark.parametrize("username", ["nino", "nobody"])
def test_after_too_many_failures_the_right_password_is_refused_too(browser: Browser, nino: User, username: str) -> None:
    for _ in range(5):
        assert browser.sign_in(username, "guess").status_code == 200
    answer = browser.sign_in(username)
    browser.sign_in(username)

    assert answer.status_code == 429
    assert 240 < int(answer["Retry-After"]) <= 300
    assert "Wait 5 minutes" in answer.content.decode()
    assert [verb for verb, _actor, _data in trail()].count("sign_in.throttled") == 1


def test_after_the_window_it_is_possible_again(browser: Browser, nino: User, settings: LazySettings) -> None:
    for _ in range(6):
        browser.sign_in(password="guess")
    for key in counters._client().scan_iter("mla:count:*"):
        counters._client().delete(key)  # what Redis itself does when the window is over

    assert browser.sign_in().status_code == 302


def test_the_window_is_not_prolonged_by_trying(browser: Browser, nino: User) -> None:
    browser.sign_in(password="guess")
    [key] = list(counters._client().scan_iter("mla:count:sign_in:name:*"))
    counters._client().expire(key, 100)
    browser.sign_in(password="guess")

    assert counters._client().ttl(key) <= 100


def test_a_success_forgets_the_failures_before_it(browser: Browser, nino: User) -> None:
    for _ in range(3):
        for _ in range(4):
            browser.sign_in(password="guess")
        assert browser.sign_in().status_code == 302
        browser.send("/sign-out/")


def test_an_address_that_tries_many_names_is_stopped(browser: Browser, nino: User) -> None:
    for number in range(20):
        assert browser.sign_in(f"name{number}", "guess").status_code == 200

    assert browser.sign_in().status_code == 429


def test_successes_do_not_use_up_an_address(nino: User) -> None:
    for _ in range(25):
        assert Browser().sign_in().status_code == 302


@pytest.mark.parametrize(("behind_proxy", "last"), [(False, 429), (True, 302)])
def test_the_address_is_the_proxys_word_only_behind_a_proxy(
    browser: Browser, nino: User, settings: LazySettings, behind_proxy: bool, last: int
) -> None:
    settings.BEHIND_PROXY = behind_proxy
    for number in range(20):
        hops = f"10.0.0.1, 192.0.2.{number}"
        browser.send("/sign-in/", {"username": f"name{number}", "password": "x"}, **{"x-forwarded-for": hops})

    assert browser.sign_in().status_code == last


@pytest.mark.django_db(transaction=True)
def test_many_guesses_at_once_are_no_way_around_the_limit(transactional_db: None) -> None:
    someone("nino")
    statuses: list[int] = []
    start = threading.Barrier(8)

    def guess() -> None:
        start.wait()
        answer = Client().post("/sign-in/", {"username": "nino", "password": "guess"})
        statuses.append(answer.status_code)
        connection.close()

    threads = [threading.Thread(target=guess) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(statuses) == [200] * 5 + [429] * 3


def test_without_redis_people_still_come_in(
    browser: Browser, nino: User, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    monkeypatch.setattr(counters, "_client", counters._client.__wrapped__)

    assert browser.sign_in().status_code == 302


@pytest.mark.parametrize("target", ["//elsewhere.example/", "https://elsewhere.example/", "javascript:alert(1)"])
def test_sign_in_leads_nowhere_else(browser: Browser, nino: User, target: str) -> None:
    answer = browser.send("/sign-in/", {"username": "nino", "password": PASSWORD, "next": target})

    assert answer["Location"] == "/"


def test_sign_in_from_another_site_is_refused(browser: Browser, nino: User) -> None:
    answer = browser.send("/sign-in/", {"username": "nino", "password": PASSWORD}, origin="https://elsewhere.example")

    assert answer.status_code == 403
    assert "_auth_user_id" not in browser.session


def test_the_session_key_is_new_after_sign_in(browser: Browser, nino: User) -> None:
    browser.sign_in()
    first = browser.session.session_key
    browser.send("/sign-out/")
    browser.sign_in()

    assert browser.session.session_key != first


@pytest.mark.parametrize("typed", ["a\0b", "x" * 10_000, "\ud800".encode("utf-8", "surrogatepass").decode("latin1")])
def test_strange_names_are_refused_politely(browser: Browser, db: None, typed: str) -> None:
    assert browser.sign_in(typed).status_code in {200, 400}


def test_sign_out_ends_the_session_and_is_recorded(browser: Browser, nino: User) -> None:
    browser.sign_in()
    answer = browser.send("/sign-out/")

    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/")
    assert browser.get("/account/").status_code == 302
    assert [verb for verb, _actor, _data in trail()] == ["sign_in.succeeded", "sign_out"]


def test_sign_out_is_no_link(browser: Browser, nino: User) -> None:
    browser.sign_in()

    assert browser.get("/sign-out/").status_code == 405


def test_the_administration_has_no_door_of_its_own(browser: Browser, nino: User) -> None:
    assert browser.get("/admin/login/")["Location"] == "/sign-in/?next=/admin/"
    browser.sign_in()
    assert browser.get("/admin/login/").status_code == 403
