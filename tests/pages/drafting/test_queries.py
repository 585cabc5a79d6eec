"""What a page of a draft costs does not grow with what is in it."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from requests_app.services.drafts import request_edit
from tests.world import CASE, IP, World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("page", "limit"),
    [
        ("", 31),
        ("check/", 36),
        ("identifiers/", 25),
        ("sections/parties/", 37),
        ("sections/urgency/", 23),
        ("sections/offence/", 24),
        ("sections/data/", 23),
    ],
)
def test_a_page(
    world: World, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, page: str, limit: int
) -> None:
    case = world.case(offences=CASE["offences"] * 10)
    rows = [{**IP, "value": f"185.220.{number // 250}.{number % 250}"} for number in range(300)]
    draft = world.draft(case=case, identifiers=rows)
    for number in range(5):
        request_edit(actor=world.colleague, request=draft, content={"necessity": f"Version {number}"})
    client.force_login(world.officer)
    client.get(f"/requests/{draft.pk}/{page}")
    with django_assert_max_num_queries(limit):
        client.get(f"/requests/{draft.pk}/{page}")
