"""What somebody may not see stands on no page that they may open, and in no list."""

from __future__ import annotations

import pytest
from django.test import Client

from mla_portal.accounts.models import User
from mla_portal.accounts.services.tokens import token_create
from requests_app.services.agreements import agreement_make
from tests.api.calls import Caller
from tests.people import PASSWORD
from tests.world import CASE, World, registered

pytestmark = pytest.mark.django_db

WORDS = (CASE["reference"], CASE["title"], "False pages of a bank")


def lists(word: str) -> list[str]:
    return [
        "/",
        "/inbox/",
        "/cases/",
        f"/cases/?q={word}",
        "/requests/",
        f"/requests/?q={word}",
        "/deadlines/",
        "/deadlines/?mine=1",
        "/dashboard/",
        "/account/",
        "/directory/",
        "/directory/GE-CA/",
        "/directory/RO-247/",
        "/api/v1/cases/",
        f"/api/v1/cases/?q={word}",
        "/api/v1/requests/",
        "/api/v1/requests/?box=inbox",
        f"/api/v1/requests/?q={word}",
        "/api/v1/deadlines/",
        "/api/v1/deadlines/?state=open",
    ]


def read(user: User, addresses: list[str]) -> str:
    """All that these addresses tell this person, in one text; of a search, not the words that were looked for."""
    _token, key = token_create(actor=user, label="tests")
    told = []
    for address in addresses:
        client = Client(headers={"authorization": f"Token {key}"})
        client.force_login(user)
        answer = client.get(address)
        assert answer.status_code in (200, 403, 404), address
        told.append(answer.content.decode())
    return "\n".join(told).replace('value="Phishing"', "")


@pytest.mark.parametrize("who", ["stranger", "administrator"])
def test_who_has_no_part_in_it_is_told_nothing(world: World, who: str) -> None:
    row = world.acknowledged()
    reader = (
        User.objects.create_superuser("administrator", PASSWORD, name="Administrator")
        if who == "administrator"
        else world.stranger
    )
    told = read(reader, lists("Phishing"))
    for word in (row.reference, str(row.pk), str(row.case_id), "RO-9", *WORDS):
        assert word not in told


@pytest.mark.parametrize("state", ["draft", "in_review", "approved"])
def test_the_requested_side_is_told_nothing_before_it_is_sent(world: World, state: str) -> None:
    row = getattr(world, state)()
    for reader in (world.contact, world.their_supervisor):
        told = read(reader, lists("Phishing"))
        for word in (row.reference, str(row.pk), str(row.case_id), *WORDS):
            assert word not in told


def test_the_requested_side_is_never_told_of_the_case(world: World) -> None:
    row = world.approved()
    officer, supervisor = Caller(world.officer), Caller(world.supervisor)
    officer.act(row.pk, "return", reason="Spelling of the suspect.")
    officer.act(row.pk, "submit")
    supervisor.act(row.pk, "approve")
    officer.act(row.pk, "send")
    earlier, in_force = row.documents.order_by("revision")
    about = [f"/requests/{row.pk}/", f"/requests/{row.pk}/live/", f"/requests/{row.pk}/document/"]
    about += [f"/api/v1/requests/{row.pk}/{part}" for part in ("", "events/", "documents/", "identifiers/")]
    about.append(f"/api/v1/documents/{in_force.pk}/file.json")
    for reader in (world.contact, world.their_supervisor):
        told = read(reader, [*about, *lists("Phishing")])
        assert row.reference in told
        for word in (
            CASE["reference"],
            CASE["title"],
            str(row.case_id),
            str(earlier.pk),
            earlier.sha256,
            "Spelling of the suspect.",
            "request.drafted",
            "request.approved",
            "request.returned",
        ):
            assert word not in told


def test_a_sealed_case_is_told_only_to_those_named_on_it(world: World) -> None:
    row = world.draft(case=world.case(sealed=True))
    for reader in (world.colleague, world.supervisor, world.auditor):
        told = read(reader, lists("Phishing"))
        for word in (row.reference, str(row.pk), str(row.case_id), *WORDS):
            assert word not in told
    assert row.reference in read(world.officer, lists("Phishing"))


def test_a_registered_request_is_told_to_nobody_but_who_received_it(world: World) -> None:
    """Also where its sender is a member of the portal: who it was is only claimed."""
    row = registered(world, requesting_authority=world.asking, note="Their connection is down.")
    about = [f"/requests/{row.pk}/", f"/requests/{row.pk}/original/", f"/api/v1/requests/{row.pk}/", "/deconfliction/"]
    for reader in (world.officer, world.supervisor, world.auditor, world.stranger):
        told = read(reader, [*about, *lists("US-4711")])
        for word in (row.reference, str(row.pk), "Pass codes were taken"):
            assert word not in told
    assert row.reference in read(world.contact, lists("US-4711"))


def test_that_others_look_for_the_same_is_told_to_supervisors_of_both_alone(world: World) -> None:
    mine, other = world.draft(), registered(world)
    for person, authority in ((world.supervisor, world.asking), (world.their_supervisor, world.asked)):
        agreement_make(actor=person, authority=authority)
    about = [f"/requests/{mine.pk}/", f"/requests/{other.pk}/", "/deconfliction/", "/dashboard/"]
    about += [f"/api/v1/requests/{row.pk}/{part}" for row in (mine, other) for part in ("", "completeness/", "events/")]
    for reader in (world.officer, world.colleague, world.auditor, world.contact, world.stranger):
        assert "Another authority looks for the same" not in read(reader, about)
    told = read(world.supervisor, about)
    assert "Another authority looks for the same" in told
    for word in (other.reference, str(other.pk), "US-4711", "Pass codes were taken"):
        assert word not in told
    told = read(world.their_supervisor, about)
    for word in (mine.reference, str(mine.pk), *WORDS):
        assert word not in told


def test_a_sealed_case_is_never_told_to_overlap(world: World) -> None:
    """Neither to colleagues, nor to the supervisors of both, nor to who registers the same."""
    hidden = world.draft(case=world.case(sealed=True))
    open_one = world.draft(case=world.case(reference="GE-99"))
    other = registered(world)
    for person, authority in ((world.supervisor, world.asking), (world.their_supervisor, world.asked)):
        agreement_make(actor=person, authority=authority)
    about = [f"/requests/{open_one.pk}/", f"/api/v1/requests/{open_one.pk}/completeness/", "/deconfliction/"]
    for reader in (world.colleague, world.supervisor, world.auditor):
        told = read(reader, about)
        assert hidden.reference not in told
        assert str(hidden.pk) not in told
    open_one.identifiers.all().delete()
    assert "Another authority looks for the same" not in read(world.their_supervisor, [f"/requests/{other.pk}/"])
