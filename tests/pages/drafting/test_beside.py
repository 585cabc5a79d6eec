"""What is known of the country that is asked stands beside the form, and among what is to be looked at."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from contacts.models import (
    Answer,
    Authority,
    AuthorityKind,
    Channel,
    ContactPoint,
    DutyShift,
    InstrumentStatus,
    PreservationPractice,
    Requirements,
    Standing,
)
from requests_app.models import Case
from tests.world import OUTSIDE, World, end_party, reserve

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world: World, client: Client) -> Case:
    client.force_login(world.officer)
    return world.case()


def new(case: Case, to: str = "") -> str:
    return f"/cases/{case.pk}/requests/new/{'?to=' if to else ''}{to}"


def beside(client: Client, code: str) -> str:
    response = client.get("/addressees/beside/", {"requested_authority": code})
    assert response.status_code == 200
    return response.content.decode()


def test_before_anybody_is_chosen_it_says_so(case: Case, client: Client) -> None:
    assert "Choose an authority: what the directory knows" in client.get(new(case)).content.decode()


def test_all_that_is_known_of_the_country(world: World, case: Case, client: Client) -> None:
    day = {"standing": Standing.READ, "checked_on": timezone.localdate()}
    PreservationPractice.objects.create(code="RO-keeps", jurisdiction_id="RO", initial_days=90, **day)
    Requirements.objects.create(
        code="RO-wants",
        jurisdiction_id="RO",
        preservation_languages=["ro", "fr"],
        channels=[Channel.PORTAL, Channel.INTERPOL],
        formal_confirmation=Answer.NO,
        **day,
    )
    now = timezone.now()
    desk = ContactPoint.objects.get(email="desk@ro.example")
    DutyShift.objects.create(desk=desk, name="Ana Pop", starts_at=now, ends_at=now + timedelta(hours=8))
    page = client.get(new(case, "RO-247")).content.decode()
    for text in (
        "What to know about Romania",
        "Local time there",
        "Ana Pop",
        "Public holiday",
        "Since 1 October 2012",
        "None known",
        "90 days",
        "Romanian, French",
        "This portal, INTERPOL I-24/7",
        "Confirmed",
        'href="/directory/countries/RO/"',
    ):
        assert text in page
    for where in ("sections/parties/", "check/"):
        assert "Romanian, French" in client.get(f"/requests/{world.draft(case=case).pk}/{where}").content.decode()


def test_no_party_and_reserved_and_not_verified(world: World, case: Case, client: Client) -> None:
    end_party("MD")
    reserve("MD", standing=Standing.BELIEVED)
    Authority.objects.filter(code="MD-247").update(standing=Standing.BELIEVED)
    page = beside(client, "MD-247")
    assert "Moldova has not been a Party to the Convention since" in page
    assert "Moldova is believed to have reserved the right to refuse preservation (not verified)" in page
    assert "The entry of Cyber Centre is not verified. Check it first." in page


def test_the_same_is_said_in_the_draft(world: World, case: Case, client: Client) -> None:
    end_party("RO")
    reserve("RO")
    draft = world.draft(case=world.case(reference="GE-75/2026", offences=OUTSIDE))
    for page in ("", "check/"):
        text = client.get(f"/requests/{draft.pk}/{page}").content.decode()
        assert "Romania has not been a Party to the Convention since" in text
        assert "Outside these Articles: “Extortion”." in text
        assert f'href="/requests/{draft.pk}/sections/parties/"' in text
        assert f'href="/requests/{draft.pk}/sections/offence/?field=facts#id_facts"' in text


def test_of_another_choice_that_was_refused_the_page_shows_the_other(case: Case, client: Client) -> None:
    response = client.post(new(case), {"token": "t", "requested_authority": "US-247", "urgency": "nonsense"})
    assert "What to know about United States" in response.content.decode()


@pytest.mark.parametrize("code", ["", "XX-1", "ro-247", "<script>", "RO-247" * 99])
def test_of_what_is_no_authority_it_says_nothing(case: Case, client: Client, code: str) -> None:
    assert "Choose an authority" in beside(client, code)
    assert client.get(new(case), {"to": code}).status_code == 200


def test_one_that_is_not_offered_is_not_shown_as_chosen(case: Case, client: Client) -> None:
    assert "What to know about the country" in client.get(new(case, "GE-CA")).content.decode()


def test_nobody_on_duty_is_said(case: Case, client: Client) -> None:
    now, desk = timezone.now(), ContactPoint.objects.get(email="desk@ro.example")
    DutyShift.objects.create(desk=desk, name="Ana Pop", starts_at=now - timedelta(hours=9), ends_at=now)
    assert "Nobody is on duty now at Duty desk, Cybercrime Service." in beside(client, "RO-247")


def test_a_desk_that_has_closed_is_not_called(case: Case, client: Client) -> None:
    ContactPoint.objects.filter(email="desk@ro.example").update(valid_until=timezone.localdate())
    page = beside(client, "RO-247")
    assert "Back-up desk" in page
    assert "Duty desk" not in page


def test_whom_a_case_can_ask(world: World, case: Case, client: Client) -> None:
    end_party("MD")
    InstrumentStatus.objects.filter(jurisdiction="US").delete()
    Authority.objects.filter(code="RO-247").update(kind=AuthorityKind.ORGANISATION)
    page = client.get(new(case)).content.decode()
    assert "Moldova (not a Party): Cyber Centre" in page
    assert "United States (not a Party): Duty Desk" in page
    assert 'value="RO-247"' not in page


@pytest.mark.parametrize("shifts", [0, 3])
def test_what_it_costs_does_not_grow(
    case: Case, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, shifts: int
) -> None:
    now, desk = timezone.now(), ContactPoint.objects.get(email="desk@ro.example")
    for number in range(shifts):
        begin = now + timedelta(hours=8 * number)
        DutyShift.objects.create(desk=desk, name="Ana Pop", starts_at=begin, ends_at=begin + timedelta(hours=8))
    beside(client, "RO-247")
    with django_assert_max_num_queries(14):
        beside(client, "RO-247")
