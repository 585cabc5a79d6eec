"""Each kind of request: its duties and warnings by cases, what it may continue, and where it is offered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from contacts.days import day_in
from mla_portal.errors import Invalid
from requests_app.kinds import KINDS
from requests_app.selectors.answers import completeness_of
from requests_app.services.actions import action_perform
from requests_app.services.drafts import request_edit
from tests.kinds import CASES, COMPLETE, URGENCY, KindCase, name_of, treaties
from tests.pages.work.rows import sent_rows
from tests.world import IP, World, end_party, in_force

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_duties_and_warnings(world: World, case: KindCase) -> None:
    treaties(world)
    draft = world.draft(
        kind=case.kind,
        content=case.content,
        identifiers=[*case.identifiers],
        urgency=case.how_urgent,
        follows=sent_rows(world, 1)[0] if case.follows else None,
    )
    found = completeness_of(draft, now=timezone.now())
    assert {(duty.field, duty.article) for duty in found.missing} == case.missing
    assert {caution.code for caution in found.warnings} == case.warnings


@pytest.mark.parametrize("kind", KINDS)
def test_from_draft_to_acknowledgement(world: World, kind: str) -> None:
    treaties(world)
    follows = world.sent() if KINDS[kind].must_follow else None
    request = world.acknowledged(
        kind=kind, content=COMPLETE[kind], urgency=URGENCY.get(kind, "normal"), follows=follows
    )
    assert request.status == "acknowledged"
    assert request.deadlines.get(kind="acknowledgement").rule == KINDS[kind].acknowledged_under
    document = request.documents.get()
    assert (document.kind, document.template_version.split("/")[0]) == (kind, KINDS[kind].template)


@pytest.mark.parametrize("kind", ["un_preservation", "emergency_disclosure"])
@pytest.mark.parametrize(
    ("ours", "theirs", "offered"),
    [
        (None, None, False),
        (0, None, False),
        (None, 0, False),
        (0, 0, True),
        (-9, 1, False),
        (1, 1, False),
        (-9, 0, True),
    ],
)
def test_a_kind_is_offered_from_the_day_its_treaty_binds_both(
    world: World, kind: str, ours: int | None, theirs: int | None, offered: bool
) -> None:
    """The days from today, where it is asked, after which it is in force for each; None for one that is no Party."""
    [instrument] = KINDS[kind].instruments
    today = day_in("Europe/Bucharest", timezone.now())
    for country, days in (("GE", ours), ("RO", theirs)):
        if days is not None:
            in_force(instrument, country, since=today + timedelta(days=days))
    if offered:
        assert world.draft(kind=kind, content={}).kind == kind
        return
    with pytest.raises(Invalid) as refused:
        world.draft(kind=kind, content={})
    [sentence] = refused.value.errors["kind"]
    assert "is in force between Georgia and Romania" in sentence


def test_it_cannot_be_moved_to_a_country_that_the_treaty_does_not_bind(world: World) -> None:
    treaties(world)
    draft = world.draft(kind="un_preservation", content={})
    with pytest.raises(Invalid) as refused:
        request_edit(actor=world.officer, request=draft, requested_authority=world.outsider)
    assert "United Nations Convention against Cybercrime" in refused.value.errors["requested_authority"][0]


@pytest.mark.parametrize("kind", [code for code, kind in KINDS.items() if not kind.only_in_force])
def test_where_no_treaty_carries_it_a_kind_of_the_convention_warns(world: World, kind: str) -> None:
    follows = sent_rows(world, 1)[0] if KINDS[kind].must_follow else None
    draft = world.draft(kind=kind, content=COMPLETE[kind], follows=follows)
    end_party("GE")
    codes = {caution.code for caution in completeness_of(draft, now=timezone.now()).warnings}
    assert ("instrument_not_in_force" in codes) is (kind != "withdrawal")


@pytest.mark.parametrize(
    ("instrument", "nature", "carries"),
    [("ETS030", "multilateral", True), ("MLAT-GE-RO", "bilateral", True), ("UNTOC", "multilateral", False)],
)
def test_mutual_assistance_may_rest_on_another_treaty(
    world: World, instrument: str, nature: str, carries: bool
) -> None:
    end_party("RO")
    in_force(instrument, "GE", "RO", kind=nature)
    draft = world.draft(kind="mla_subscriber", content=COMPLETE["mla_subscriber"])
    codes = {caution.code for caution in completeness_of(draft, now=timezone.now()).warnings}
    assert ("instrument_not_in_force" not in codes) is carries
    assert "not_a_party" not in codes


def test_what_must_continue_a_request_says_so(world: World) -> None:
    for kind in ("extension", "withdrawal"):
        with pytest.raises(Invalid) as refused:
            world.draft(kind=kind, content={})
        assert set(refused.value.errors) == {"follows"}


def test_an_extension_continues_a_preservation_that_was_sent(world: World) -> None:
    mla = world.draft(kind="mla_subscriber", content={})
    preservation = world.draft()
    for earlier, reason in ((mla, "cannot continue"), (preservation, "has not been sent yet")):
        with pytest.raises(Invalid) as refused:
            world.draft(kind="extension", content={}, follows=earlier)
        assert reason in refused.value.errors["follows"][0]


def test_what_was_withdrawn_is_not_extended(world: World) -> None:
    sent = world.sent()
    action_perform(actor=world.officer, request=sent, action="withdraw", answers={"reason": "Over"})
    with pytest.raises(Invalid) as refused:
        world.draft(kind="extension", content={}, follows=sent)
    assert "has been withdrawn already" in refused.value.errors["follows"][0]


def test_an_extension_stays_in_the_country_and_a_preservation_need_not(world: World) -> None:
    [sent] = sent_rows(world, 1)
    with pytest.raises(Invalid) as refused:
        world.draft(kind="extension", content={}, follows=sent, to=world.outsider)
    assert "went to another country" in refused.value.errors["follows"][0]
    assert world.draft(follows=sent, to=world.outsider).follows == sent
    draft = world.draft(kind="extension", content={}, follows=sent)
    with pytest.raises(Invalid) as refused:
        request_edit(actor=world.officer, request=draft, requested_authority=world.outsider)
    assert set(refused.value.errors) == {"requested_authority"}


def test_answers_of_the_preservation_may_come_along(world: World) -> None:
    """A program that continues a preservation sends its answers as they are; those of it alone are left out."""
    draft = world.draft(kind="mla_stored_data", content={**COMPLETE["preservation"], **COMPLETE["mla_stored_data"]})
    assert "mla_intended" not in draft.content
    assert draft.content["relationship"] == COMPLETE["preservation"]["relationship"]


@pytest.mark.parametrize("kind", ["mla_subscriber", "mla_stored_data", "un_preservation", "emergency_disclosure"])
def test_a_warning_cites_the_article_of_its_own_kind(world: World, kind: str) -> None:
    treaties(world)
    doubtful = {**IP, "value": "10.0.0.1", "port": None, "at": (timezone.now() + timedelta(days=9)).isoformat()}
    draft = world.draft(kind=kind, content=COMPLETE[kind], identifiers=[doubtful])
    found = completeness_of(draft, now=timezone.now()).warnings
    assert {"future_instant", "private_address"} <= {one.code for one in found}
    assert not [one for one in found if one.field == "identifiers" and one.article.startswith("29")]
