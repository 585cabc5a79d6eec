from __future__ import annotations

import pytest
import time_machine
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mla_portal.accounts.models import User
from mla_portal.accounts.tasks import ended_sessions_purge
from tests.accounts.conftest import Browser

pytestmark = pytest.mark.urls("tests.accounts.pages")

HOUR = 3600
AJAX = {"hx-request": "true"}


def test_it_ends_when_nobody_was_there(browser: Browser, nino: User, settings: LazySettings) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        browser.sign_in()
        clock.shift(settings.SESSION_COOKIE_AGE - 1)
        assert browser.get("/note/").status_code == 200
        clock.shift(settings.SESSION_COOKIE_AGE + 1)
        assert browser.get("/note/").status_code == 302


def test_it_ends_after_twelve_hours_of_work(browser: Browser, nino: User) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        browser.sign_in()
        for _ in range(12):
            clock.shift(HOUR)
            assert browser.get("/note/").status_code == 200
        clock.shift(1)
        assert browser.get("/note/").status_code == 302
        assert Session.objects.count() == 0


def test_a_page_that_asks_by_itself_does_not_keep_it_alive(
    browser: Browser, nino: User, settings: LazySettings
) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        browser.sign_in()
        clock.shift(settings.SESSION_COOKIE_AGE // 2)
        assert browser.get("/note/", headers=AJAX).status_code == 200
        clock.shift(settings.SESSION_COOKIE_AGE // 2 + 1)
        assert browser.get("/note/", headers=AJAX).status_code == 403


def test_signing_in_again_begins_anew(browser: Browser, nino: User) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        browser.sign_in()
        clock.shift(13 * HOUR)
        browser.sign_in()
        assert browser.get("/note/").status_code == 200


def test_it_is_written_at_most_once_a_minute(
    browser: Browser, nino: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser.sign_in()

    with django_assert_num_queries(2):  # the session and the person
        browser.get("/note/")


def test_ended_sessions_are_forgotten(browser: Browser, nino: User, settings: LazySettings) -> None:
    browser.sign_in()
    ended_sessions_purge()
    assert Session.objects.count() == 1

    Session.objects.update(expire_date=timezone.now())
    ended_sessions_purge()
    assert Session.objects.count() == 0


def test_the_cookie_is_not_for_scripts_or_other_sites(browser: Browser, nino: User) -> None:
    cookie = browser.sign_in().cookies["sessionid"]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_nothing_is_stored_by_the_browser(browser: Browser, nino: User) -> None:
    browser.sign_in()

    for path in ("/account/", "/note/", "/nothing/", "/api/v1/nothing/"):
        assert "no-store" in browser.get(path)["Cache-Control"], path


def test_a_new_password_ends_the_other_sessions(nino: User) -> None:
    here, there = Browser(), Browser()
    here.sign_in()
    there.sign_in()
    new = "other words in a row"
    typed = {"old_password": "a long pass phrase for tests", "new_password": new, "new_password_again": new}
    assert here.send("/account/password/", typed).status_code == 302

    assert here.get("/note/").status_code == 200
    assert there.get("/note/").status_code == 302


def test_someone_who_may_no_longer_sign_in_is_out(browser: Browser, nino: User) -> None:
    browser.sign_in()
    User.objects.update(is_active=False)

    assert browser.get("/note/").status_code == 302


def test_without_a_session_no_query_is_made(
    browser: Browser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert browser.get("/note/").status_code == 302
