"""A path to a provider in another State (Art. 30): where it leads, and the one press that follows it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, Invalid, NotAllowed, NotFound
from requests_app.models import Disclosure, Request
from requests_app.selectors.disclosed_paths import leads_to, path_of
from requests_app.services.disclosed_paths import path_follow
from requests_app.services.disclosures import disclosure_act
from tests.results.making import CONDITIONS, handed_over
from tests.world import World, end_party

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]

PATH = {"provider": "Transit SRL", "path": "185.220.101.7:51234 from 203.0.113.9 at 2026-11-14T06:21:07+02:00"}


def traced(world: World, country: str = "MD", **more: bool) -> tuple[Request, Disclosure]:
    request = world.in_execution()
    return request, handed_over(world.contact, request, **PATH, provider_country=country, **more)


def page(user: User, request: Request) -> str:
    client = Client()
    client.force_login(user)
    return client.get(f"/requests/{request.pk}/results/").content.decode()


def test_one_press_drafts_the_next_preservation(world: World) -> None:
    request, made = traced(world)
    assert "Draft a preservation request to Moldova" in page(world.officer, request)
    client = Client()
    client.force_login(world.officer)
    answer = client.post(f"/requests/{request.pk}/results/{made.pk}/follow/")
    draft = request.followed_by.get()
    assert answer.headers["Location"] == f"/requests/{draft.pk}/"
    assert (draft.kind, draft.requested_authority.code, draft.status) == ("preservation", "MD-247", "draft")
    assert draft.content["custodian"]["name"] == "Transit SRL"
    # pressed again, by a colleague too, it is the same draft
    assert path_follow(actor=world.colleague, request=request, disclosure=made) == draft
    assert draft.reference in page(world.officer, request)


@pytest.mark.parametrize(
    ("country", "leads", "words"),
    [
        ("MD", "no_party", "Moldova is no Party"),
        ("GE", "home", "back to your own State"),
        ("RO", "asked", "State that was asked"),
    ],
)
def test_where_no_request_leads_on_it_is_said(world: World, country: str, leads: str, words: str) -> None:
    end_party("MD")
    request, made = traced(world, country)
    path = path_of(made)
    assert path is not None
    assert leads_to(path, request, now=timezone.now()) == leads
    assert words in page(world.officer, request)
    with pytest.raises(Conflict):
        path_follow(actor=world.officer, request=request, disclosure=made)


def test_under_conditions_the_path_is_shut_too(world: World) -> None:
    request, made = traced(world, "MD", **CONDITIONS)
    assert "203.0.113.9" not in page(world.officer, request)
    with pytest.raises(Conflict, match="accepted"):
        path_follow(actor=world.officer, request=request, disclosure=made)
    disclosure_act(actor=world.officer, request=request, disclosure=made, action="accept")
    assert "203.0.113.9" in page(world.officer, request)


def test_who_follows_it(world: World) -> None:
    request, made = traced(world)
    for actor in (world.contact, world.stranger):
        with pytest.raises(NotFound):
            path_follow(actor=actor, request=request, disclosure=made)
    with pytest.raises(NotAllowed):
        path_follow(actor=world.auditor, request=request, disclosure=made)


def test_half_a_path_is_none(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        handed_over(world.contact, world.in_execution(), provider="Transit SRL")
    assert set(refusal.value.errors) == {"provider_country", "path"}
