"""A whole case through the contract: two requests to two countries, fourteen identifiers, to the acknowledgement."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pypdf
import pytest

from contacts.models import Authority, AuthorityKind, Jurisdiction
from contacts.roles import Role
from mla_portal.accounts.models import User
from tests.api.calls import Caller
from tests.world import World, person

pytestmark = pytest.mark.django_db

GIVEN: dict[str, Any] = json.loads((Path(__file__).parent.parent / "cases" / "phishing.json").read_text())


@pytest.fixture
def ukraine(world: World) -> User:
    country = Jurisdiction.objects.create(code="UA", time_zone="Europe/Kyiv")
    authority = Authority.objects.create(
        code="UA-247",
        jurisdiction=country,
        kind=AuthorityKind.CONTACT_POINT_247,
        name="Cyber Police Desk",
        time_zone="Europe/Kyiv",
        member=True,
    )
    return person("ukraine", authority, Role.CONTACT)


def test_the_case_of_the_phishing_campaign(world: World, ukraine: User, officer: Caller, supervisor: Caller) -> None:
    desks = {"RO-247": Caller(world.contact), "UA-247": Caller(ukraine)}
    case = officer.post("cases/", GIVEN["case"], 201)
    assert sum(len(given["identifiers"]) for given in GIVEN["requests"]) == 14
    for given in GIVEN["requests"]:
        made = officer.post("requests/", {"case": case["id"], **given}, 201)
        assert len(made["identifiers"]) == len(given["identifiers"])
        assert officer.get(f"requests/{made['id']}/completeness/")["missing"] == []
        officer.act(made["id"], "submit")
        supervisor.act(made["id"], "approve")
        officer.act(made["id"], "send")
        desk = desks[given["requested_authority"]]
        assert [row["id"] for row in desk.get("requests/?box=inbox&status=sent")["results"]] == [made["id"]]
        text = printed(desk, made["id"])
        assert made["reference"] in text
        for identifier in given["identifiers"]:
            assert identifier["value"] in text.replace("\n", "")
        assert GIVEN["case"]["title"] not in text
        assert desk.act(made["id"], "acknowledge", their_reference="D-1")["status"] == "acknowledged"
        assert officer.get(f"requests/{made['id']}/")["their_reference"] == "D-1"


def printed(desk: Caller, pk: str) -> str:
    [document] = desk.get(f"requests/{pk}/documents/")["results"]
    pages = pypdf.PdfReader(io.BytesIO(desk.file(f"documents/{document['id']}/file.pdf"))).pages
    assert len(pages) == document["pages"]
    return "\n".join(page.extract_text() for page in pages)
