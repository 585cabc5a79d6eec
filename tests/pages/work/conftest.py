from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from mla_portal.accounts.models import User


@pytest.fixture
def as_(db: None) -> Callable[[User], Client]:
    """A browser in which this person is signed in."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in
