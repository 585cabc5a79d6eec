"""The published schema says what the code writes and reads, and every document obeys it."""

from __future__ import annotations

import json
import os

import pytest
from django.test import Client
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from templates_app.context import RequestDocument
from templates_app.schema import SCHEMAS, json_schema, schema_text
from tests.templates_app.anything import anything
from tests.templates_app.kinds import DOCUMENTS
from tests.templates_app.samples import EMPTY

VALIDATOR = Draft202012Validator(json_schema())


def test_the_published_file_is_what_the_types_say() -> None:
    """After a new field: REFRESH_GOLDEN=1 .venv/bin/pytest tests/templates_app, and read the difference."""
    file = SCHEMAS / "request-1.json"
    if os.environ.get("REFRESH_GOLDEN"):
        file.write_text(schema_text())

    assert file.read_text() == schema_text()


def test_it_is_itself_a_schema() -> None:
    Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("document", [*DOCUMENTS.values(), EMPTY], ids=lambda one: one.reference)
def test_every_sample_obeys_it(document: RequestDocument) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(json.loads(document.to_json()))] == []


@given(anything(RequestDocument))
@settings(max_examples=40, deadline=None)
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


def test_it_is_served_to_everyone(client: Client) -> None:
    answer = client.get("/schemas/request-1.json")

    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/schema+json"
    assert answer.content.decode() == schema_text()


def test_there_is_none_of_another_version(client: Client) -> None:
    assert client.get("/schemas/request-99.json").status_code == 404
