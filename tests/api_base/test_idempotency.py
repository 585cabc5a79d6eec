from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from mla_portal.accounts.models import User
from mla_portal.accounts.services.tokens import token_create
from mla_portal.api.models import FirstAnswer
from mla_portal.api.tasks import first_answers_purge
from tests.api_base.conftest import Call, caller
from tests.people import someone

pytestmark = pytest.mark.urls("tests.api_base.endpoints")

URL = "/api/v1/bookings/"
BODY = {"title": "Review", "at": "2026-11-14T08:21:07Z"}
KEY = {"Idempotency-Key": "5f3c"}


def test_the_second_call_is_given_the_first_answer(call: Call) -> None:
    first, second = call("post", URL, BODY, **KEY), call("post", URL, BODY, **KEY)

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content
    assert second["Idempotent-Replayed"] == "true"
    assert Group.objects.count() == 1


def test_what_is_not_there_any_more_is_not_told_again(call: Call) -> None:
    call("post", URL, BODY, **KEY)
    Group.objects.all().delete()

    assert call("post", URL, BODY, **KEY).status_code == 404
    assert Group.objects.count() == 0


def test_another_body_or_address_with_the_same_key_is_refused(call: Call) -> None:
    call("post", URL, BODY, **KEY)

    assert call("post", URL, {**BODY, "title": "Other"}, **KEY).status_code == 409
    assert call("post", f"{URL}?x=1", BODY, **KEY).status_code == 409
    assert Group.objects.count() == 1


def test_a_key_belongs_to_a_person(call: Call) -> None:
    call("post", URL, BODY, **KEY)

    assert caller(someone("maia"))("post", URL, {**BODY, "title": "Other"}, **KEY).status_code == 201


def test_without_a_key_each_call_counts(call: Call) -> None:
    call("post", URL, BODY)
    call("post", URL, {**BODY, "title": "Other"})

    assert Group.objects.count() == 2


def test_a_refused_call_uses_up_no_key(call: Call) -> None:
    assert call("post", URL, {"title": "Review"}, **KEY).status_code == 400
    assert FirstAnswer.objects.count() == 0
    assert call("post", URL, BODY, **KEY).status_code == 201


def test_a_fault_of_ours_leaves_neither_key_nor_effect(call: Call) -> None:
    Group.objects.create(name="Review")  # the name is unique: the endpoint breaks

    assert call("post", URL, BODY, **KEY).status_code == 500
    assert FirstAnswer.objects.count() == 0


@pytest.mark.parametrize("key", ["", "x" * 256, "tab\there"])
def test_a_key_that_is_none(call: Call, key: str) -> None:
    assert call("post", URL, BODY, **{"Idempotency-Key": key}).status_code == 400


def test_a_form_with_a_file_is_told_by_its_content_not_by_its_boundary(nino: User) -> None:
    _token, key = token_create(actor=nino, label="tests")
    client = Client(headers={"authorization": f"Token {key}"})

    def send(content: bytes) -> Any:
        return client.post(URL, {**BODY, "file": SimpleUploadedFile("a.pdf", content)}, headers=KEY)

    assert [send(b"one").status_code, send(b"one").status_code, send(b"two").status_code] == [201, 201, 409]


def test_answers_are_forgotten_after_seven_days(call: Call) -> None:
    call("post", URL, BODY, **KEY)
    first_answers_purge()
    assert FirstAnswer.objects.count() == 1

    FirstAnswer.objects.update(created_at=timezone.now() - timedelta(days=7, seconds=1))
    first_answers_purge()
    assert FirstAnswer.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_at_once_happen_once(transactional_db: None) -> None:
    call = caller(someone())
    answers = at_once(8, lambda: call("post", URL, BODY, **KEY))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert sum("Idempotent-Replayed" not in answer for answer in answers) == 1
    assert Group.objects.count() == 1


def at_once(times: int, act: Callable[[], Any]) -> list[Any]:
    start, answers = threading.Barrier(times), []

    def run() -> None:
        start.wait()
        answers.append(act())
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
