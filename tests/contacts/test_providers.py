"""The pages of service providers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contacts.models import Answer, Jurisdiction, ProviderEntity, ServiceProvider, Standing
from contacts.views.providers import preservation_of
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(world: World, client: Client) -> Any:
    client.force_login(world.officer)

    def get(address: str, status: int = 200) -> str:
        response = client.get(address)
        assert response.status_code == status, response.content
        return response.content.decode()

    return get


@pytest.fixture
def mail(world: World) -> ServiceProvider:
    return ServiceProvider.objects.create(
        code="mail",
        name="Mail Provider",
        services="MailBox",
        website="https://mail.example",
        source="Its page for authorities",
        checked_on=date(2026, 11, 1),
        standing=Standing.READ,
    )


def entity(provider: ServiceProvider, code: str, country: str, **more: Any) -> ProviderEntity:
    Jurisdiction.objects.get_or_create(code=country, defaults={"time_zone": "UTC"})
    return ProviderEntity.objects.create(
        code=code, provider=provider, jurisdiction_id=country, **{"legal_name": f"{code} Ltd", **more}
    )


def value_of(text: str, key: str) -> str:
    """What stands beside a key of a summary list, without its tags."""
    cell = text.split(f"<dt>{key}</dt>")[1].split("</dd>")[0].split("<dd>")[1]
    return "".join(part.split(">")[-1] for part in cell.split("<")).strip()


def test_an_entity_says_how_it_takes_orders(page: Any, mail: ServiceProvider) -> None:
    entity(
        mail,
        "mail-ie",
        "IE",
        address="1 Quay Street\nDublin",
        orders_served="By post, to the legal department",
        channel="https://authorities.mail.example/orders",
        emergency_channel="emergency@mail.example",
        preserves=Answer.YES,
        preservation_days=90,
        extension_days=90,
        direct_subscriber_requests=Answer.NO,
        notifies_users=ProviderEntity.Notice.UNLESS_FORBIDDEN,
    )
    text = page("/directory/providers/mail/")
    assert value_of(text, "Country") == "Ireland"
    assert value_of(text, "Where orders are served") == "By post, to the legal department"
    assert 'href="https://authorities.mail.example/orders"' in text
    assert 'href="mailto:emergency@mail.example"' in text
    assert value_of(text, "Preserves on request") == "Yes, for 90 days, and 90 days more when renewed"
    assert value_of(text, "Takes direct requests from abroad for subscriber information") == "No"
    assert value_of(text, "Tells its users") == "Yes, unless it is forbidden to"
    assert "Its page for authorities, checked on 1 November 2026" in text


def test_what_nobody_knows_is_said_to_be_unknown(page: Any, mail: ServiceProvider) -> None:
    entity(mail, "mail-ie", "IE")
    text = page("/directory/providers/mail/")
    for key in (
        "Where orders are served",
        "Channel for authorities",
        "In an emergency",
        "Preserves on request",
        "Takes direct requests from abroad for subscriber information",
        "Tells its users",
    ):
        assert value_of(text, key) == "Not known", key
    assert "Not verified" in text


@pytest.mark.parametrize(
    ("preserves", "days", "more", "said"),
    [
        (Answer.YES, 90, None, "Yes, for 90 days"),
        (Answer.YES, 1, 1, "Yes, for 1 day, and 1 day more when renewed"),
        (Answer.YES, None, None, "Yes, for how long is not known"),
        (Answer.NO, None, None, "No"),
        (Answer.UNKNOWN, None, None, "Not known"),
    ],
)
def test_what_it_preserves(preserves: Answer, days: int | None, more: int | None, said: str) -> None:
    assert preservation_of(ProviderEntity(preserves=preserves, preservation_days=days, extension_days=more)) == said


def test_an_entity_that_ended_stands_last_and_says_so(page: Any, mail: ServiceProvider) -> None:
    entity(mail, "mail-be", "BE", legal_name="Gone Ltd", valid_until=timezone.localdate())
    entity(mail, "mail-ie", "IE", legal_name="Here Ltd", valid_until=timezone.localdate() + timedelta(days=2))
    text = page("/directory/providers/mail/")
    assert text.index("Here Ltd") < text.index("Gone Ltd")
    assert text.count("Not valid today") == 1


def test_what_was_typed_is_no_markup(page: Any, mail: ServiceProvider) -> None:
    entity(mail, "mail-ie", "IE", channel="https://x.example/<script>", orders_served="<b>here</b>")
    text = page("/directory/providers/mail/")
    assert "<script>" not in text.split("<main")[1]
    assert "&lt;b&gt;here" in text


def test_a_provider_without_entities_says_so(page: Any, mail: ServiceProvider) -> None:
    assert "No legal entity of this provider is entered" in page("/directory/providers/mail/")


def test_all_by_name(page: Any, mail: ServiceProvider) -> None:
    ServiceProvider.objects.create(code="aaa", name="Another")
    text = page("/directory/providers/")
    assert text.index("Another") < text.index("Mail Provider")


@pytest.mark.parametrize(("typed", "found"), [("mailbox", True), ("Irland", True), ("nothing", False)])
def test_search(page: Any, mail: ServiceProvider, typed: str, found: bool) -> None:
    entity(mail, "mail-ie", "IE")
    text = page(f"/directory/providers/?q={typed}")
    assert ("/directory/providers/mail/" in text) is found
    assert ("No provider found" in text) is not found


def test_an_empty_list_says_who_fills_it(page: Any) -> None:
    assert "No providers yet" in page("/directory/providers/")


def test_an_unknown_code_is_not_found(page: Any) -> None:
    page("/directory/providers/xx/", status=404)


def test_strangers_are_asked_to_sign_in(client: Client) -> None:
    assert client.get("/directory/providers/").status_code == 302
    assert client.get("/directory/providers/mail/").status_code == 302


def test_long_lists_have_pages(page: Any) -> None:
    ServiceProvider.objects.bulk_create(ServiceProvider(code=f"p{n:02}", name=f"Provider {n:02}") for n in range(60))
    first = page("/directory/providers/?q=provider")
    address = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    second = page(f"/directory/providers/{address}")
    assert "Provider 49" in first
    assert "Provider 50" not in first
    assert "Found: 60 providers." in first, "of the list, not of the page"
    assert "Provider 50" in second


def test_queries_do_not_grow(page: Any, mail: ServiceProvider) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as made:
            page(address)
        return len(made)

    entity(mail, "mail-ie", "IE")
    queries("/directory/providers/")
    before = queries("/directory/providers/"), queries("/directory/providers/mail/")
    for number in range(5):
        entity(mail, f"mail-{number}", f"A{number}")
        entity(ServiceProvider.objects.create(code=f"p{number}", name=f"P {number}"), f"p-{number}", "IE")
    assert (queries("/directory/providers/"), queries("/directory/providers/mail/")) == before
