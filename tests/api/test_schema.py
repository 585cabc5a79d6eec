"""The OpenAPI document is right, and what it says is what happens."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as examples
from pytest_django import Settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance

from mla_portal.accounts.services.tokens import token_create
from mla_portal.wsgi import application
from tests.world import World

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance]


@pytest.fixture
def _same_connection() -> Iterator[None]:
    """The application is called in this process, and must not close what the test has open."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_the_document_is_valid() -> None:
    written = io.StringIO()
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=written)
    for path in ("/api/v1/cases/{id}/", "/api/v1/requests/{id}/actions/", "/api/v1/documents/verify/"):
        assert f"  {path}:" in written.getvalue()


@pytest.mark.django_db
@pytest.mark.usefixtures("_same_connection")
def test_calls_of_the_form_it_describes_are_answered_as_it_says(world: World, settings: Settings) -> None:
    settings.API_CALLS_PER_MINUTE = 10**6
    settings.ALLOWED_HOSTS = ["*"]
    _token, key = token_create(actor=world.officer, label="tests")
    row = world.approved()
    ids = {"cases": row.case_id, "requests": world.draft().pk, "documents": row.documents.get().pk}
    described = schemathesis.openapi.from_wsgi("/api/schema/", application)
    for found in described.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        _try(operation, key, ids.get(operation.path.split("/")[3]))


def _try(operation: Any, key: str, pk: object) -> None:
    @given(case=operation.as_strategy())
    @examples(
        max_examples=10,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def call(case: Any) -> None:
        if pk and "id" in (case.path_parameters or {}):
            case.path_parameters["id"] = str(pk)
        response = case.call(headers={"Authorization": f"Token {key}"})
        case.validate_response(response, checks=CHECKS)

    call()
