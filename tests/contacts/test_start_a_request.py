"""From the page of an authority to a request to it: the case is chosen on the way."""

from __future__ import annotations

import pytest
from django.test import Client

from requests_app.models import Request
from tests.world import World

pytestmark = pytest.mark.django_db


def test_from_the_directory_to_a_draft(world: World, client: Client) -> None:
    case = world.case()
    client.force_login(world.officer)
    page = client.get("/directory/MD-247/").content.decode()
    assert 'href="/cases/?to=MD-247"' in page
    chosen = client.get("/cases/?to=MD-247").content.decode()
    assert "Choose the case in which Cyber Centre shall be asked" in chosen
    assert f'href="/cases/{case.pk}/requests/new/?to=MD-247"' in chosen
    form = client.get(f"/cases/{case.pk}/requests/new/?to=MD-247")
    assert '<option value="MD-247" selected' in form.content.decode()
    answers = {"token": "t", "kind": "preservation", "requested_authority": "MD-247", "urgency": "normal"}
    client.post(f"/cases/{case.pk}/requests/new/", answers)
    assert Request.objects.get().requested_authority.code == "MD-247"


@pytest.mark.parametrize("to", ["XX-1", "not a code", "<script>"])
def test_an_authority_that_is_not_there_is_not_asked(world: World, client: Client, to: str) -> None:
    case = world.case()
    client.force_login(world.officer)
    assert "Choose the case in which" not in client.get("/cases/", {"to": to}).content.decode()
    assert client.get(f"/cases/{case.pk}/requests/new/", {"to": to}).status_code == 200
