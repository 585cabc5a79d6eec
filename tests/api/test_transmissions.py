"""Transmissions, links, proofs and formal texts through the contract; no secret of a link in any answer."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import MULTIPART_CONTENT

from mla_portal.outbox.link_keys import link_key
from requests_app.models import OutsideLink, Request
from tests.api.calls import Caller, address
from tests.outside.links import code_of, link_to, sent_outside
from tests.requests_app.test_formal_texts import context_of
from tests.world import World, desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def path_of(request: Request, more: str = "") -> str:
    return f"requests/{request.pk}/transmissions/{more}"


def multipart(caller: Caller, path: str, status: int = 201, **data: Any) -> Any:
    answer = caller.client.post(address(path), data, content_type=MULTIPART_CONTENT)
    assert answer.status_code == status, answer.content[:500]
    return answer.json()


def paper(content: bytes = b"%PDF-1.7 fax") -> SimpleUploadedFile:
    return SimpleUploadedFile("fax.pdf", content)


def test_listed_with_links_and_proofs_and_no_secret(world: World, officer: Caller) -> None:
    request = sent_outside(world)
    [sent] = officer.get(path_of(request))["results"]
    assert (sent["channel"], sent["purpose"], sent["recipient"]) == ("email", "request", world.outsider.code)
    [link] = sent["links"]
    assert (link["state"], link["mail"], link["to_address"]) == ("waiting", "queued", "desk@us.example")
    made = link_to(request)
    everything = json.dumps(sent)
    for secret in (link_key(f"outside:{made.pk}"), code_of(made), code_of(made).replace(" ", ""), made.key_digest):
        assert secret not in everything


def test_sent_once_more_once(world: World, officer: Caller) -> None:
    request = sent_outside(world)
    body = {"channel": "post", "purpose": "formal", "note": "By courier."}
    made = officer.post(path_of(request), body, 201, key="one")
    assert officer.post(path_of(request), body, 201, key="one") == made
    assert (made["purpose"], made["note"], made["links"]) == ("formal", "By courier.", [])
    officer.post(path_of(request), body, 409)
    assert request.transmissions.count() == 2


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "channel"),
        ({"channel": "portal"}, "channel"),
        ({"channel": ["post"]}, "channel"),
        ({"channel": "post", "purpose": "request"}, "purpose"),
        ({"channel": "post", "purpose": "copy"}, "recipient"),
        ({"channel": "post", "purpose": "copy", "recipient": "XX-NO"}, "recipient"),
        ({"channel": "post", "note": 5}, "note"),
    ],
)
def test_what_is_wrong_is_named(world: World, officer: Caller, body: dict[str, Any], field: str) -> None:
    assert field in officer.post(path_of(sent_outside(world)), body, 400)["errors"]


def test_proofs(world: World, officer: Caller) -> None:
    request = sent_outside(world)
    proofs = path_of(request, f"{request.transmissions.get().pk}/proofs/")
    made = multipart(officer, proofs, stage="received", file=paper(), note="No. 7")
    assert (made["stage"], made["name"], made["note"]) == ("received", "fax.pdf", "No. 7")
    assert officer.get(path_of(request))["results"][0]["proofs"] == [made]
    assert officer.client.get(address(f"requests/{request.pk}/proofs/{made['id']}/file/")).getvalue() == b"%PDF-1.7 fax"
    officer.post(proofs, {"stage": "sent", "note": "By word of the desk."}, 201)
    for body, field in (
        ({"stage": "sent"}, "file"),
        ({"stage": "x", "note": "x"}, "stage"),
        ({"stage": "sent", "note": "x", "happened_at": "2026-11-14T08:21:07"}, "happened_at"),
        ({"stage": "sent", "note": "x", "happened_at": "2999-01-01T00:00:00Z"}, "happened_at"),
        ({"stage": "sent", "file": "text"}, "file"),
    ):
        assert field in officer.post(proofs, body, 400)["errors"]


def test_links_are_made_anew_called_back_and_their_code_sent(world: World, officer: Caller) -> None:
    desk(world.outsider, 2, "Back-up desk", "backup@us.example")
    request = sent_outside(world)
    links = path_of(request, f"{request.transmissions.get().pk}/links/")
    made = officer.post(links, {}, 201)
    assert sorted(one["state"] for one in made["links"]) == ["revoked", "revoked", "waiting", "waiting"]
    new = next(one for one in made["links"] if one["state"] == "waiting" and one["to_address"] == "desk@us.example")
    sent = officer.post(f"requests/{request.pk}/links/{new['id']}/code/", {})
    assert sent["code_sent_to"] == "backup@us.example"
    assert code_of(OutsideLink.objects.get(pk=new["id"])) not in json.dumps(sent)
    assert officer.post(f"requests/{request.pk}/links/{new['id']}/revoke/", {})["state"] == "revoked"
    officer.post(f"requests/{request.pk}/links/{new['id']}/code/", {}, 409)


def test_formal_texts_are_compared_for_both(world: World, officer: Caller, contact: Caller) -> None:
    request = world.sent()
    path = f"requests/{request.pk}/formal-texts/"
    other = replace(context_of(request), facts="Something else.").to_json().encode()
    made = multipart(contact, path, file=SimpleUploadedFile("letter.json", other))
    assert (made["verdict"], made["side"]) == ("different", "requested")
    [answer] = made["differences"]["answers"]
    assert (answer["answer"], answer["after"]) == ("Brief summary of the facts", "Something else.")
    assert officer.get(path)["results"] == [made]
    read = officer.post(path, {"verdict": "same", "note": "Read against the paper."}, 201)
    assert read["differences"] is None
    assert "verdict" in multipart(officer, path, 400, file=paper())["errors"]


def test_strangers_find_nothing_and_readers_change_nothing(
    world: World, officer: Caller, contact: Caller, stranger: Caller
) -> None:
    request = sent_outside(world)
    sent, link = request.transmissions.get().pk, link_to(request).pk
    auditor = Caller(world.auditor)
    auditor.get(path_of(request))
    for path in (path_of(request), path_of(request, f"{sent}/proofs/"), path_of(request, f"{sent}/links/")):
        auditor.post(path, {"channel": "post", "stage": "sent", "note": "x"}, 403)
        for person in (contact, stranger):
            person.post(path, {"channel": "post"}, 404)
    auditor.post(f"requests/{request.pk}/links/{link}/revoke/", {}, 403)
    contact.get(path_of(world.sent()), 404)
    officer.post(path_of(request, f"{uuid4()}/proofs/"), {"stage": "sent", "note": "x"}, 404)
    officer.post(f"requests/{world.sent().pk}/links/{link}/revoke/", {}, 404)
    officer.get(path_of(world.approved()), 404)
