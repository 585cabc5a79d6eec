"""The pages of the results: what stands there, who presses what."""

from __future__ import annotations

import pytest
from django.test import Client

from mla_portal.accounts.models import User
from requests_app.models import Request
from requests_app.services.disclosures import disclosure_act
from tests.results.making import CONDITIONS, LOGS, handed_over, laid
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def results(request: Request) -> str:
    return f"/requests/{request.pk}/results/"


def test_a_form_hands_over_what_lies_there(world: World) -> None:
    request = world.in_execution()
    file, client = laid(world.contact, request), signed_in(world.contact)
    assert "logs.txt" in client.get(f"{results(request)}new/").content.decode()
    answers = {"contains": "Logs.", "attachments": [str(file.pk)], "conditions": ["confidential"], "final": "on"}
    assert client.post(f"{results(request)}new/", {"contains": ""}).status_code == 400
    assert client.post(f"{results(request)}new/", answers).headers["Location"] == results(request)
    made = request.disclosures.get()
    assert (made.final, made.confidential, made.no_other_use) == (True, True, False)
    assert client.get(f"{results(request)}new/").status_code == 409


def test_the_officer_declines_with_reasons_and_sees_the_files_shut(world: World) -> None:
    request = world.in_execution()
    made = handed_over(world.contact, request, **CONDITIONS)
    client = signed_in(world.officer)
    page = client.get(results(request)).content.decode()
    assert "The files open when the conditions are accepted." in page
    assert made.parts.get().file.sha256 in page
    decide = f"{results(request)}{made.pk}/decide/"
    refused = client.post(decide, {"action": "decline", "reason": ""})
    assert (refused.status_code, "Say why" in refused.content.decode()) == (400, True)
    assert client.post(decide, {"action": "decline", "reason": "The trial is public."}).status_code == 302
    assert "Give nevertheless" in signed_in(world.contact).get(results(request)).content.decode()


def test_the_file_is_saved_and_never_shown(world: World) -> None:
    request = world.in_execution()
    made = handed_over(world.contact, request)
    answer = signed_in(world.officer).get(f"{results(request)}{made.pk}/{made.parts.get().pk}/")
    assert answer.getvalue() == LOGS
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_stranger_finds_nothing(world: World) -> None:
    request = world.in_execution()
    made = handed_over(world.contact, request)
    client = signed_in(world.stranger)
    for address in (results(request), f"{results(request)}new/", f"{results(request)}{made.pk}/{made.parts.get().pk}/"):
        assert client.get(address).status_code == 404
    assert client.post(f"{results(request)}{made.pk}/decide/", {"action": "accept"}).status_code == 404


def test_more_deliveries_take_no_more_queries(world: World, django_assert_max_num_queries: object) -> None:
    request = world.in_execution()
    client = signed_in(world.officer)
    for _number in range(5):
        handed_over(world.contact, request, **CONDITIONS)
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        assert client.get(results(request)).content.decode().count("Chain of custody") == 5


def test_use_questions_and_consent_on_one_page(world: World) -> None:
    request = world.in_execution()
    made = handed_over(world.contact, request, **CONDITIONS)
    disclosure_act(actor=world.officer, request=request, disclosure=made, action="accept")
    case = world.case(reference="GE-99/2026", title="Another matter")
    officer, contact, use = signed_in(world.officer), signed_in(world.contact), f"{results(request)}{made.pk}/use/"
    assert officer.post(use, {"act": "use", "text": "Warrant."}).status_code == 302
    assert officer.post(use, {"act": "use", "text": "x", "case": str(case.pk)}).status_code == 409
    assert officer.post(use, {"act": "consent", "text": "", "case": str(case.pk)}).status_code == 400
    assert officer.post(use, {"act": "consent", "text": "Related.", "case": str(case.pk)}).status_code == 302
    theirs = contact.get(use).content.decode()
    assert ("Warrant." in theirs, "GE-99/2026" in theirs, "Related." in theirs) == (False, False, True)
    asked = made.questions.get()
    answer = {"act": "answer", "question": str(asked.pk), "granted": "yes", "text": ""}
    assert contact.post(use, answer).status_code == 302
    assert contact.post(use, {"act": "enquire", "text": ""}).status_code == 302
    assert "Warrant. (in the case of the request)" in officer.get(use).content.decode()
    assert signed_in(world.stranger).get(use).status_code == 404
