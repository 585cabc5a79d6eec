from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mla_portal.accounts.models import User
from mla_portal.errors import Invalid
from mla_portal.paging import page
from tests.api_base.conftest import Call
from tests.people import someone

pytestmark = [pytest.mark.urls("tests.api_base.endpoints"), pytest.mark.django_db]

URL = "/api/v1/bookings/"


def rooms(*names: str) -> None:
    Group.objects.bulk_create(Group(name=name) for name in names)


def follow(call: Call, url: str) -> list[list[str]]:
    pages = []
    while url:
        answer: dict[str, Any] = call("get", url).json()
        pages.append([row["name"] for row in answer["results"]])
        url = answer["next"]
    return pages


def test_pages_follow_each_other_to_the_end(call: Call) -> None:
    rooms("e", "b", "d", "a", "c")

    assert follow(call, f"{URL}?page_size=2") == [["a", "b"], ["c", "d"], ["e"]]
    assert follow(call, f"{URL}?page_size=2&order=-name") == [["e", "d"], ["c", "b"], ["a"]]
    assert follow(call, f"{URL}?page_size=2&order=-id") == [["c", "a"], ["d", "b"], ["e"]]


def test_a_list_that_fits_has_no_next_page(call: Call) -> None:
    rooms("a", "b")

    assert follow(call, f"{URL}?page_size=2") == [["a", "b"]]
    assert follow(call, f"{URL}?page_size=1") == [["a"], ["b"]]


def test_an_empty_list(call: Call) -> None:
    assert call("get", URL).json() == {"results": [], "next": None}


def test_a_row_added_meanwhile_shifts_nothing(call: Call) -> None:
    rooms("b", "c", "d", "e")
    first = call("get", f"{URL}?page_size=2").json()
    rooms("a")

    assert follow(call, first["next"]) == [["d", "e"]]


def test_the_cursor_of_another_order_is_refused(call: Call) -> None:
    rooms("a", "b")
    url = call("get", f"{URL}?page_size=1").json()["next"]

    assert call("get", f"{url}&order=-name").status_code == 400


def test_a_page_costs_the_same_however_long(call: Call, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    call("get", URL)
    for count in (1, 60):
        rooms(*(f"{count}-{number}" for number in range(count)))
        with django_assert_num_queries(2):  # the token, the list
            call("get", URL)


def test_equal_values_are_told_apart_by_id() -> None:
    now = timezone.now()
    people = [someone(f"p{number}", date_joined=now - timedelta(days=number // 3)) for number in range(7)]
    expected = sorted(people, key=lambda person: (person.date_joined, person.pk), reverse=True)

    seen: list[User] = []
    cursor: str | None = None
    while True:
        got = page(User.objects.all(), cursor=cursor, size=2, order="-date_joined")
        seen += got.items
        cursor = got.next_cursor
        if cursor is None:
            break

    assert seen == expected


def test_the_way_back_shows_the_same_pages() -> None:
    rooms("a", "b", "c", "d", "e")
    first = page(Group.objects.all(), size=2, order="name")
    second = page(Group.objects.all(), size=2, order="name", cursor=first.next_cursor)
    third = page(Group.objects.all(), size=2, order="name", cursor=second.next_cursor)

    assert first.previous_cursor is None
    assert third.next_cursor is None
    back = page(Group.objects.all(), size=2, order="name", cursor=third.previous_cursor)
    assert back.items == second.items
    beginning = page(Group.objects.all(), size=2, order="name", cursor=back.previous_cursor)
    assert (beginning.items, beginning.previous_cursor) == (first.items, None)
    assert page(Group.objects.all(), size=2, order="name", cursor=beginning.next_cursor).items == second.items


def test_the_cursor_of_another_list_is_refused() -> None:
    rooms("a", "b")
    cursor = page(Group.objects.all(), size=1, order="id").next_cursor

    with pytest.raises(Invalid):
        page(User.objects.all(), cursor=cursor, order="id")
