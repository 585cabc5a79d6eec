"""The page that says which way leads to the data, and starts the form of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contacts.models import Authority, AuthorityKind, Channel, DutyShift, ProviderEntity, ServiceProvider
from contacts.roles import Role
from contacts.services.memberships import membership_grant
from mla_portal.accounts.models import User
from requests_app.services.drafts import request_draft
from tests.world import PASSWORD, World, _authority, end_party, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(world: World, client: Client) -> Client:
    _authority("RO-CA", "RO", "Europe/Bucharest", "A Ministry", AuthorityKind.CENTRAL_AUTHORITY)
    client.force_login(world.officer)
    return client


def text(client: Client, status: int = 200, **asked: Any) -> str:
    response = client.get("/advice/", asked)
    assert response.status_code == status
    return response.content.decode()


def test_it_asks_first_and_advises_nothing(reader: Client) -> None:
    page = text(reader)
    assert "Show the ways" in page
    assert "Ways to" not in page


def test_the_country_alone_is_enough_and_its_address_can_be_passed_on(reader: Client) -> None:
    page = text(reader, country="RO")
    assert "Ways to Romania" in page
    assert '<option value="RO" selected' in page
    assert 'value="subscriber"' in page
    assert page.index("Central authority: mutual assistance") < page.index("24/7 point of contact: preservation")


def test_whom_it_is_and_who_is_on_duty_stands_with_the_way(world: World, reader: Client) -> None:
    now, desk = timezone.now(), world.asked.contact_points.get(order=1)
    DutyShift.objects.create(
        desk=desk, name="Ana Ionescu", starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=1)
    )
    page = text(reader, country="RO", data="content")
    assert "A Ministry" in page
    assert "Ana Ionescu" in page
    assert 'href="tel:+40215550100"' in page


def test_it_starts_the_form_of_the_way(reader: Client) -> None:
    page = text(reader, country="RO", data="content", emergency="on")
    assert "/cases/?to=RO-CA&amp;kind=mla_stored_data&amp;urgency=emergency" in page
    assert "/cases/?to=RO-247&amp;kind=preservation&amp;urgency=emergency" in page


def test_the_choice_of_a_case_hands_the_kind_on(world: World, reader: Client) -> None:
    case = world.case()
    chosen = reader.get("/cases/?to=RO-CA&kind=mla_stored_data").content.decode()
    address = f"/cases/{case.pk}/requests/new/?to=RO-CA&amp;kind=mla_stored_data"
    assert f'href="{address}"' in chosen
    form = reader.get(address.replace("&amp;", "&")).content.decode()
    assert '<option value="RO-CA" selected' in form
    assert 'value="mla_stored_data"' in form.split("checked")[0].rsplit("<input", 1)[1]


def test_who_may_not_draft_gets_no_button(world: World, reader: Client) -> None:
    reader.force_login(world.auditor)
    page = text(reader, country="RO")
    assert "Ways to Romania" in page
    assert "/cases/?to=" not in page


def test_a_country_that_is_no_party(reader: Client) -> None:
    end_party("RO")
    page = text(reader, country="RO", data="content")
    assert "Romania has not been a Party to the Convention since" in page
    assert "kind=preservation" not in page


def test_what_the_directory_does_not_have_is_said(reader: Client) -> None:
    assert "The directory has no such authority of Moldova: find it by other means" in text(reader, country="MD")


def test_a_provider_that_takes_direct_requests(reader: Client) -> None:
    provider = ServiceProvider.objects.create(code="hosting", name="Hosting")
    ProviderEntity.objects.create(
        code="hosting-ro",
        provider=provider,
        jurisdiction_id="RO",
        legal_name="Hosting SRL",
        direct_subscriber_requests="yes",
    )
    page = text(reader, country="RO", provider="hosting")
    assert "These take requests from abroad for subscriber information: Hosting SRL." in page
    assert "It has some in: Romania. Ask there." in text(reader, country="US", provider="hosting")


def test_the_own_country(reader: Client) -> None:
    page = text(reader, country="GE")
    assert "no international request is needed" in page
    assert "/cases/?to=" not in page


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"country": "XX"}, "The directory has no such country."),
        ({"country": "R\0"}, ""),
        ({"country": "RO", "data": "everything"}, ""),
        ({"country": "RO", "purpose": "\U0001f600" * 5000}, ""),
        ({"country": "RO", "handling": "", "provider": "nobody"}, ""),
    ],
)
def test_what_cannot_be_understood_is_refused_and_nothing_advised(
    reader: Client, asked: dict[str, str], said: str
) -> None:
    page = text(reader, status=400, **asked)
    assert said in page
    assert "Ways to" not in page


def test_who_belongs_to_no_country_says_for_which_one_asks(reader: Client) -> None:
    reader.force_login(User.objects.create_user("nobody", PASSWORD, name="Nobody", email="n@portal.example"))
    assert "Your country" in text(reader)
    text(reader, status=400, country="RO")
    assert "Ways to Romania" in text(reader, country="RO", asking="MD")


def test_who_belongs_to_two_says_for_which_one_asks(world: World, reader: Client) -> None:
    both = person("both", world.asking, Role.OFFICER)
    membership_grant(actor=None, user=both, authority=world.asked, role=Role.OFFICER)
    reader.force_login(both)
    text(reader, status=400, country="MD")
    assert "Ways to Moldova" in text(reader, country="MD", asking="RO")


def test_it_takes_as_many_queries_for_a_full_country_as_for_an_empty_one(world: World, reader: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            text(reader, country="RO", data="content")
        return len(captured)

    queries()
    before = queries()
    provider = ServiceProvider.objects.create(code="hosting", name="Hosting")
    for number in range(5):
        _authority(f"RO-{number}", "RO", "Europe/Bucharest", f"Office {number}", AuthorityKind.CENTRAL_AUTHORITY)
        ProviderEntity.objects.create(
            code=f"e{number}", provider=provider, jurisdiction_id="RO", legal_name=f"Hosting {number}"
        )
    assert queries() == before


def test_the_sheet_and_the_new_request_lead_to_it(world: World, reader: Client) -> None:
    assert 'href="/advice/?country=RO"' in reader.get("/directory/countries/RO/").content.decode()
    page = reader.get(f"/cases/{world.case().pk}/requests/new/").content.decode()
    assert 'href="/advice/"' in page


def test_police_first_and_mutual_assistance_later_are_linked(world: World, reader: Client) -> None:
    bureau = _authority(
        "RO-NCB", "RO", "Europe/Bucharest", "Bureau", AuthorityKind.INTERPOL_NCB, channel=Channel.INTERPOL
    )
    assert "/cases/?to=RO-NCB&amp;kind=mla_subscriber" in text(reader, country="RO", purpose="intelligence")
    assert "/cases/?to=RO-NCB&amp;kind=preservation" in text(reader, country="RO", handling="preserved")
    enquiry = world.sent(to=bureau)
    later = request_draft(
        actor=world.officer,
        case=enquiry.own_case,
        kind="mla_subscriber",
        requested_authority=Authority.objects.get(code="RO-CA"),
        follows=enquiry,
    )
    assert later.follows == enquiry
