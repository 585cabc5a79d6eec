"""The list of cases."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from contacts.roles import Role
from contacts.services.memberships import membership_grant
from tests.world import World, person

pytestmark = pytest.mark.django_db


def listed(client: Client, **parameters: str) -> str:
    return client.get("/cases/", parameters).content.decode()


def test_an_empty_list_says_what_to_do(world: World, client: Client) -> None:
    client.force_login(world.officer)
    page = listed(client)
    assert "No case yet" in page
    assert "Every request to another country starts from one." in page
    client.force_login(world.auditor)
    assert 'href="/cases/new/"' not in listed(client)


def test_own_cases_newest_first_with_their_requests_counted(world: World, client: Client) -> None:
    first = world.case()
    world.draft(case=first)
    world.draft(case=first)
    world.case(reference="GE-75/2026", title="Ransomware")
    client.force_login(world.colleague)
    page = listed(client)
    assert page.index("Ransomware") < page.index("Phishing of bank customers")
    assert '<td class="num" data-label="Requests">2</td>' in page
    assert '<td class="num" data-label="Requests">0</td>' in page


def test_nobody_sees_the_cases_of_others(world: World, client: Client) -> None:
    case = world.case()
    world.sent(case=case)
    for user in (world.stranger, world.contact, world.their_supervisor):
        client.force_login(user)
        assert case.title not in listed(client)


def test_a_sealed_case_is_listed_and_found_for_those_named_only(world: World, client: Client) -> None:
    world.case(sealed=True)
    client.force_login(world.officer)
    assert "Sealed" in listed(client)
    client.force_login(world.colleague)
    assert "Phishing" not in listed(client)
    assert "GE-74/2026" not in listed(client, q="GE-74")


def test_it_is_searched_by_number_and_title(world: World, client: Client) -> None:
    world.case()
    world.case(reference="GE-75/2026", title="Ransomware")
    client.force_login(world.officer)
    assert "Phishing" not in listed(client, q="ge-75")
    assert "GE-75/2026" not in listed(client, q="bank customers")
    nothing = listed(client, q="100% <b>")
    assert "No case with “100% &lt;b&gt;” in its number or title" in nothing


def test_it_goes_on_page_by_page(world: World, client: Client) -> None:
    for number in range(51):
        world.case(reference=f"GE-{number}", title=f"Number {number}.")
    client.force_login(world.officer)
    response = client.get("/cases/")
    assert "Number 50." in response.content.decode()
    assert "Number 0." not in response.content.decode()
    assert "Number 0." in client.get(response.context["pages"]["next"]).content.decode()


def test_a_wrong_cursor_is_refused(world: World, client: Client) -> None:
    world.case()
    client.force_login(world.officer)
    assert client.get("/cases/", {"cursor": "nonsense"}).status_code == 400


def test_who_works_at_two_authorities_sees_whose_case_it_is(world: World, client: Client) -> None:
    world.case()
    client.force_login(world.officer)
    assert "Prosecutor&#x27;s Office</td>" not in listed(client)
    membership_grant(actor=None, user=world.officer, authority=world.asked, role=Role.CONTACT)
    assert "Prosecutor&#x27;s Office</td>" in listed(client)


def test_it_costs_the_same_however_long_it_is(
    world: World, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        world.draft(case=world.case(reference=f"GE-{number}"))
    client.force_login(person("reader", world.asking, Role.OFFICER))
    listed(client)
    with django_assert_max_num_queries(10):
        listed(client)
