from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from mla_portal.accounts.models import User
from mla_portal.accounts.services.tokens import token_create
from tests.people import someone

Call = Callable[..., Any]


@pytest.fixture
def nino(db: None) -> User:
    return someone("nino")


@pytest.fixture
def call(nino: User) -> Call:
    """`call("post", path, {...})` with a token of Nino's; `body=` sends bytes as they are, headers go as keywords."""
    return caller(nino)


def caller(user: User) -> Call:
    _token, key = token_create(actor=user, label="tests")
    client = Client(headers={"authorization": f"Token {key}"}, raise_request_exception=False)

    def call(method: str, path: str, data: object = None, *, body: bytes | None = None, **headers: str) -> HttpResponse:
        content = {"data": body if body is not None else data, "content_type": "application/json"}
        answer: HttpResponse = getattr(client, method)(path, **(content if method != "get" else {}), headers=headers)
        return answer

    return call
