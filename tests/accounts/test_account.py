from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mla_portal.accounts import panels
from mla_portal.accounts.models import ApiToken, User
from mla_portal.accounts.services.tokens import token_create
from mla_portal.audit.models import Event
from tests.accounts.conftest import Browser
from tests.people import PASSWORD, someone

pytestmark = pytest.mark.urls("tests.accounts.pages")

NEW = "other words in a row"


@pytest.fixture
def own(browser: Browser, nino: User) -> Browser:
    browser.sign_in()
    return browser


def test_it_shows_who_i_am(own: Browser) -> None:
    page = own.get("/account/").content.decode()

    assert "Nino" in page
    assert '<option value="Asia/Tbilisi" selected>' in page


def test_many_keys_cost_no_more_queries_than_one(
    own: Browser, nino: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    token_create(actor=nino, label="First")
    with CaptureQueriesContext(connection) as one:
        own.get("/account/")
    for number in range(9):
        token_create(actor=nino, label=f"Key {number}")

    with django_assert_num_queries(len(one)):
        own.get("/account/")


def test_language_and_time_zone_are_mine_to_choose(own: Browser, nino: User) -> None:
    assert own.send("/account/", {"language": "en", "time_zone": "Europe/Tirane"}).status_code == 302

    nino.refresh_from_db()
    assert nino.time_zone == "Europe/Tirane"


@pytest.mark.parametrize("zone", ["", "Europe/Atlantis", "../../etc/passwd", "+04:00"])
def test_a_zone_that_is_none_is_refused(own: Browser, nino: User, zone: str) -> None:
    answer = own.send("/account/", {"language": "en", "time_zone": zone})

    assert answer.status_code == 400
    assert "Time zone" in answer.content.decode()
    nino.refresh_from_db()
    assert nino.time_zone == "Asia/Tbilisi"


def test_times_are_shown_in_the_readers_zone(own: Browser, nino: User) -> None:
    token, _key = token_create(actor=nino, label="Case system")
    ApiToken.objects.filter(pk=token.pk).update(last_used_at=datetime(2026, 11, 14, 20, 30, tzinfo=UTC))

    assert "00:30" in own.get("/account/").content.decode()


def test_a_key_is_shown_once(own: Browser, nino: User) -> None:
    page = own.send("/account/tokens/", {"label": "Case system", "days": "90"}).content.decode()
    token = ApiToken.objects.get(user=nino)
    keys = re.findall(rf"{re.escape(token.prefix)}[\w-]+", page)

    assert keys
    assert Client().get("/api/v1/nothing/", headers={"authorization": f"Token {keys[0]}"}).status_code == 404
    assert token.expires_at is not None
    assert abs(token.expires_at - timezone.now() - timedelta(days=90)) < timedelta(minutes=1)
    listed = own.get("/account/").content.decode()
    assert "Case system" in listed
    assert keys[0] not in listed


@pytest.mark.parametrize(
    "typed", [{}, {"label": "", "days": "90"}, {"label": "x" * 101, "days": "90"}, {"label": "a", "days": "7"}]
)
def test_a_key_without_purpose_is_refused(own: Browser, typed: dict[str, str]) -> None:
    answer = own.send("/account/tokens/", typed)

    assert answer.status_code == 400
    assert ApiToken.objects.count() == 0


def test_a_key_is_revoked_once_and_for_all(own: Browser, nino: User) -> None:
    token, _key = token_create(actor=nino, label="Case system")
    for _ in range(2):
        assert own.send(f"/account/tokens/{token.id}/revoke/").status_code == 302

    assert "Case system (" not in own.get("/account/").content.decode()
    assert Event.objects.filter(verb="api_token.revoked", actor=nino).count() == 1


def test_the_key_of_another_is_not_there(own: Browser) -> None:
    token, _key = token_create(actor=someone("maia"), label="Case system")

    assert own.send(f"/account/tokens/{token.id}/revoke/").status_code == 404
    assert ApiToken.objects.get().revoked_at is None


def test_the_password_is_changed(own: Browser, nino: User) -> None:
    answer = own.send("/account/password/", change(PASSWORD, NEW))

    assert answer.status_code == 302
    nino.refresh_from_db()
    assert nino.check_password(NEW)
    assert Event.objects.filter(verb="password.changed", actor=nino).count() == 1


def change(old: str, new: str, again: str | None = None) -> dict[str, str]:
    return {"old_password": old, "new_password": new, "new_password_again": new if again is None else again}


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        (change("guess", NEW), "old_password"),
        (change(PASSWORD, "tiny"), "new_password"),
        (change(PASSWORD, "123456789012"), "new_password"),
        (change(PASSWORD, NEW, "other words"), "new_password_again"),
        (change("", "", ""), "old_password"),
    ],
)
def test_a_password_that_will_not_do(own: Browser, nino: User, typed: dict[str, str], wrong: str) -> None:
    answer = own.send("/account/password/", typed)

    assert answer.status_code == 400
    assert wrong in answer.context["form"].errors
    assert typed["new_password"] not in answer.content.decode() or not typed["new_password"]
    nino.refresh_from_db()
    assert nino.check_password(PASSWORD)


def test_the_present_password_cannot_be_guessed_at(own: Browser) -> None:
    statuses = [own.send("/account/password/", change("guess", NEW)).status_code for _ in range(6)]

    assert statuses == [400] * 5 + [429]


def test_other_apps_show_their_part(own: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panels, "_panels", {})
    panels.show_panel("components/back_link.html", lambda request: {"href": "/", "text": f"Of {request.user}"})

    assert "Of Nino" in own.get("/account/").content.decode()


@pytest.mark.parametrize("path", ["/account/", "/account/password/", "/account/tokens/"])
def test_a_stranger_is_asked_to_sign_in(browser: Browser, path: str) -> None:
    assert browser.get(path)["Location"] == f"/sign-in/?next={path}"
