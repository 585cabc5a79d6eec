"""Each role, signed in to the pages and with a token for the contract."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from django.db import transaction
from django.test import Client

from mla_portal.accounts.models import User
from mla_portal.accounts.services.tokens import token_create
from tests.access.table import ROLES
from tests.people import PASSWORD
from tests.world import World


class Person:
    """Tries an address and leaves everything as it was."""

    def __init__(self, user: User | None) -> None:
        self.pages = Client(raise_request_exception=False)
        self.contract = Client(raise_request_exception=False)
        if user is not None:
            self.pages.force_login(user)
            _token, key = token_create(actor=user, label="tests")
            self.contract = Client(headers={"authorization": f"Token {key}"}, raise_request_exception=False)

    def tries(self, method: str, address: str, action: str = "") -> Any:
        cookies = deepcopy(self.pages.cookies)
        with transaction.atomic():
            answer = self._call(method, address, action)
            transaction.set_rollback(True)
        self.pages.cookies = cookies
        return answer

    def _call(self, method: str, address: str, action: str) -> Any:
        if not address.startswith("/api/"):
            return getattr(self.pages, method)(address)
        if method == "get":
            return self.contract.get(address)
        body = {"action": action, "reason": "Because."} if action in ("return", "withdraw") else {"action": action}
        return getattr(self.contract, method)(address, body if action else {}, content_type="application/json")


def people_of(world: World) -> dict[str, Person]:
    administrator = User.objects.create_superuser("administrator", PASSWORD, name="Administrator")
    users = {"anonymous": None, "administrator": administrator}
    return {role: Person(users[role] if role in users else getattr(world, role)) for role in ROLES}
