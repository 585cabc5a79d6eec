"""How pages say no."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from mla_portal.ui.pages import server_error

pytestmark = pytest.mark.usefixtures("gallery")


def test_a_conflict_says_what_happened_what_can_be_done_and_leads_back() -> None:
    answer = Client().get("/conflict/")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "was sent by Supervisor B at 12:01" in page
    assert "Withdraw the request" in page
    assert 'href="/matter/"' in page


def test_the_way_back_never_leaves_the_portal() -> None:
    answer = Client().get("/nowhere/", headers={"referer": "https://elsewhere.example/"})
    assert answer.status_code == 404
    assert "elsewhere.example" not in answer.content.decode()


def test_the_page_of_our_own_failure_needs_nothing_that_may_have_failed() -> None:
    answer = server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.content.decode()
