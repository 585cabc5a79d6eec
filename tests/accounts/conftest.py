from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from mla_portal.accounts.models import User
from tests.people import PASSWORD, someone

ORIGIN = "http://testserver"


@pytest.fixture
def nino(db: None) -> User:
    return someone("nino", time_zone="Asia/Tbilisi")


@pytest.fixture
def browser(db: None) -> Browser:
    return Browser()


class Browser(Client):
    """A client that keeps the rules a browser keeps: it says where a form came from, and carries the CSRF token."""

    def __init__(self) -> None:
        super().__init__(enforce_csrf_checks=True)

    def token(self) -> str:
        """The token that a page loaded now would carry."""
        if "csrftoken" not in self.cookies:
            self.get("/sign-in/")
        return self.cookies["csrftoken"].value

    def send(
        self,
        path: str,
        data: dict[str, Any] | None = None,
        *,
        token: str | None = None,
        origin: str = ORIGIN,
        **headers: str,
    ) -> Any:
        """Submit a form; with `token`, one that was loaded earlier, and with `origin`, one of another site."""
        carried = self.token() if token is None else token
        typed = {"csrfmiddlewaretoken": carried, **(data or {})}
        return self.post(path, typed, headers={"origin": origin, **headers})

    def sign_in(self, username: str = "nino", password: str = PASSWORD, **more: Any) -> Any:
        return self.send("/sign-in/", {"username": username, "password": password, "next": "/account/", **more})
