"""The pages of the studio."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mla_portal.accounts.models import User
from templates_app.models import State, StudioVersion
from templates_app.studio import services
from templates_app.studio.changes import Changes, Clause
from templates_app.studio.selectors import changes_of, shipped
from templates_app.versions import languages_of
from tests.world import PASSWORD, World


@pytest.fixture
def client(keeper: User) -> Client:
    client = Client()
    client.login(username="keeper", password=PASSWORD)
    return client


@pytest.fixture
def draft(keeper: User) -> StudioVersion:
    return services.draft_start(actor=keeper, code="preservation")


def text_of(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.content[:500]
    return " ".join(response.content.decode().split())


def filled(client: Client, draft: StudioVersion, language: str = "en") -> dict[str, Any]:
    """What the form sends when nothing is touched."""
    form = client.get(f"/studio/{draft.pk}/?lang={language}").context["form"]
    values = {name: field.initial for name, field in form.fields.items() if field.initial is not None}
    return {**values, "edition": draft.edition}


def save(client: Client, draft: StudioVersion, language: str = "en", **answers: Any) -> Any:
    data = {**filled(client, draft, language), **answers}
    return client.post(f"/studio/{draft.pk}/?lang={language}", data)


def field_of(client: Client, draft: StudioVersion, text: str) -> str:
    places: dict[str, str] = client.get(f"/studio/{draft.pk}/").context["form"].places
    return places[text]


def test_a_draft_is_begun_from_the_list(client: Client, world: World) -> None:
    response = client.post("/studio/new/", {"code": "withdrawal", "authority": "GE-CA"})
    row = StudioVersion.objects.get()
    assert (response.status_code, row.code, row.authority) == (302, "withdrawal", "GE-CA")
    assert "withdrawal" in text_of(client.get("/studio/"))


def test_saving_what_was_not_touched_changes_nothing(client: Client, draft: StudioVersion) -> None:
    save(client, draft)
    draft.refresh_from_db()
    assert changes_of(draft).plain() == {"texts": {}, "order": [], "clauses": []}


def test_words_order_and_a_clause_are_kept(client: Client, draft: StudioVersion) -> None:
    first, second = (one for one in shipped("preservation").items[:2])
    answers: dict[str, Any] = {
        field_of(client, draft, first.heading): "Our heading",
        f"place-{first.number}": 2,
        f"place-{second.number}": 1,
        "clause-1": "Seen by {requesting_authority.organisation}.",
        "after-1": 3,
    }
    assert save(client, draft, **answers).status_code == 302
    draft.refresh_from_db()
    kept = changes_of(draft)
    assert kept.texts == {"en": {first.heading: "Our heading"}}
    assert kept.order[:2] == (second.number, first.number)
    assert kept.clauses == (Clause(item=3, texts={"en": "Seen by {requesting_authority.organisation}."}),)
    assert "Our heading" in text_of(client.get(f"/studio/{draft.pk}/preview.html"))


def test_the_clause_is_said_in_the_other_language(keeper: User, client: Client, draft: StudioVersion) -> None:
    changes = Changes(clauses=(Clause(item=3, texts={"en": "A clause."}),))
    services.draft_change(actor=keeper, draft=draft, changes=changes, edition=1)
    save(client, draft, "fr", **{"clause-1": "Une clause."})
    draft.refresh_from_db()
    assert changes_of(draft).clauses[0].texts == {"en": "A clause.", "fr": "Une clause."}
    assert "Une clause." in text_of(client.get(f"/studio/{draft.pk}/preview.html?lang=fr"))


def test_faults_stand_beside_their_place(keeper: User, client: Client, draft: StudioVersion) -> None:
    changes = Changes(clauses=(Clause(item=3, texts={"en": "{nothing}"}),))
    services.draft_change(actor=keeper, draft=draft, changes=changes, edition=1)
    page = text_of(client.get(f"/studio/{draft.pk}/?check=1"))
    assert "It cannot be published yet" in page
    assert 'href="#id_clause-1"' in page
    assert "The clause is missing in this language." in page
    text_of(client.get(f"/studio/{draft.pk}/preview.html"), 409)


def test_a_sound_draft_is_published_and_shown(client: Client, draft: StudioVersion) -> None:
    assert "Nothing is wrong with it" in text_of(client.get(f"/studio/{draft.pk}/?check=1"))
    client.post(f"/studio/{draft.pk}/publish/", {"note": "First"})
    draft.refresh_from_db()
    assert draft.state == State.PUBLISHED
    page = text_of(client.get(f"/studio/{draft.pk}/"))
    assert "preservation/1001" in page
    assert "Retire it" in page
    client.post(f"/studio/{draft.pk}/retire/")
    assert "Retired" in text_of(client.get("/studio/"))


def test_what_is_wrong_is_not_published(keeper: User, client: Client, draft: StudioVersion) -> None:
    changes = Changes(clauses=(Clause(item=3, texts={"en": "{nothing}"}),))
    services.draft_change(actor=keeper, draft=draft, changes=changes, edition=1)
    assert client.post(f"/studio/{draft.pk}/publish/").url.endswith("?check=1")  # type: ignore[attr-defined]
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_an_old_page_does_not_write_over_a_newer_one(keeper: User, client: Client, draft: StudioVersion) -> None:
    data = filled(client, draft)
    services.draft_change(actor=keeper, draft=draft, changes=Changes(), edition=1)
    assert client.post(f"/studio/{draft.pk}/", data).status_code == 409


def test_a_duty_cannot_be_left_out_on_the_page(client: Client, draft: StudioVersion) -> None:
    duty = next(one for one in shipped("preservation").items if one.duties)
    assert save(client, draft, **{f"place-{duty.number}": ""}).status_code == 400


def test_the_preview_is_a_pdf_too(client: Client, draft: StudioVersion) -> None:
    response = client.get(f"/studio/{draft.pk}/preview.pdf")
    assert response.content.startswith(b"%PDF")
    assert client.get(f"/studio/{draft.pk}/?lang=xx").status_code == 404


def test_the_preview_allows_its_own_style_and_nothing_else(client: Client, draft: StudioVersion) -> None:
    policy = client.get(f"/studio/{draft.pk}/preview.html").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


def test_a_letterhead(client: Client, world: World) -> None:
    address = reverse("letterhead", args=["GE-CA"])
    client.post(address, {"lines": "Republic Street 1\nTbilisi"})
    assert "Republic Street 1" in text_of(client.get(address))
    assert client.get(reverse("letterhead", args=["XX-CA"])).status_code == 404


def test_a_translation_is_confirmed(client: Client) -> None:
    assert "Translation not reviewed" in text_of(client.get("/studio/"))
    for one in languages_of("preservation"):
        if not one.reviewed:
            client.post(f"/studio/translations/{one.tag}/confirm/")
    page = text_of(client.get("/studio/"))
    assert "Keeper" in page


def test_the_list_asks_the_database_no_more_for_more_drafts(keeper: User, client: Client, world: World) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/studio/")
        return len(queries)

    services.draft_start(actor=keeper, code="preservation")
    asked()  # what is asked once for each session
    before = asked()
    for _number in range(5):
        services.draft_start(actor=keeper, code="preservation")
    assert asked() == before
