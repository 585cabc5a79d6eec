"""The sheet of a country and the pages of treaties, for anybody who is signed in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from contacts.models import (
    Authority,
    ContactPoint,
    DutyShift,
    Instrument,
    InstrumentStatus,
    Jurisdiction,
    PreservationPractice,
    ProviderEntity,
    Requirements,
    Reservation,
    ServiceProvider,
    Standing,
)
from contacts.roles import Role
from contacts.services.reachability import reachability_test_send
from tests.api.calls import Caller
from tests.world import World, desk, end_party, make_parties, person, reserve

pytestmark = pytest.mark.django_db

Read = Callable[..., str]
SHEET = "/directory/countries/RO/"


@pytest.fixture
def page(world: World, client: Client) -> Read:
    client.force_login(world.officer)

    def get(address: str = SHEET, status: int = 200) -> str:
        response = client.get(address)
        assert response.status_code == status, response.content
        return " ".join(response.content.decode().split())

    return get


def romania() -> Jurisdiction:
    return Jurisdiction.objects.get(code="RO")


def test_strangers_are_asked_to_sign_in(client: Client) -> None:
    for address in (SHEET, "/directory/treaties/", "/directory/treaties/CETS185/"):
        assert client.get(address).status_code == 302


@pytest.mark.parametrize(
    "address", ["/directory/countries/XX/", "/directory/countries/romania/", "/directory/treaties/CETS999/"]
)
def test_what_the_directory_does_not_know_is_not_found(page: Read, address: str) -> None:
    assert "The directory has no" in page(address, 404)


def test_the_name_is_also_given_in_the_languages_of_the_country(page: Read) -> None:
    assert '<bdi lang="ro">România</bdi>' in page()
    assert "<bdi" not in page("/directory/countries/US/"), "the same as in the reader's language"
    assert "România" in page("/directory/countries/ro/"), "a code typed small"


def test_a_territory_and_its_state_name_each_other(page: Read) -> None:
    netherlands = Jurisdiction.objects.create(code="NL", time_zone="Europe/Amsterdam")
    Jurisdiction.objects.create(code="CW", time_zone="America/Curacao", parent=netherlands)
    assert 'href="/directory/countries/CW/">Curaçao' in page("/directory/countries/NL/")
    assert 'href="/directory/countries/NL/">Netherlands' in page("/directory/countries/CW/")


@pytest.mark.parametrize(
    ("at", "value", "note"),
    [
        (datetime(2026, 11, 21, 3, 5, tzinfo=UTC), "Not today", "Next: Monday 30 November, Saint Andrew"),
        # the first minutes of the day in Bucharest, where it is still the 29th in London
        (datetime(2026, 11, 29, 22, 5, tzinfo=UTC), "Today", "Saint Andrew"),
    ],
)
def test_the_holidays_are_those_of_the_day_there(
    page: Read, world: World, client: Client, at: datetime, value: str, note: str
) -> None:
    with time_machine.travel(at, tick=False):
        client.force_login(world.officer)
        text = page()
    assert f'<span class="mla-figure__value">{value}</span> <span class="mla-figure__note">{note}' in text
    assert "Mon 30 Nov 2026" in text


def test_a_country_that_observes_no_holidays_is_told_from_one_that_is_not_known(page: Read) -> None:
    Jurisdiction.objects.create(code="UA", time_zone="Europe/Kyiv")
    Jurisdiction.objects.create(code="EU-1", time_zone="Europe/Brussels")
    assert "No public holidays are observed there" in page("/directory/countries/UA/")
    assert "is not known to the portal" in page("/directory/countries/EU-1/")


def test_who_is_on_duty_now_and_what_to_press(page: Read, world: World) -> None:
    assert "Nobody is named: this desk keeps no roster here." in page()
    now, first = timezone.now(), world.asked.contact_points.get(order=1)
    DutyShift.objects.create(
        desk=first,
        name="Ana Ionescu",
        telephone="+40 21 555 0177",
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(hours=1),
    )
    text = page()
    assert '<span class="mla-figure__value">Ana Ionescu</span>' in text
    assert 'href="tel:+40215550177"' in text
    assert 'href="tel:+40215550100"' in text, "that of the desk too: who is on duty may not hear theirs"
    assert "1 back-up desk</summary>" in text
    assert "things to be wary of" not in text
    DutyShift.objects.update(starts_at=now - timedelta(hours=2), ends_at=now - timedelta(hours=1))
    text = page()
    assert '<span class="mla-figure__value">Nobody</span>' in text
    assert "Nobody is on duty now at Duty desk, Cybercrime Service." in text
    assert 'href="tel:+40215550100"' in text, "the desk's own number"
    assert "Back-up desk" in text
    assert "1 back-up desk</summary>" not in text, "open, where the first does not answer"


def test_the_number_of_the_authority_itself_is_given(page: Read, world: World) -> None:
    Authority.objects.filter(pk=world.asked.pk).update(telephone="+40 21 555 0111")
    for day in ("", "?on=2026-01-01"):
        assert 'href="tel:+40215550111"' in page(f"{SHEET}{day}")
        assert 'href="tel:+40215550100"' in page(f"{SHEET}{day}")


def test_authorities_stand_in_the_order_in_which_they_are_asked(page: Read, world: World) -> None:
    for number, kind in enumerate(["organisation", "court", "central_authority"]):
        Authority.objects.create(
            code=f"RO-{number}",
            jurisdiction=romania(),
            kind=kind,
            name=f"Body {number}",
            time_zone="Europe/Bucharest",
            channel="post",
        )
    text = page()
    heads = ["24/7 point of contact", "Central authority", "Court", "International organisation"]
    places = [text.index(head) for head in heads]
    assert places == sorted(places)
    assert text.index("Duty desk") < places[1], "the desk stands with its authority"
    assert "The entries of 2 authorities are not verified" in text, "not that of the organisation"


def test_an_entry_that_nobody_looked_at_for_180_days_is_warned_of(page: Read) -> None:
    today = timezone.localdate()
    assert "wary of" not in page()
    Authority.objects.filter(code="RO-247").update(checked_on=today - timedelta(days=180))
    assert "The entry of Cybercrime Service was last checked on" in page()


def test_without_an_authority_the_sheet_says_what_to_do(page: Read) -> None:
    Jurisdiction.objects.create(code="FJ", time_zone="Pacific/Fiji")
    text = page("/directory/countries/FJ/")
    assert "The directory has no authority of Fiji." in text
    assert "No authority is entered." in text
    assert "?to=" not in text


def test_who_drafts_starts_a_request_to_the_authority_asked_first(page: Read, world: World, client: Client) -> None:
    assert 'href="/cases/?to=RO-247"' in page()
    assert "?to=" not in page("/directory/countries/GE/"), "not at one's own"
    assert "?to=" not in page(f"{SHEET}?on=2020-01-01"), "not from a sheet of another day"
    client.force_login(world.contact)
    assert "?to=" not in page("/directory/countries/MD/"), "a contact drafts nothing"


def test_treaties_carry_their_marks(page: Read) -> None:
    days = {"signed_on": date(2001, 11, 23), "ratified_on": date(2004, 5, 12)}
    InstrumentStatus.objects.filter(code="RO-CETS185").update(source="Treaty Office", **days)
    text = page()
    assert 'href="/directory/treaties/CETS185/"' in text
    assert "from 1 Oct 2012" in text
    assert "23 Nov 2001" in text
    assert "12 May 2004" in text
    assert "Read in the source" in text
    assert f"Treaty Office, checked on {date_format(timezone.localdate(), 'j F Y')}" in text
    InstrumentStatus.objects.filter(code="RO-CETS185").update(standing=Standing.BELIEVED)
    text = page()
    assert "That Romania is a Party to the Convention is not verified. Check it first." in text
    assert "Not verified" in text


def test_a_party_that_left_is_none(page: Read) -> None:
    end_party("RO")
    text = page()
    assert "Romania has not been a Party to the Convention since" in text
    assert "No longer in force" in text
    assert '<span class="mla-figure__value">Not a Party</span>' in text


def test_reservations_in_force_are_told_and_withdrawn_ones_folded(page: Read) -> None:
    reserve("RO", valid_until=date(2019, 7, 5))
    text = page()
    assert "reserved the right to refuse preservation" not in text
    assert "None is in force." in text
    assert "1 withdrawn</summary>" in text
    text = page(f"{SHEET}?on=2019-07-04")
    assert "Romania has reserved the right to refuse preservation" in text
    assert "<summary>" not in text.split('id="reservations"')[1].split("</section>")[0]
    assert "Art. 29(4)" in text


def test_what_is_not_known_of_the_practice_is_said_once(page: Read) -> None:
    text = page()
    assert "60 days: the minimum of Article 29(7)." in text
    assert "Nobody has entered yet in what languages" in text
    PreservationPractice.objects.create(
        code="RO-P", jurisdiction=romania(), initial_days=90, extension_days=30, extension_mode="court"
    )
    Requirements.objects.create(
        code="RO-R",
        jurisdiction=romania(),
        preservation_languages=["en", "ro"],
        channels=["portal", "interpol"],
        formal_confirmation="yes",
        formal_confirmation_days=30,
        encryption="no",
        links="https://law.example/code\njavascript:alert(1)",
    )
    text = page()
    assert "90 days" in text
    assert "30 days, by a court" in text
    assert "Not known: days at most." in text
    assert "English, Romanian" in text
    assert "This portal, INTERPOL I-24/7" in text
    assert "Required within 30 days" in text
    assert "Not required" in text
    assert (
        "Not known: languages for requests for mutual assistance, certified translation, electronic signature" in text
    )
    assert 'href="https://law.example/code"' in text
    assert 'href="javascript' not in text


def test_providers_with_a_legal_entity_there(page: Read) -> None:
    assert "Service providers" not in page()
    provider = ServiceProvider.objects.create(code="cloud", name="Cloud")
    ProviderEntity.objects.create(
        code="cloud-ro",
        provider=provider,
        jurisdiction=romania(),
        legal_name="Cloud SRL",
        preserves="yes",
        preservation_days=90,
        extension_days=90,
    )
    text = page()
    for address in (SHEET, "/directory/providers/cloud/"):
        assert "Yes, for 90 days, and 90 days more when renewed" in page(address)
    assert 'href="/directory/providers/cloud/"' in text
    assert "Cloud SRL" in text


@pytest.mark.parametrize("day", ["x", "2026-02-30", "30/11/2025", "2026-13-01", "0", "99999-01-01", "-1", "٢٠٢٦"])
@pytest.mark.parametrize("address", [SHEET, "/directory/treaties/", "/directory/treaties/CETS185/"])
def test_a_day_that_does_not_exist_is_said(page: Read, address: str, day: str) -> None:
    text = page(f"{address}?on={day}", 400)
    assert "There is 1 thing to mend" in text
    assert "Enter the day as year-month-day" in text


@pytest.mark.parametrize("day", ["", "1800-01-01", "2199-12-31", "2026-11-21", "21.11.2026"])
@pytest.mark.parametrize("address", [SHEET, "/directory/treaties/", "/directory/treaties/CETS185/"])
def test_every_day_that_can_be_reckoned_from_is_answered(page: Read, address: str, day: str) -> None:
    page(f"{address}?on={day}")


@pytest.mark.parametrize("day", ["0001-01-01", "1799-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_that_nothing_is_reckoned_from_is_said(page: Read, day: str) -> None:
    assert "Enter a year from 1800 to 2199." in page(f"{SHEET}?on={day}", 400)


def test_another_day_is_told_as_such(page: Read) -> None:
    text = page(f"{SHEET}?on=2012-09-30")
    assert "The facts as of 30 September 2012" in text
    assert "Romania becomes a Party to the Convention on 1 October 2012." in text
    assert "On duty now" not in text


def test_treaties_are_counted_on_the_day(page: Read) -> None:
    def parties(address: str) -> str:
        return page(address).split('data-label="Parties"')[1].split(">")[1].split("<")[0]

    assert parties("/directory/treaties/") == "4"
    assert parties("/directory/treaties/?on=2012-09-30") == "0"
    Instrument.objects.create(code="ETS030", name="Convention of 1959", short_name="1959", kind="multilateral")
    assert "not entered" in page("/directory/treaties/"), "no Parties known does not mean none"


def test_a_treaty_names_its_parties_of_the_day(page: Read) -> None:
    netherlands = Jurisdiction.objects.create(code="NL", time_zone="Europe/Amsterdam")
    Jurisdiction.objects.create(code="CW", time_zone="America/Curacao", parent=netherlands)
    make_parties(["NL", "CW"])
    reserve("RO", valid_until=date(2019, 7, 5))
    reserve("MD", standing=Standing.POSSIBLE)
    text = page("/directory/treaties/CETS185/")
    assert '<span class="mla-figure__value">5</span> <span class="mla-figure__note">and 1 territory</span>' in text
    places = [text.index(f">{name}</a>") for name in ("Georgia", "Moldova", "Netherlands", "Curaçao", "Romania")]
    assert places == sorted(places), "by name, a territory below its State"
    reserved = text.split('id="reservations"')[1]
    assert reserved.index("Moldova") < reserved.index("1 withdrawn</summary>") < reserved.index("Romania")
    assert "Not verified, only possible" in reserved
    assert 'href="/directory/countries/RO/?on=2012-09-30"' in page("/directory/treaties/CETS185/?on=2012-09-30")


def test_a_treaty_without_anybody_says_so(page: Read) -> None:
    Instrument.objects.create(code="ETS030", name="Convention of 1959", short_name="1959", kind="multilateral")
    assert "Nobody is entered for this treaty yet." in page("/directory/treaties/ETS030/")


def test_queries_do_not_grow(page: Read, world: World) -> None:
    addresses = (SHEET, "/directory/treaties/", "/directory/treaties/CETS185/")

    def queries() -> list[int]:
        counted = []
        for address in addresses:
            with CaptureQueriesContext(connection) as made:
                page(address)
            counted.append(len(made))
        return counted

    _fill(world, 1)
    queries()  # what is kept from then on: the session, the types of content
    before = queries()
    for number in range(2, 9):
        _fill(world, number)
    assert queries() == before


def _fill(world: World, number: int) -> None:
    """One more of everything that a sheet or a treaty shows."""
    place, now = romania(), timezone.now()
    more: dict[str, Any] = {"time_zone": place.time_zone}
    other = Jurisdiction.objects.create(code=f"R{number}", parent=place, **more)
    body = Authority.objects.create(
        code=f"RO-{number}", jurisdiction=place, kind="court", name="Court", channel="post", **more
    )
    seat = desk(body, 1, "Desk", "desk@court.example")
    desk(world.asked, 2 + number, "Desk", "desk@ro.example")
    hours = timedelta(hours=number)
    DutyShift.objects.create(desk=seat, name="Judge", person=world.contact, starts_at=now - hours, ends_at=now + hours)
    treaty = Instrument.objects.create(code=f"T{number}", name="Treaty", short_name="Treaty", kind="bilateral")
    convention = Instrument.objects.get(code="CETS185")
    for where, what in ((place, treaty), (other, convention)):
        day = date(2020, 1, 1)
        InstrumentStatus.objects.create(
            code=f"{where.code}-{what.code}", jurisdiction=where, instrument=what, in_force_from=day
        )
        Reservation.objects.create(
            code=f"{where.code}-{what.code}-{number}",
            jurisdiction=where,
            instrument=what,
            nature="reservation",
            article=f"{number}",
            text="…",
        )
    provider = ServiceProvider.objects.create(code=f"p{number}", name="Provider")
    ProviderEntity.objects.create(code=f"e{number}", provider=provider, jurisdiction=place, legal_name="Entity")
    assert ContactPoint.objects.filter(authority=body).exists()


def test_who_keeps_the_entries_begins_a_change_here(page: Read, world: World, client: Client) -> None:
    assert 'href="/directory/countries/RO/history/"' in page()
    assert "Propose a change" not in page()
    client.force_login(person("keeper", world.asked, Role.DIRECTORY_MANAGER))
    assert 'href="/directory/countries/RO/edit/"' in page()
    assert "Propose a change" not in page("/directory/countries/GE/")


def test_today_is_the_day_there(world: World, client: Client) -> None:
    """In Bucharest the 30th has begun, where it is the 29th in UTC."""
    begins = date(2026, 11, 30)
    InstrumentStatus.objects.filter(jurisdiction="RO").update(in_force_from=begins)
    Authority.objects.filter(pk=world.asked.pk).update(valid_from=begins)
    ContactPoint.objects.filter(authority=world.asked).update(valid_from=begins)
    with time_machine.travel(datetime(2026, 11, 29, 22, 5, tzinfo=UTC), tick=False):
        client.force_login(person("drafter", world.asking, Role.OFFICER))
        sheet, entry = (client.get(address).content.decode() for address in (SHEET, "/directory/RO-247/"))
        caller = Caller(world.stranger)
        of_country, of_all = caller.get("jurisdictions/RO/"), caller.get("jurisdictions/?party_to=CETS185")
        told = caller.get("authorities/RO-247/")
        reachability_test_send(actor=world.their_supervisor, desk=world.asked.contact_points.get(order=1))
    assert "Country sheet, as of 30 November 2026" in sheet
    assert "Duty desk" in sheet
    assert '<span class="mla-figure__value">Party</span>' in sheet
    assert "This entry is not valid today" not in entry
    assert "Duty desk" in entry
    assert '/cases/?to=RO-247"' in entry
    assert (of_country["on"], of_country["party_to"]) == ("2026-11-30", ["CETS185"])
    assert "RO" not in [one["code"] for one in of_all["results"]], "a list is of one day for all: that of UTC"
    assert len(told["contact_points"]) == 2


def test_what_was_checked_is_judged_by_the_day_of_the_page(page: Read) -> None:
    InstrumentStatus.objects.filter(jurisdiction="RO").update(checked_on=date(2024, 1, 1))

    def treaties(address: str) -> str:
        return page(address).split('id="treaties"')[1].split("</section>")[0]

    assert "180 days" in treaties(SHEET)
    assert "180 days" not in treaties(f"{SHEET}?on=2024-02-01")


def test_ends_are_the_first_day_on_which_it_no_longer_holds(page: Read, world: World) -> None:
    end, said = date(2030, 1, 1), "no longer from 1 Jan"
    InstrumentStatus.objects.filter(jurisdiction="RO").update(in_force_until=end)
    reserve("RO", valid_until=end)
    Authority.objects.filter(pk=world.asked.pk).update(valid_until=end)
    for address in (SHEET, "/directory/treaties/CETS185/"):
        assert page(address).count(said) == 2
    assert "No longer valid from" in page("/directory/RO-247/")


@pytest.mark.parametrize("address", [SHEET, "/directory/treaties/CETS185/"])
def test_a_reservation_to_come_does_not_stand_as_one_that_holds(page: Read, address: str) -> None:
    reserve("RO", valid_from=date(2030, 1, 1))
    text = page(address).split('id="reservations"')[1]
    assert text.index("None is in force.") < text.index(">Coming<") < text.index("It reserves the right")
    assert ">Coming<" not in page(f"{address}?on=2030-01-01")


def test_who_ratified_on_a_day_that_is_not_known_counts_among_the_ratified(page: Read) -> None:
    treaty = Instrument.objects.create(code="CETS224", name="Protocol", short_name="Protocol", kind="multilateral")
    made = {"instrument": treaty, "signed_on": date(2022, 5, 12)}
    for code, more in (("RO", {"ratification": "undated"}), ("GE", {"ratified_on": date(2023, 1, 1)}), ("MD", {})):
        InstrumentStatus.objects.create(code=f"{code}-CETS224", jurisdiction_id=code, **made, **more)
    text = page("/directory/treaties/CETS224/")
    assert 'Ratified, not in force</span> <span class="mla-figure__value">2</span>' in text
    assert 'Signed only</span> <span class="mla-figure__value">1</span>' in text
    assert "day not known" in text
    assert "Ratified, not in force" in page()
    assert "Not yet signed or ratified" in page(f"{SHEET}?on=2022-05-11")
