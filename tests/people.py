"""Persons for tests that need nobody's authority."""

from __future__ import annotations

from typing import Any

from mla_portal.accounts.models import User

PASSWORD = "a long pass phrase for tests"


def someone(username: str = "nino", **fields: Any) -> User:
    return User.objects.create_user(username, PASSWORD, **{"name": username.title(), **fields})
