"""Every address, every role, every state: as the table says, and no address that the table does not know."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from mla_portal.counters import count_forget
from tests.access.people import people_of
from tests.access.places import make_places
from tests.access.routes import administration, route_names
from tests.access.table import Row, rows
from tests.world import World

pytestmark = pytest.mark.django_db
# Each try leaves everything as it was, so the table can be walked in parts, beside each other.
PARTS = 4


@pytest.fixture(autouse=True)
def _without_throttle(settings: Settings) -> None:
    settings.API_CALLS_PER_MINUTE = 10**6
    count_forget("reach:127.0.0.1")
    count_forget("outside:127.0.0.1")


def test_the_table_knows_every_route_and_no_other() -> None:
    assert {row.route for row in rows()} == route_names()


@pytest.fixture(params=range(PARTS), ids=lambda number: f"part{number + 1}")
def part(request: pytest.FixtureRequest) -> list[Row]:
    return rows()[request.param :: PARTS]


def test_every_route_answers_every_role_as_the_table_says(world: World, part: list[Row]) -> None:
    places, people = make_places(world), people_of(world)
    wrong = []
    for row in part:
        address = places.address(row.route, row.state, row.action)
        for role, expected in row.statuses.items():
            status = people[role].tries(row.method, address, row.action).status_code
            if status != expected:
                wrong.append(f"{row}: {role} gets {status}, not {expected}")
    assert wrong == []


def test_no_other_method_does_anything(world: World, part: list[Row]) -> None:
    places, people = make_places(world), people_of(world)
    known = {(row.route, row.method) for row in rows()}
    wrong = []
    for row in part:
        address = places.address(row.route, row.state, row.action)
        for method in {"put", "delete", "patch"} - {method for route, method in known if route == row.route}:
            status = people["officer"].tries(method, address).status_code
            if not 300 <= status < 500:
                wrong.append(f"{method} {address}: {status}")
    assert wrong == []


def test_the_administration_is_for_administrators(world: World) -> None:
    people = people_of(world)
    for route in administration():
        address = "/" + "/".join("1" if "<" in part else part for part in route.split("/"))
        for role in set(people) - {"administrator"}:
            status = people[role].tries("get", address).status_code
            assert status in (302, 403, 404, 405), f"{role} {address}: {status}"
