"""Leaving an authority: access ends at once, nobody's work is orphaned, the history keeps the name."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from contacts.models import Membership
from contacts.roles import Role
from contacts.services.memberships import membership_grant
from mla_portal.accounts.models import User
from mla_portal.accounts.services.tokens import token_create, token_use
from mla_portal.audit.models import Event
from mla_portal.errors import Invalid, NotAllowed, NotFound
from requests_app.models import Case, Request
from requests_app.selectors.orphans import count_sealed_orphans, orphans, unapprovable
from requests_app.selectors.timeline import timeline_of
from requests_app.services.actions import action_perform
from requests_app.services.attention import feed_make, feed_use
from requests_app.services.drafts import request_edit
from requests_app.services.leaving import authority_leave, orphans_give
from requests_app.states import Side
from tests.world import CONTENT, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_(db: None) -> Callable[[User], Client]:
    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


def leaves(world: World, user: User, *, actor: User | None = None, last_known: bool = False) -> None:
    authority = world.asked if user in (world.contact, world.their_supervisor) else world.asking
    actor = actor or (world.their_supervisor if authority == world.asked else world.supervisor)
    authority_leave(actor=actor, user=user, authority=authority, last_known=last_known)


def test_access_ends_at_once(world: World, as_: Callable[[User], Client]) -> None:
    client = as_(world.officer)
    _token, key = token_create(actor=world.officer, label="tests")
    _feed, calendar = feed_make(actor=world.officer)
    assert client.get("/").status_code == 200
    leaves(world, world.officer)
    assert client.get("/").status_code == 302
    assert token_use(key=key) is None
    with pytest.raises(NotFound):
        feed_use(key=calendar)
    assert not Membership.objects.filter(user=world.officer, until__isnull=True).exists()
    verbs = set(Event.objects.filter(at__gte=timezone.now().replace(hour=0, minute=0)).values_list("verb", flat=True))
    assert {"membership.ended", "access.revoked", "api_token.revoked", "calendar_feed.revoked"} <= verbs


def test_a_new_session_of_the_same_person_lives(world: World, as_: Callable[[User], Client]) -> None:
    leaves(world, world.officer)
    world.officer.refresh_from_db()
    client = as_(world.officer)
    assert client.get("/").status_code == 200
    assert client.get("/").status_code == 200


def test_who_still_belongs_elsewhere_keeps_the_session_and_sees_nothing_more(
    world: World, as_: Callable[[User], Client]
) -> None:
    request = world.draft()
    membership_grant(actor=None, user=world.officer, authority=world.asked, role=Role.CONTACT)
    client = as_(world.officer)
    leaves(world, world.officer)
    assert client.get("/").status_code == 200
    assert client.get(f"/requests/{request.pk}/").status_code == 404


def test_only_a_supervisor_there_or_an_administrator(world: World) -> None:
    for actor in (world.colleague, world.their_supervisor, world.officer):
        with pytest.raises(NotAllowed):
            leaves(world, world.officer, actor=actor)
    leaves(world, world.officer, actor=User.objects.create_superuser("root", name="Root"))
    with pytest.raises(NotFound):
        leaves(world, world.officer)


def test_nobody_is_ended_as_the_last_supervisor_without_being_told(world: World) -> None:
    with pytest.raises(Invalid, match="last supervisor"):
        leaves(world, world.supervisor)
    assert Membership.objects.filter(user=world.supervisor, until__isnull=True).exists()
    leaves(world, world.supervisor, last_known=True)
    assert not Membership.objects.filter(user=world.supervisor, until__isnull=True).exists()


def test_what_they_had_is_listed_until_it_is_given_to_somebody(world: World) -> None:
    draft, sent, over = world.draft(), world.sent(), world.completed()
    action_perform(actor=world.officer, request=over, action="close", answers={})
    assert list(orphans(world.supervisor)) == []
    leaves(world, world.officer)
    assert set(orphans(world.supervisor)) == {draft, sent}
    assert list(orphans(world.their_supervisor)) == []
    assert orphans_give(actor=world.supervisor, requests=[draft.pk], person=world.colleague, note="Go on.") == 1
    assert list(orphans(world.supervisor)) == [sent]
    assert orphans_give(actor=world.supervisor, requests=[draft.pk, sent.pk], person=None) == 1
    assert list(orphans(world.supervisor)) == []
    draft.refresh_from_db()
    assert draft.requesting_person == world.colleague
    assert draft.author == world.officer


def test_what_the_requested_side_had_is_listed_there(world: World) -> None:
    request = world.in_execution()
    leaves(world, world.contact)
    assert list(orphans(world.their_supervisor)) == [request]
    orphans_give(actor=world.their_supervisor, requests=[request.pk], person=world.their_supervisor)
    request.refresh_from_db()
    assert request.requested_person == world.their_supervisor


def test_nothing_is_given_to_somebody_who_may_not_have_it(world: World) -> None:
    request = world.draft()
    leaves(world, world.officer)
    for person in (world.contact, world.auditor):
        with pytest.raises(Invalid):
            orphans_give(actor=world.supervisor, requests=[request.pk], person=person)
    with pytest.raises(Invalid):
        orphans_give(actor=world.supervisor, requests=[], person=world.colleague)
    assert orphans_give(actor=world.supervisor, requests=[uuid4()], person=world.colleague) == 0


def test_the_new_one_goes_on_with_the_draft_as_it_was_last_kept(world: World) -> None:
    request = world.draft()
    request_edit(actor=world.officer, request=request, content={**CONTENT, "necessity": "Logs go on Friday."})
    leaves(world, world.officer)
    orphans_give(actor=world.supervisor, requests=[request.pk], person=world.colleague)
    request = Request.objects.get(pk=request.pk)
    assert request.content["necessity"] == "Logs go on Friday."
    request_edit(actor=world.colleague, request=request, content={"necessity": "Logs go on Thursday."})
    action_perform(actor=world.colleague, request=request, action="submit", answers={})
    assert any("Officer" in str(moment.by) for moment in timeline_of(request, Side.REQUESTING))


def test_what_nobody_may_approve_any_more_is_said(world: World) -> None:
    membership_grant(actor=None, user=world.colleague, authority=world.asking, role=Role.SUPERVISOR)
    request = world.in_review()
    leaves(world, world.supervisor, actor=world.colleague)
    assert list(unapprovable(world.colleague)) == []
    Request.objects.filter(pk=request.pk).update(submitted_by=world.colleague)
    assert list(unapprovable(world.colleague)) == [request]


def test_sealed_cases_are_counted_and_no_more(world: World, as_: Callable[[User], Client]) -> None:
    case = world.case(reference="GE-75/2026", sealed=True)
    request = world.draft(case=case)
    leaves(world, world.officer)
    assert list(orphans(world.supervisor)) == []
    assert count_sealed_orphans(world.supervisor) == 1
    page = as_(world.supervisor).get("/orphans/").content.decode()
    assert "1 more is in a sealed case" in page
    assert request.reference not in page
    assert Case.objects.get(pk=case.pk).sealed


def test_the_page_ends_somebody_and_gives_their_work_away(world: World, as_: Callable[[User], Client]) -> None:
    rows = [world.draft(), world.draft()]
    client = as_(world.supervisor)
    address = f"/people/GE-CA/{world.officer.pk}/leave/"
    assert "2 requests are in their hands" in client.get(address).content.decode()
    response = client.post(address, follow=True)
    assert all(row.reference in response.content.decode() for row in rows)
    given = {"requests": [str(row.pk) for row in rows] + ["nonsense"], "person": str(world.colleague.pk)}
    assert client.post("/orphans/", {**given, "requests": []}).status_code == 400
    assert "2 requests were given on." in client.post("/orphans/", given, follow=True).content.decode()


def test_the_page_says_it_of_the_last_supervisor(world: World, as_: Callable[[User], Client]) -> None:
    client = as_(world.supervisor)
    address = f"/people/GE-CA/{world.supervisor.pk}/leave/"
    assert "Nobody else supervises here" in client.get(address).content.decode()
    assert client.post(address).status_code == 400
    assert client.post(address, {"last_known": "on"}).status_code == 302
