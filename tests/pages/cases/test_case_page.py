"""The page of a case, and naming colleagues on it."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from mla_portal.audit.models import Event
from tests.world import CONTENT, World

pytestmark = pytest.mark.django_db


def test_it_shows_what_is_known_and_what_was_asked(world: World, client: Client) -> None:
    case = world.case()
    urgent = {**CONTENT, "urgency_grounds": ["volatility"]}
    draft, sent = world.draft(case=case), world.sent(case=case, urgency="urgent", content=urgent)
    client.force_login(world.colleague)
    page = client.get(f"/cases/{case.pk}/").content.decode()
    for text in (
        "Phishing of bank customers",
        "False pages of a bank took the pass codes",
        "Article 8: Computer-related fraud",
        "Criminal Code 180",
        "9 years",
        draft.reference,
        sent.reference,
        "Cybercrime Service",
        "Romania",
        "mla-urgency--urgent",
        "data-countdown",
        f'href="/cases/{case.pk}/requests/new/"',
    ):
        assert text in page, text


def test_a_new_case_says_what_comes_next(world: World, client: Client) -> None:
    case = world.case(offences=[], facts="")
    client.force_login(world.officer)
    page = client.get(f"/cases/{case.pk}/").content.decode()
    assert "No request yet" in page
    assert "no request is complete without one" in page
    assert "No summary of the facts yet." in page


def test_a_reader_has_no_buttons(world: World, client: Client) -> None:
    case = world.case(offences=[])
    client.force_login(world.auditor)
    page = client.get(f"/cases/{case.pk}/").content.decode()
    assert case.title in page
    for address in ("edit/", "requests/new/", "share/"):
        assert f"/cases/{case.pk}/{address}" not in page


def test_the_other_side_and_strangers_find_nothing(world: World, client: Client) -> None:
    case = world.case()
    world.sent(case=case)
    for user in (world.contact, world.their_supervisor, world.stranger):
        client.force_login(user)
        for address in ("", "edit/", "share/", "requests/new/"):
            assert client.get(f"/cases/{case.pk}/{address}").status_code == 404


def test_a_named_colleague_opens_a_sealed_case(world: World, client: Client) -> None:
    case = world.case(sealed=True)
    client.force_login(world.officer)
    assert "Only these people can open it or find it" in client.get(f"/cases/{case.pk}/").content.decode()
    for _click in range(2):
        response = client.post(f"/cases/{case.pk}/share/", {"colleague": "colleague"}, follow=True)
        assert "The case opens for Colleague." in response.content.decode()
    assert Event.objects.filter(verb="case.access_granted").count() == 1
    client.force_login(world.colleague)
    assert client.get(f"/cases/{case.pk}/").status_code == 200


def test_who_is_named_already_is_not_offered(world: World, client: Client) -> None:
    case = world.case()
    client.force_login(world.officer)
    page = client.get(f"/cases/{case.pk}/").content.decode()
    assert 'value="supervisor"' in page
    assert 'value="officer"' not in page


@pytest.mark.parametrize("username", ["stranger", "contact", "nobody", ""])
def test_only_members_of_the_authority_can_be_named(world: World, client: Client, username: str) -> None:
    case = world.case(sealed=True)
    client.force_login(world.officer)
    assert client.post(f"/cases/{case.pk}/share/", {"colleague": username}).status_code == 400
    assert not Event.objects.filter(verb="case.access_granted").exists()


def test_a_reader_names_nobody(world: World, client: Client) -> None:
    case = world.case()
    client.force_login(world.auditor)
    assert client.post(f"/cases/{case.pk}/share/", {"colleague": "colleague"}).status_code == 403


def test_the_form_of_naming_leads_back_from_its_own_address(world: World, client: Client) -> None:
    case = world.case()
    client.force_login(world.officer)
    assert client.get(f"/cases/{case.pk}/share/").headers["Location"] == f"/cases/{case.pk}/"


def test_it_costs_the_same_however_many_requests_there_are(
    world: World, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    case = world.case()
    for _number in range(10):
        world.draft(case=case)
    client.force_login(world.officer)
    client.get(f"/cases/{case.pk}/")
    with django_assert_max_num_queries(14):
        client.get(f"/cases/{case.pk}/")
