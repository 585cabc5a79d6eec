"""The page and the contract keep and refuse the same, with the same words."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from requests_app.models import Request
from requests_app.services.identifiers import ROWS_NAMED
from tests.api.calls import Caller
from tests.identifiers.cases import CASES, Case
from tests.pages.browserless import fields_of, send
from tests.world import World

pytestmark = pytest.mark.django_db

KEPT = [case for case in CASES if case.kept]
REFUSED = [case for case in CASES if case.refused]
# What JSON itself cannot bring is refused before it is looked at.
IN_JSON = [case for case in REFUSED if "\x00" not in case.typed]


@pytest.fixture
def draft(world: World, client: Client) -> Request:
    client.force_login(world.officer)
    return world.draft(identifiers=[])


@pytest.fixture
def officer(world: World) -> Caller:
    return Caller(world.officer)


def rows(cases: Iterable[Case]) -> list[dict[str, Any]]:
    """At instants of their own, so that two ways to write one value are two identifiers."""
    noon = datetime(2026, 11, 14, 12, tzinfo=UTC)
    return [
        {"type": case.type, "value": case.typed, "at": (noon + timedelta(seconds=number)).isoformat()}
        for number, case in enumerate(cases)
    ]


def table(cases: Iterable[Case]) -> str:
    written = io.StringIO()
    writer = csv.DictWriter(written, ["type", "value", "at"])
    writer.writeheader()
    writer.writerows(rows(cases))
    return written.getvalue()


def test_the_contract_keeps(draft: Request, officer: Caller) -> None:
    added = officer.post(f"requests/{draft.pk}/identifiers/", rows(KEPT), 201)["results"]
    assert [one["value"] for one in added] == [case.kept for case in KEPT]


def test_a_table_sent_to_the_contract_keeps(draft: Request, officer: Caller) -> None:
    added = officer.post(f"requests/{draft.pk}/identifiers/", table(KEPT), 201, kind="text/csv")["results"]
    assert [one["value"] for one in added] == [case.kept for case in KEPT]


def test_the_page_keeps(draft: Request, client: Client) -> None:
    response = send(client, f"/requests/{draft.pk}/identifiers/load/", "paste", lines=table(KEPT))
    assert response.status_code == 302
    assert [one.value for one in draft.identifiers.all()] == [case.kept for case in KEPT]


@pytest.mark.parametrize("start", range(0, len(IN_JSON), ROWS_NAMED))
def test_the_contract_refuses(draft: Request, officer: Caller, start: int) -> None:
    cases = IN_JSON[start : start + ROWS_NAMED]
    errors = officer.post(f"requests/{draft.pk}/identifiers/", rows(cases), 400)["errors"]
    assert set(errors) == {f"identifiers.{number}.value" for number in range(1, len(cases) + 1)}
    for number, case in enumerate(cases, start=1):
        assert errors[f"identifiers.{number}.value"][0].startswith(case.refused), case


def test_the_page_refuses(draft: Request, client: Client) -> None:
    response = send(client, f"/requests/{draft.pk}/identifiers/load/", "paste", lines=table(REFUSED))
    page = unescape(response.content.decode())
    assert f"{len(REFUSED)} of {len(REFUSED)} lines are to be mended." in page
    assert sum(name.startswith("line_") for name in fields_of(response, "mend")) == len(REFUSED)
    for case in REFUSED:
        assert case.refused in page, case
    assert not draft.identifiers.exists()
