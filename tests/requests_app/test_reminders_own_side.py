"""Who has left the authority, or is kept from a case that was sealed since, is not written to; somebody else is."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contacts.models import Membership
from contacts.services.memberships import membership_end
from mla_portal.accounts.models import User
from requests_app.models import Case, CaseUserObjectPermission, Reminder, Request
from requests_app.selectors.audiences import Audiences
from requests_app.selectors.parties import parties_of
from requests_app.services.cases import case_share
from requests_app.services.reminders import reminders_sweep
from tests.world import World

pytestmark = pytest.mark.django_db
THEIRS = {"desk@ro.example", "backup@ro.example"}


def told_when_due(request: Request) -> set[str]:
    reminders_sweep(now=request.deadlines.get().due_at)
    return set(Reminder.objects.filter(deadline__request=request).values_list("recipient", flat=True))


def leaves(user: User) -> None:
    for membership in Membership.objects.filter(user=user):
        membership_end(actor=None, membership=membership)


def seal(request: Request, *named: User) -> None:
    Case.objects.filter(pk=request.own_case.pk).update(sealed=True)
    CaseUserObjectPermission.objects.filter(content_object=request.case).delete()
    for colleague in named:
        case_share(actor=colleague, case=request.own_case, colleague=colleague)


def test_in_the_place_of_an_officer_who_left_the_supervisors_are_told(world: World) -> None:
    request = world.sent()
    leaves(world.officer)
    assert told_when_due(request) == THEIRS | {"supervisor@portal.example"}


def test_an_outsiders_rung_does_not_fall_silent_when_the_officer_left(world: World) -> None:
    request = world.sent(to=world.outsider)
    leaves(world.officer)
    assert told_when_due(request) == {"supervisor@portal.example"}


def test_an_officer_not_named_on_a_case_sealed_since_is_not_told(world: World) -> None:
    request = world.sent()
    seal(request, world.supervisor)
    assert told_when_due(request) == THEIRS | {"supervisor@portal.example"}


def test_of_a_sealed_case_without_named_supervisors_the_named_officers_are_told(world: World) -> None:
    request = world.sent()
    seal(request, world.colleague)
    assert told_when_due(request) == THEIRS | {"colleague@portal.example"}


def test_an_officer_named_on_the_sealed_case_is_told_as_before(world: World) -> None:
    request = world.sent()
    seal(request, world.officer)
    assert told_when_due(request) == THEIRS | {"officer@portal.example"}


def test_nobody_who_was_named_and_has_left_is_told(world: World) -> None:
    request = world.sent()
    seal(request, world.officer, world.colleague)
    leaves(world.officer)
    leaves(world.colleague)
    assert told_when_due(request) == THEIRS


def test_many_requests_are_read_with_as_many_queries_as_one(world: World) -> None:
    related = ("case", "requesting_authority", "requested_authority", "author")
    pks = [world.sent().pk for _number in range(4)]
    costs = []
    for number in (1, 4):
        rows = list(Request.objects.filter(pk__in=pks[:number]).select_related(*related))
        with CaptureQueriesContext(connection) as queries:
            parties = [parties_of(row) for row in rows]
            audiences = Audiences(parties, now=timezone.now())
            assert all(
                list(audiences.told(row, "acknowledgement", ["contact", "officer", "own_supervisor"]))
                for row in parties
            )
        costs.append(len(queries))
    assert costs[0] == costs[1]
