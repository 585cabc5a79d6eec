"""The published schema says what the code writes and reads, and every document obeys it."""

from __future__ import annotations

import json
import os

import pytest
from django.test import Client
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from templates_app.context import RequestDocument
from templates_app.schema import PUBLISHED, SCHEMAS, json_schema, schema_text
from tests.templates_app.anything import anything
from tests.templates_app.kinds import DOCUMENTS
from tests.templates_app.notices import NOTICES
from tests.templates_app.samples import EMPTY

VALIDATORS = {name: Draft202012Validator(json_schema(name)) for name in PUBLISHED}
VALIDATOR = VALIDATORS["request"]


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_published_file_is_what_the_types_say(name: str) -> None:
    """After a new field: REFRESH_GOLDEN=1 .venv/bin/pytest tests/templates_app, and read the difference."""
    file = SCHEMAS / f"{name}-1.json"
    if os.environ.get("REFRESH_GOLDEN"):
        file.write_text(schema_text(name))

    assert file.read_text() == schema_text(name)


@pytest.mark.parametrize("name", PUBLISHED)
def test_it_is_itself_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(json_schema(name))


@pytest.mark.parametrize("document", [*DOCUMENTS.values(), EMPTY], ids=lambda one: one.reference)
def test_every_sample_obeys_it(document: RequestDocument) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(json.loads(document.to_json()))] == []


@pytest.mark.parametrize("kind", NOTICES)
def test_every_notice_obeys_its_own(kind: str) -> None:
    told = json.loads(NOTICES[kind].to_json())

    assert [error.message for error in VALIDATORS["notice"].iter_errors(told)] == []
    assert not VALIDATOR.is_valid(told)


@given(anything(RequestDocument))
@settings(max_examples=40)
def test_every_document_that_the_types_allow_obeys_it(document: RequestDocument) -> None:
    assert VALIDATOR.is_valid(json.loads(document.to_json()))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("schema", "somebody-else/1"),
        ("dated", "21/11/2026"),
        ("urgency", "very"),
        ("revision", 2**53),
        ("offences", {}),
        ("period_from", "2026-11-01T00:00:00"),
        ("colour", "red"),
        ("court", {"case_number": "1"}),
    ],
)
def test_what_the_portal_refuses_it_refuses_too(name: str, value: object) -> None:
    assert not VALIDATOR.is_valid(json.loads(EMPTY.to_json()) | {name: value})


@pytest.mark.parametrize("name", PUBLISHED)
def test_it_is_served_to_everyone(client: Client, name: str) -> None:
    answer = client.get(f"/schemas/{name}-1.json")

    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/schema+json"
    assert answer.content.decode() == schema_text(name)


@pytest.mark.parametrize("address", ["request-99", "urls-1", "notice-0"])
def test_there_is_no_other(client: Client, address: str) -> None:
    assert client.get(f"/schemas/{address}.json").status_code == 404
