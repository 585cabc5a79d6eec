"""Pages say no in the same words as the contract, to a person as a page, to a script as JSON."""

from __future__ import annotations

import pytest
from django.test import Client

from mla_portal.accounts.models import User

pytestmark = pytest.mark.urls("tests.accounts.pages")


@pytest.fixture
def own(client: Client, nino: User) -> Client:
    client.force_login(nino)
    return client


def test_a_conflict_is_a_page_that_leads_on(own: Client) -> None:
    answer = own.get("/too-late/", headers={"referer": "http://testserver/note/"})

    assert answer.status_code == 409
    assert "Somebody was first." in answer.content.decode()
    assert 'href="http://testserver/note/"' in answer.content.decode()


@pytest.mark.parametrize("script", [{"hx-request": "true"}, {"x-autosave": "1"}, {"accept": "application/json"}])
def test_a_conflict_is_json_for_a_script(own: Client, script: dict[str, str]) -> None:
    answer = own.get("/too-late/", headers=script)

    assert answer.status_code == 409
    assert answer.json() == {"message": "Somebody was first.", "code": "conflict", "allowed_actions": ["withdraw"]}


@pytest.mark.parametrize("path", ["/nothing/", "/account/tokens/7/revoke/"])
def test_what_is_not_there(own: Client, path: str) -> None:
    assert own.get(path).status_code == 404


def test_a_nul_is_refused_before_any_view_sees_it(own: Client) -> None:
    assert own.get("/note/?q=%00").status_code == 400
    assert own.get("/note%00/").status_code in {400, 404}
    assert own.post("/note/", {"facts": "a\0b"}, content_type="application/x-www-form-urlencoded").status_code == 200
    assert own.post("/note/", "facts=a%00b", content_type="application/x-www-form-urlencoded").status_code == 400
