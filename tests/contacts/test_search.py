"""Finding things in the directory: what is typed, and what is found."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contacts.models import (
    Authority,
    AuthorityKind,
    Channel,
    Instrument,
    InstrumentKind,
    InstrumentStatus,
    Jurisdiction,
    ProviderEntity,
    ServiceProvider,
    Standing,
)
from contacts.selectors.directory import countries_found, instruments_found
from contacts.selectors.providers import providers_found
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _entries(world: World) -> None:
    for code, zone in (
        ("AL", "Europe/Tirane"),
        ("TR", "Europe/Istanbul"),
        ("NL", "Europe/Amsterdam"),
        ("GR", "Europe/Athens"),
        ("IE", "Europe/Dublin"),
    ):
        Jurisdiction.objects.create(code=code, time_zone=zone)
    Jurisdiction.objects.create(code="CW", parent_id="NL", time_zone="America/Curacao")
    authority("AL-PP", "AL", AuthorityKind.PROSECUTION_OFFICE, "General Prosecution", city="Tirana")
    authority("TR-JUSTICE", "TR", AuthorityKind.CENTRAL_AUTHORITY, "Ministry of Justice of Türkiye")
    authority("CW-NCB", "CW", AuthorityKind.INTERPOL_NCB, "Bureau of INTERPOL Curaçao", address="Emancipatie Blvd 9")
    authority("GR-POLICE", "GR", AuthorityKind.POLICE_UNIT, "Cyber Crime Division", original_name="Ελληνική Αστυνομία")
    google = ServiceProvider.objects.create(code="google", name="Google", services="Gmail, YouTube")
    ProviderEntity.objects.create(
        code="google-ie", provider=google, jurisdiction_id="IE", legal_name="Google Ireland Limited"
    )
    Instrument.objects.update_or_create(
        code="CETS185",
        defaults={
            "name": "Convention on Cybercrime",
            "short_name": "Budapest Convention",
            "kind": InstrumentKind.MULTILATERAL,
        },
    )


def authority(code: str, country: str, kind: AuthorityKind, name: str, **more: str) -> Authority:
    return Authority.objects.create(
        code=code,
        jurisdiction_id=country,
        kind=kind,
        name=name,
        time_zone="UTC",
        channel=Channel.POST,
        member=False,
        **more,
    )


def status(country: str, in_force_from: date | None, standing: Standing = Standing.READ) -> None:
    treaty = Instrument.objects.get(code="CETS185")
    InstrumentStatus.objects.create(
        code=f"{country}-CETS185",
        jurisdiction_id=country,
        instrument=treaty,
        in_force_from=in_force_from,
        standing=standing,
    )


@pytest.fixture
def find(world: World, client: Client) -> Any:
    client.force_login(world.officer)

    def search(typed: str, **more: str) -> str:
        response = client.get("/directory/", {"q": typed, **more})
        assert response.status_code == 200, response.content
        return response.content.decode()

    return search


def codes(text: str) -> list[str]:
    """The codes of the authorities on the page."""
    return [part.split("</code>")[0] for part in text.split('<code class="mla-nowrap">')[1:]]


def countries(text: str) -> list[str]:
    found = text.partition('id="countries"')[2].partition("</section>")[0]
    return [part.split("</code>")[0] for part in found.split('<code class="mla-muted mla-small">')[1:]]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("turkiye", ["TR"]),
        ("Turkey", ["TR"]),
        ("საქართველო", ["GE"]),
        ("Румыния", ["RO"]),
        ("Grèce", ["GR"]),
        ("Ελλάδα", ["GR"]),
        ("Curaçao", ["CW"]),
        ("CURACAO", ["CW"]),
        ("cw", ["CW"]),
        ("NLD", ["NL"]),
        ("Tirana", ["AL"]),
        ("bucu", ["RO"]),
        ("ბუქარესტი", ["RO"]),
        ("Тбилиси", ["GE"]),
        ("google", []),
    ],
)
def test_countries(find: Any, typed: str, found: list[str]) -> None:
    assert countries(find(typed)) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Tirana", ["AL-PP"]),
        ("tírana", ["AL-PP"]),
        ("turkiye", ["TR-JUSTICE"]),
        ("Турция", ["TR-JUSTICE"]),
        ("NCB", ["CW-NCB"]),
        ("interpol curacao", ["CW-NCB"]),
        ("curacao interpol", ["CW-NCB"]),
        ("emancipatie", ["CW-NCB"]),
        ("ελληνικη", ["GR-POLICE"]),
        ("central authority", ["GE-CA", "TR-JUSTICE"]),
        ("24/7 romania", ["RO-247"]),
        ("gr-pol", ["GR-POLICE"]),
        ("cyber crime greece", ["GR-POLICE"]),
        ("cyber tirana", []),
        ("100%", []),
        ("_", []),
        ("\\", []),
    ],
)
def test_authorities(find: Any, typed: str, found: list[str]) -> None:
    assert codes(find(typed)) == found


@pytest.mark.parametrize("typed", ["google", "GOOGLE", "youtube", "gmail", "google ireland", "ireland", "Irlande"])
def test_providers(find: Any, typed: str) -> None:
    assert [one.code for one in providers_found(typed)] == ["google"]
    assert 'href="/directory/providers/google/"' in find(typed)


@pytest.mark.parametrize("typed", ["cybercrime", "budapest", "CETS185", "convention cyber"])
def test_treaties(find: Any, typed: str) -> None:
    assert [one.code for one in instruments_found(typed)] == ["CETS185"]
    assert "Convention on Cybercrime" in find(typed)


def test_a_country_says_whether_it_is_a_party_today(find: Any) -> None:
    status("TR", date(2015, 1, 1))
    assert "Party to the Convention" in find("Turkey")
    assert "Not verified" not in find("Turkey")
    assert "Not known as a Party" in find("Greece")
    assert "No entry of its own" in find("Curaçao"), "of a territory, nothing is concluded"


def test_who_signed_or_left_is_no_party(find: Any) -> None:
    status("IE", None)
    assert "Not known as a Party" in find("Ireland"), "only invited, or possible"
    for day, said in (("signed_on", "Signed, not a Party"), ("ratified_on", "Ratified, not a Party")):
        InstrumentStatus.objects.filter(jurisdiction="IE").update(**{day: date(2009, 1, 1)})
        assert said in find("Ireland")
    InstrumentStatus.objects.filter(jurisdiction="IE").update(
        in_force_from=date(2010, 1, 1), in_force_until=date(2020, 1, 1)
    )
    assert "No longer a Party" in find("Ireland")


@pytest.mark.parametrize(
    ("today", "party"), [("2025-11-30", "Party from 1 December 2025"), ("2025-12-01", "Party to the Convention")]
)
def test_a_party_from_a_day_on_is_none_the_day_before(
    world: World, client: Client, find: Any, today: str, party: str
) -> None:
    status("NL", date(2025, 12, 1))
    with time_machine.travel(f"{today}T12:00:00Z", tick=False):
        client.force_login(world.officer)
        assert party in find("NLD")


def test_what_is_only_believed_of_a_country_is_marked(find: Any) -> None:
    status("TR", date(2015, 1, 1), Standing.BELIEVED)
    assert "Not verified" in find("Turkey")


def test_a_country_says_whether_it_has_a_point_of_contact(find: Any) -> None:
    assert "No 24/7 point of contact known" in find("Greece")
    assert "No 24/7 point of contact known" not in find("Romania")
    Authority.objects.filter(code="RO-247").update(valid_until=timezone.localdate())
    assert "No 24/7 point of contact known" in find("Romania"), "it ended"


def test_a_territory_says_what_it_is_part_of(find: Any) -> None:
    assert "part of Netherlands" in find("Curaçao")


def test_groups_stand_in_the_same_order(find: Any) -> None:
    authority("IE-DOJ", "IE", AuthorityKind.CENTRAL_AUTHORITY, "Department of Justice")
    text = find("Ireland")
    assert text.index('id="countries"') < text.index('id="authorities"') < text.index('id="providers"')


def test_a_kind_is_one_of_authorities(find: Any) -> None:
    text = find("Türkiye", kind="central_authority")
    assert codes(text) == ["TR-JUSTICE"]
    assert countries(text) == []
    assert codes(find("Türkiye", kind="court")) == []


def test_what_was_found_is_said(find: Any) -> None:
    said = '<p id="found-said" role="status" class="govuk-visually-hidden">'
    assert f"{said}Found: 1 country, 1 authority.</p>" in find("Turkey")
    assert f"{said}Found: 1 provider.</p>" in find("gmail")
    assert f"{said}Nothing found.</p>" in find("Atlantis")
    assert f"{said}</p>" in find("")


def test_who_types_is_answered_with_the_part_that_changed(find: Any, client: Client) -> None:
    part = client.get("/directory/?q=Tirana", headers={"HX-Request": "true"}).content.decode()
    assert codes(part) == ["AL-PP"]
    assert '<p id="found-said" hx-swap-oob="innerHTML">Found: 1 country, 1 authority.</p>' in part
    assert "<html" not in part
    drawn_anew = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in client.get("/directory/?q=Tirana", headers=drawn_anew).content.decode()


def test_more_authorities_stand_on_the_next_page(find: Any, client: Client) -> None:
    for number in range(25):
        authority(f"IE-{number}", "IE", AuthorityKind.COURT, f"Court {number}")
    first = find("Ireland")
    address = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    second = client.get(f"/directory/{address}").content.decode()
    assert len(codes(first)) == 20
    assert len(codes(second)) == 5
    assert countries(second) == [], "only authorities go on"


def test_very_many_countries_are_not_all_shown(find: Any) -> None:
    for code in ("MA", "MC", "ME", "MG", "MK", "MT", "MU", "MV", "MX"):
        Jurisdiction.objects.create(code=code, time_zone="UTC")
    text = find("m")
    assert len(countries(text)) == 8
    assert "countries fit" in text


@pytest.mark.parametrize(
    "typed",
    [
        "a" * 101,
        "\x00",
        "' OR 1=1 --",
        "🙂",
        "%",
        "(" * 100,
        "a b c d e f g h i j k l m n o p q r s t u v w x y z " * 2,
    ],
)
def test_odd_text_is_no_fault(client: Client, world: World, typed: str) -> None:
    client.force_login(world.officer)
    for address in ("/directory/", "/directory/providers/"):
        assert client.get(address, {"q": typed}).status_code == (400 if "\x00" in typed else 200)


def test_the_likeliest_country_stands_first() -> None:
    today = timezone.localdate()
    assert countries_found("gr", on=today)[0].facts.code == "GR"
    assert countries_found("  ", on=today) == []


def test_queries_do_not_grow_with_what_is_found(find: Any) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            find("i")
        return len(made)

    queries()
    before = queries()
    for number, code in enumerate(("IM", "IQ", "IS", "IL", "IT")):
        Jurisdiction.objects.create(code=code, time_zone="UTC")
        status(code, timezone.localdate() - timedelta(days=9))
        authority(f"{code}-1", code, AuthorityKind.COURT, "Court")
        provider = ServiceProvider.objects.create(code=f"isp{number}", name=f"ISP {number}")
        ProviderEntity.objects.create(code=f"isp-{code}", provider=provider, jurisdiction_id=code, legal_name="ISP")
    assert queries() == before
