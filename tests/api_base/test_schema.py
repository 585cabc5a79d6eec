from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.urls("tests.api_base.endpoints")


def test_the_schema_is_open_and_says_how_calls_are_refused(client: Client, db: None) -> None:
    answer = client.get("/api/schema/", headers={"accept": "application/json"})

    schema = answer.json()
    post = schema["paths"]["/api/v1/bookings/"]["post"]
    assert schema["openapi"].startswith("3.1")
    assert post["responses"]["4XX"]["content"]["application/json"]["schema"]["$ref"].endswith("/Error")
    assert "Idempotency-Key" in {parameter["name"] for parameter in post["parameters"]}
    assert post["security"] == [{"token": []}]


def test_the_docs_are_open_and_carry_no_inline_script(client: Client, db: None) -> None:
    answer = client.get("/api/docs/")

    assert answer.status_code == 200
    assert b"<script>" not in answer.content
    assert b"<style" not in answer.content
