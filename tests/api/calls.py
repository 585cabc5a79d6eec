"""Calling the contract as one person, and reading what it answers."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import MULTIPART_CONTENT

from mla_portal.accounts.models import User
from mla_portal.accounts.services.tokens import token_create


class Caller:
    """Each call says which status it expects and returns the JSON of the answer."""

    def __init__(self, user: User) -> None:
        _token, key = token_create(actor=user, label="tests")
        self.client = Client(headers={"authorization": f"Token {key}"}, raise_request_exception=False)

    def get(self, path: str, status: int = 200) -> Any:
        return self._read(self.client.get(address(path)), status)

    def post(
        self, path: str, data: object = None, status: int = 200, *, kind: str = "application/json", key: str = ""
    ) -> Any:
        headers = {"Idempotency-Key": key} if key else {}
        return self._read(self.client.post(address(path), data, content_type=kind, headers=headers), status)

    def patch(self, path: str, data: object, status: int = 200) -> Any:
        return self._read(self.client.patch(address(path), data, content_type="application/json"), status)

    def act(self, pk: object, action: str, status: int = 200, **answers: object) -> Any:
        return self.post(f"requests/{pk}/actions/", {"action": action, **answers}, status)

    def file(self, path: str, status: int = 200) -> bytes:
        response = self.client.get(address(path))
        assert response.status_code == status, response.content[:1000]
        return response.content

    def upload(self, path: str, content: bytes, status: int = 200, *, key: str = "") -> Any:
        headers = {"Idempotency-Key": key} if key else {}
        data = {"file": SimpleUploadedFile("request.pdf", content, content_type="application/pdf")}
        response = self.client.post(address(path), data, content_type=MULTIPART_CONTENT, headers=headers)
        return self._read(response, status)

    def _read(self, response: Any, status: int) -> Any:
        assert response.status_code == status, response.content[:1000]
        body = response.json()
        if status >= 400:
            assert body["message"]
            assert body["code"]
        return body


def address(path: str) -> str:
    return path if path.startswith("http") else f"/api/v1/{path}"
