"""The list of messages in the administration: to look at, and to try a failed one again."""

from __future__ import annotations

import pytest
from django.test import Client

from mla_portal.accounts.models import User
from mla_portal.outbox.models import Message, Status
from tests.outbox.notices import NOW, queued

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("admin", name="Admin"))
    return client


def test_the_list_shows_what_failed_and_why(admin: Client) -> None:
    queued("failed")
    Message.objects.update(status=Status.FAILED, failed_at=NOW, last_error="550 No such user")
    page = admin.get("/admin/outbox/message/?status__exact=failed")
    assert "550 No such user" in page.content.decode()


def test_a_failed_message_is_tried_again(admin: Client) -> None:
    message = queued("failed")
    Message.objects.update(status=Status.FAILED, failed_at=NOW)
    admin.post("/admin/outbox/message/", {"action": "requeue", "_selected_action": [str(message.id)]})
    assert Message.objects.get().status == Status.QUEUED


@pytest.mark.parametrize("path", ["add/", "{id}/delete/"])
def test_nothing_is_added_or_deleted(admin: Client, path: str) -> None:
    message = queued()
    assert admin.get(f"/admin/outbox/message/{path.format(id=message.id)}").status_code == 403


def test_nothing_is_changed(admin: Client) -> None:
    message = queued()
    url = f"/admin/outbox/message/{message.id}/change/"
    assert admin.get(url).status_code == 200
    assert admin.post(url, {"to_address": "x@y.example"}).status_code == 403
