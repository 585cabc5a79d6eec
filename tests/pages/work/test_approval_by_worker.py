"""Approving a request of 300 identifiers as it is: the page, the broker, a worker, the press, the frozen document."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from celery.contrib.testing.worker import start_worker
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from mla_portal.accounts.models import User
from mla_portal.celery import app
from requests_app.models import ApprovalWish, Request
from requests_app.selectors.cautions import reading_digest
from requests_app.services.documents import is_vouched_for
from templates_app.twin import read_twin
from tests.world import IP, World

SignIn = Callable[[User], Client]
NUMBER = 300


@pytest.fixture
def worker() -> Iterator[None]:
    """A worker of Celery on the broker of the tests, in a thread: its tables are those of the test."""
    with app.connection_for_write() as broker:
        broker.SimpleQueue("celery").clear()
    with start_worker(app, pool="solo", perform_ping_check=False, shutdown_timeout=60):
        yield


def many() -> list[dict[str, Any]]:
    return [{**IP, "value": f"198.51.{100 + number // 250}.{number % 250 + 1}"} for number in range(NUMBER)]


def followed(client: Client, request: Request, *, until: float = 120) -> list[str]:
    """What the open page is told until the request is approved, as it asks every so often."""
    told: list[str] = []
    seen, end = client.get(f"/requests/{request.pk}/").context["pulse"], time.monotonic() + until
    pause = threading.Event()
    while time.monotonic() < end:
        answer = client.get(f"/requests/{request.pk}/live/", {"seen": seen})
        if answer.status_code == 200:
            seen = answer.context["pulse"]
            told.append(answer.context["step"].text)
            if answer.context["row"].status == "approved":
                return told
        pause.wait(0.05)
    raise AssertionError(f"It was not approved within {until} s: {told}")


@pytest.mark.django_db(transaction=True)
def test_three_hundred_identifiers_are_approved_by_a_worker(world: World, worker: None, as_: SignIn) -> None:
    request = world.in_review(identifiers=many())
    client = as_(world.supervisor)
    seen = reading_digest(request, now=timezone.now())

    pressed = client.post(f"/requests/{request.pk}/actions/approve/", {"seen": seen})
    assert pressed.status_code == 302
    told = followed(client, request)

    assert any("Step 1 of 3" in text and "pages so far" in text for text in told)
    assert "Approved and frozen." in told[-1]
    document, wish = request.documents.get(), ApprovalWish.objects.get()
    assert (wish.refusal, wish.tries, wish.pages) == ("", 1, document.pages)
    pdf = bytes(document.pdf)
    assert len(PdfReader(BytesIO(pdf)).pages) == document.pages > 10
    assert [one.value for one in read_twin(pdf).identifiers] == [one["value"] for one in many()]
    assert is_vouched_for(document)
