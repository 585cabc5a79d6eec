"""What the directory says of a request, over the wire: while it is drafted, and once more when it is sent."""

from __future__ import annotations

import pytest

from contacts.models import Authority, AuthorityKind
from requests_app.models import Request
from tests.api.calls import Caller
from tests.world import CONTENT, IP, OUTSIDE, World, end_party, reserve

pytestmark = pytest.mark.django_db


def test_the_warnings_of_a_draft(world: World, officer: Caller) -> None:
    end_party("RO")
    reserve("RO")
    row = world.draft(case=world.case(offences=OUTSIDE))
    told = officer.get(f"requests/{row.pk}/completeness/")
    assert (told["complete"], [(one["code"], one["article"]) for one in told["warnings"]]) == (
        True,
        [("not_a_party", "29(1)"), ("dual_criminality_reservation", "29(4)")],
    )


def test_sent_only_despite_what_came_after_the_approval(world: World, officer: Caller) -> None:
    row = world.approved()
    end_party("RO")
    refused = officer.act(row.pk, "send", 409)
    assert [(one["code"], one["article"]) for one in refused["warnings"]] == [("not_a_party", "29(1)")]
    assert refused["warnings"][0]["message"] in refused["message"]
    assert refused["allowed_actions"] == ["return", "send"]
    officer.act(row.pk, "send", 400, despite="not_a_party")
    assert officer.act(row.pk, "send", despite=["not_a_party"])["status"] == "sent"


def test_the_other_side_reads_of_it_in_no_other_place(world: World, officer: Caller, contact: Caller) -> None:
    row = world.approved()
    end_party("RO")
    officer.act(row.pk, "send", despite=["not_a_party"])
    assert "approved_cautions" not in contact.get(f"requests/{row.pk}/")


def test_an_organisation_is_no_addressee(world: World, officer: Caller) -> None:
    Authority.objects.filter(code="RO-247").update(kind=AuthorityKind.ORGANISATION)
    body = {
        "case": str(world.case().pk),
        "kind": "preservation",
        "requested_authority": "RO-247",
        "content": CONTENT,
        "identifiers": [IP],
    }
    refused = officer.post("requests/", body, 400)
    assert refused["errors"] == {
        "requested_authority": ["An organisation cannot be asked. Choose an authority of a country."]
    }
    assert not Request.objects.exists()
