"""What follows from a request takes over what both say, and quotes what came before."""

from __future__ import annotations

from typing import Any

import pytest

from contacts.models import Authority, AuthorityKind, Channel, Jurisdiction
from mla_portal.errors import Invalid, NotAllowed, NotFound
from requests_app.kinds import KINDS
from requests_app.models import Request
from requests_app.selectors.answers import given_identifiers
from requests_app.selectors.following import authority_after, following
from requests_app.selectors.previous import previous_of
from requests_app.services.chain import request_follow
from tests.world import CONTENT, World

pytestmark = pytest.mark.django_db


def follow(world: World, request: Request, kind: str, **more: Any) -> Request:
    given = {"actor": world.officer, "client_token": f"{kind}-of-{request.pk}", **more}
    return request_follow(request=request, kind=kind, **given)


def central(world: World) -> Authority:
    return Authority.objects.create(
        code="RO-CA",
        jurisdiction=Jurisdiction.objects.get(code="RO"),
        kind=AuthorityKind.CENTRAL_AUTHORITY,
        name="Ministry of Justice",
        time_zone="Europe/Bucharest",
        channel=Channel.POST,
    )


def test_assistance_quotes_the_preservation_and_takes_over_its_answers(world: World) -> None:
    earlier = world.acknowledged(urgency="urgent", content={**CONTENT, "urgency_grounds": ["volatility"]})
    draft = follow(world, earlier, "mla_stored_data", requested_authority=central(world))
    assert (draft.follows, draft.case, draft.urgency) == (earlier, earlier.case, "urgent")
    assert draft.requested_authority.code == "RO-CA"
    for name in ("data_categories", "period_from", "period_to", "relationship", "custodian", "confidential"):
        assert draft.content[name] == earlier.content[name], name
    assert given_identifiers(draft) == given_identifiers(earlier)
    quoted = draft.content["previous_preservation"]
    told = previous_of(draft)
    assert told is not None
    assert (quoted["reference"], quoted["date"]) == (earlier.reference, str(told.sent_on))
    assert (told.their_reference, told.custodian, str(told.acknowledged_on)) == ("RO-9", "Hosting SRL", quoted["date"])
    assert "Cybercrime Service" in quoted["answered_by"]
    # why it had to be kept says nothing of why it is needed, and what was announced has come
    assert not draft.content.keys() & {"necessity", "mla_intended", "duration_days"}


def test_an_extension_needs_an_acknowledged_preservation(world: World) -> None:
    sent = world.sent()
    with pytest.raises(Invalid) as refusal:
        follow(world, sent, "extension")
    assert "has not been acknowledged yet" in refusal.value.errors["kind"][0]
    fits = {one.kind.code: one.refusal for one in following(sent)}
    assert fits["extension"]
    assert not fits["mla_subscriber"]


def test_of_an_extension_the_preservation_is_told_on(world: World) -> None:
    earlier = world.acknowledged()
    extension = follow(world, earlier, "extension")
    assert "reason" not in extension.content
    assert extension.instrument == earlier.instrument


def test_after_a_disclosure_another_country_is_asked(world: World) -> None:
    earlier = world.acknowledged()
    draft = follow(world, earlier, "preservation", requested_authority=world.outsider)
    assert (draft.kind, draft.requested_authority) == ("preservation", world.outsider)
    assert draft.content["necessity"] == earlier.content["necessity"]
    # who holds the data there is not known yet
    assert not draft.content.get("custodian")


def test_a_supplement_is_the_same_kind_again(world: World) -> None:
    draft = follow(world, world.acknowledged(), "preservation")
    assert draft.requested_authority == world.asked
    assert draft.content["custodian"]["name"] == "Hosting SRL"


@pytest.mark.parametrize("kind", ["extension", "mla_subscriber", "mla_stored_data", "withdrawal", "preservation"])
def test_the_same_press_makes_one_draft(world: World, kind: str) -> None:
    earlier = world.acknowledged()
    first = follow(world, earlier, kind)
    assert follow(world, earlier, kind) == first
    assert Request.objects.filter(follows=earlier).count() == 1
    cleaned, errors = KINDS[kind].clean_content(first.content)
    assert (cleaned, errors) == (first.content, {})


@pytest.mark.parametrize("kind", ["emergency_disclosure", "un_preservation", "nothing", "", None, 7])
def test_what_does_not_follow_is_refused(world: World, kind: Any) -> None:
    with pytest.raises(Invalid) as refusal:
        follow(world, world.acknowledged(), kind)
    assert "kind" in refusal.value.errors


def test_a_draft_has_nothing_that_follows(world: World) -> None:
    draft = world.draft()
    with pytest.raises(Invalid) as refusal:
        follow(world, draft, "mla_subscriber")
    assert "has not been sent yet" in refusal.value.errors["kind"][0]
    assert all(one.refusal for one in following(draft))


def test_only_the_own_side_goes_on(world: World) -> None:
    earlier = world.acknowledged()
    for person in (world.contact, world.stranger):
        with pytest.raises(NotFound):
            follow(world, earlier, "mla_subscriber", actor=person)
    with pytest.raises(NotAllowed):
        follow(world, earlier, "mla_subscriber", actor=world.auditor)


def test_it_stays_in_the_country_unless_it_may_leave_it(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        follow(world, world.acknowledged(), "mla_subscriber", requested_authority=world.outsider)
    assert "went to another country" in refusal.value.errors["follows"][0]


def test_whom_to_ask_is_offered(world: World) -> None:
    earlier = world.acknowledged()
    assert authority_after(earlier, KINDS["mla_subscriber"]) == "RO-247"
    central(world)
    assert authority_after(earlier, KINDS["mla_subscriber"]) == "RO-CA"
    assert authority_after(earlier, KINDS["extension"]) == "RO-247"
