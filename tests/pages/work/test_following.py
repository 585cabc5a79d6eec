"""What follows, on the page of a request: the kinds that fit, why others do not, and the way to a draft."""

from __future__ import annotations

import pytest
from django.test import Client

from requests_app.models import Request
from tests.world import World

pytestmark = pytest.mark.django_db


def test_the_own_side_finds_what_follows_and_why_not(world: World, client: Client) -> None:
    row = world.sent()
    client.force_login(world.officer)
    page = client.get(f"/requests/{row.pk}/").content.decode()
    assert f"/requests/{row.pk}/follow/mla_subscriber/" in page
    assert f"/requests/{row.pk}/follow/extension/" not in page
    assert f"{row.reference} has not been acknowledged yet" in page
    client.force_login(world.contact)
    assert "/follow/" not in client.get(f"/requests/{row.pk}/").content.decode()


def test_one_page_and_the_draft_is_there(world: World, client: Client) -> None:
    row = world.acknowledged()
    client.force_login(world.officer)
    path = f"/requests/{row.pk}/follow/extension/"
    form = client.get(path).context["form"]
    typed = {"token": form["token"].value(), "requested_authority": form["requested_authority"].value()}
    for _press in range(2):
        answer = client.post(path, typed)
        draft = Request.objects.get(follows=row)
        assert answer["Location"] == f"/requests/{draft.pk}/"
    assert "Family" in client.get(f"/requests/{draft.pk}/").content.decode()


def test_only_authorities_of_the_same_country_are_offered(world: World, client: Client) -> None:
    row = world.acknowledged()
    client.force_login(world.officer)
    extension = client.get(f"/requests/{row.pk}/follow/extension/").content.decode()
    assert "US-247" not in extension
    answer = client.post(
        f"/requests/{row.pk}/follow/extension/", {"token": "t", "requested_authority": world.outsider.code}
    )
    assert answer.status_code == 400
    assert "US-247" in client.get(f"/requests/{row.pk}/follow/preservation/").content.decode()


@pytest.mark.parametrize(
    ("kind", "status"), [("extension", 409), ("nothing", 404), ("un_preservation", 409), ("mla_subscriber", 200)]
)
def test_what_does_not_fit_says_so(world: World, client: Client, kind: str, status: int) -> None:
    client.force_login(world.officer)
    assert client.get(f"/requests/{world.sent().pk}/follow/{kind}/").status_code == status
