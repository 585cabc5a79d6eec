"""The one way in which entries of the directory are written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import InternalError, transaction
from django.urls import URLResolver, get_resolver
from django.utils import timezone

from contacts.entries import ENTRY_TYPES
from contacts.models import (
    Authority,
    DirectoryChange,
    InstrumentStatus,
    Jurisdiction,
    Origin,
    ReachabilityTest,
    Reservation,
)
from contacts.models.authorities import RESERVED_CODES
from contacts.services.entries import WHOLE, entry_write
from contacts.services.reachability import reachability_test_send
from mla_portal.audit.models import Event
from mla_portal.errors import Invalid
from tests.world import World

pytestmark = pytest.mark.django_db

TREATY = {"name": "Second Additional Protocol", "short_name": "Second Protocol", "kind": "multilateral"}


def write(table: str, code: str, /, **values: str) -> DirectoryChange | None:
    return entry_write(
        actor=None, entry_type=ENTRY_TYPES[table], code=code, values=values, origin=Origin.ADMINISTRATION
    )


def refusal(table: str, code: str, /, **values: str) -> dict[str, Any]:
    with pytest.raises(Invalid) as refused:
        write(table, code, **values)
    return refused.value.errors


@pytest.fixture
def treaty(world: World) -> None:
    write("instrument", "CETS224", **TREATY)


def status(code: str = "GE-CETS224", **values: str) -> DirectoryChange | None:
    return write("status", code, jurisdiction="GE", instrument="CETS224", **values)


def test_an_entry_is_made_and_its_history_says_by_what(treaty: None) -> None:
    change = status(in_force_from="2012-10-01")
    assert change is not None
    assert (change.is_new, change.before["in_force_from"], change.after["in_force_from"]) == (True, "", "2012-10-01")
    assert change.jurisdiction_id == "GE"
    event = Event.objects.order_by("-id").first()
    assert event is not None
    assert "status:GE-CETS224" in event.data


def test_the_same_again_writes_nothing(treaty: None) -> None:
    status(in_force_from="2012-10-01")
    assert status(in_force_from="2012-10-01") is None


def test_only_what_differs_stands_in_the_history(treaty: None) -> None:
    status(in_force_from="2012-10-01")
    change = status(in_force_from="2012-10-01", in_force_until="2030-01-01")
    assert change is not None
    assert change.after == {"in_force_until": "2030-01-01"}


def test_a_relation_can_be_taken_away(world: World) -> None:
    write("jurisdiction", "XX", parent="GE", time_zone="UTC")
    change = write("jurisdiction", "XX", parent="")
    assert change is not None
    assert Jurisdiction.objects.get(code="XX").parent is None


def test_overlapping_periods_are_refused(treaty: None) -> None:
    status(in_force_from="2012-10-01", in_force_until="2020-01-01")
    errors = refusal("status", "GE-2", jurisdiction="GE", instrument="CETS224", in_force_from="2019-12-31")
    assert "overlaps" in errors[WHOLE][0]
    assert status("GE-2", in_force_from="2020-01-01") is not None


def test_reversed_days_are_refused_where_they_stand(treaty: None) -> None:
    errors = refusal(
        "status",
        "GE-2",
        jurisdiction="GE",
        instrument="CETS224",
        in_force_from="2020-01-01",
        in_force_until="2019-01-01",
    )
    assert list(errors) == ["in_force_until"]


def test_a_ratification_has_a_day_or_is_said_to_have_none(treaty: None) -> None:
    assert status(ratification="undated") is not None
    errors = refusal("status", "GE-CETS224", ratified_on="2026-02-05")
    assert "The day of ratification is entered." in errors[WHOLE][0]
    assert status(ratification="", ratified_on="2026-02-05") is not None


def test_all_wrong_fields_are_named_at_once(world: World) -> None:
    errors = refusal(
        "authority",
        "GE-NEW",
        jurisdiction="QQ",
        kind="ministry",
        name="",
        telephone="+995 32",
        email="no address",
        time_zone="Tbilisi",
        member="maybe",
        colour="blue",
        valid_from="31.12.2026",
        languages="en xx1",
    )
    assert set(errors) == {
        "jurisdiction",
        "kind",
        "name",
        "telephone",
        "email",
        "time_zone",
        "member",
        "colour",
        "valid_from",
        "languages",
    }


def test_a_desk_without_any_way_to_reach_it_is_refused(world: World) -> None:
    errors = refusal("contact_point", "RO-NEW", authority="RO-247", order="7", name="Silent desk")
    assert "telephone" in errors[WHOLE][0]


@pytest.mark.parametrize(
    ("table", "field", "typed", "says"),
    [
        ("authority", "email", "desk at ro", "such as name@authority.example"),
        ("authority", "jurisdiction", "QQ", "Check the code, or add it first"),
        ("authority", "languages", "en %", "“%” is no code of a language"),
        ("requirements", "channels", "post pigeon", "“pigeon” is not one of the answers. Choose from: portal, email"),
        ("provider", "website", "acme", "such as https://example.org/page"),
        ("authority", "kind", "ministry", "Choose from: central_authority"),
        ("authority", "city", "x" * 121, "at most 120 characters"),
        ("authority", "name", "", "This is missing: name"),
    ],
)
def test_what_is_wrong_says_how_to_mend_it(world: World, table: str, field: str, typed: str, says: str) -> None:
    [sentence] = refusal(table, "NEW", **{field: typed})[field]
    assert says in sentence


def test_what_only_the_database_knows_is_named_beside_the_fields(world: World) -> None:
    errors = refusal("contact_point", "RO-NEW", authority="RO-247", order="1", name="", email="x@ro.example")
    assert set(errors) == {"name", WHOLE}
    assert "has this place in the order" in errors[WHOLE][0]


def test_a_telephone_is_kept_in_its_international_form(world: World) -> None:
    write("authority", "RO-247", telephone="+40-21-409.27.47")
    assert Authority.objects.get(code="RO-247").telephone == "+40 21 409 2747"


def test_a_fixed_field_stays(treaty: None) -> None:
    status(in_force_from="2012-10-01")
    errors = refusal("status", "GE-CETS224", jurisdiction="RO")
    assert "End this entry" in errors["jurisdiction"][0]
    assert InstrumentStatus.objects.get(code="GE-CETS224").jurisdiction_id == "GE"


def test_text_that_cannot_be_stored_is_refused(world: World) -> None:
    assert "name" in refusal("authority", "RO-247", name="a\x00b")
    assert "code" in refusal("instrument", "no code!", **TREATY)
    assert "code" in refusal("jurisdiction", "r/o", time_zone="UTC")


@pytest.mark.parametrize("table", ENTRY_TYPES)
def test_every_entry_reads_back_what_it_writes(table: str, world: World) -> None:
    entry_type = ENTRY_TYPES[table]
    for row in entry_type.rows():
        assert write(table, row.code, **entry_type.as_text(row)) is None


def test_what_an_entry_says_already_is_not_judged_again(world: World) -> None:
    Authority.objects.filter(code="RO-247").update(telephone="112", address="1 Justice Street\r\nBucharest")
    assert write("authority", "RO-247", telephone="112", address="1 Justice Street\nBucharest ") is None
    assert "telephone" in refusal("authority", "RO-247", telephone="113")


def test_no_authority_hides_behind_an_address_of_the_directory(world: World) -> None:
    words = {
        path.split("/")[1] for path in addresses() if path.startswith("directory/") and "<" not in path.split("/")[1]
    }
    assert words - {""} == RESERVED_CODES
    for word in RESERVED_CODES:
        assert "code" in refusal("authority", word, jurisdiction="GE", kind="court", name="Court", time_zone="UTC")


def addresses(patterns: Any = None, prefix: str = "") -> Iterator[str]:
    for one in patterns if patterns is not None else get_resolver().url_patterns:
        path = f"{prefix}{one.pattern}"
        yield from addresses(one.url_patterns, path) if isinstance(one, URLResolver) else [path]


# --- what an entry cannot say ---


@pytest.mark.parametrize("typed", ["29(4)", "29 (4)", "Art. 29(4)", "article 29.4", " 29.4 "])
def test_an_article_is_kept_in_one_form(world: World, typed: str) -> None:
    reservation = {"jurisdiction": "RO", "instrument": "CETS185", "nature": "reservation", "text": "Refused."}
    write("reservation", "RO-29-4", article=typed, **reservation)
    assert Reservation.objects.get().article == "29(4)"
    assert write("reservation", "RO-29-4", article=typed) is None


@pytest.mark.parametrize("typed", ["29(4", "Articles 2 to 11", "29(4), 30", "all", "4(29)4"])
def test_what_is_no_article_is_refused(world: World, typed: str) -> None:
    reservation = {"jurisdiction": "RO", "instrument": "CETS185", "nature": "reservation", "text": "Refused."}
    assert "such as 29(4)" in str(refusal("reservation", "RO-29-4", article=typed, **reservation)["article"])


def test_nobody_looked_on_a_day_to_come(world: World) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    write("authority", "RO-247", checked_on=tomorrow.isoformat())
    errors = refusal("authority", "RO-247", checked_on=(tomorrow + timedelta(days=1)).isoformat())
    assert list(errors) == ["checked_on"]


def test_a_place_in_the_order_is_free_again_when_its_desk_has_ended(world: World) -> None:
    desk = world.asked.contact_points.get(order=2)
    write("contact_point", desk.code, valid_until="2026-12-01")
    new = {"authority": "RO-247", "order": "2", "name": "New desk", "email": "new@ro.example"}
    assert WHOLE in refusal("contact_point", "desk-new", valid_from="2026-11-30", **new)
    assert write("contact_point", "desk-new", valid_from="2026-12-01", **new)


def test_a_territory_is_not_its_own_parent(world: World) -> None:
    assert "own parent" in str(refusal("jurisdiction", "RO", parent="RO"))


@pytest.mark.parametrize("field", ["effective_on", "reason", "decided_at", "applied_at"])
def test_what_was_decided_stays_as_it_was(world: World, field: str) -> None:
    day = timezone.now()
    change = write("authority", "RO-247", city="Cluj")
    assert change is not None
    DirectoryChange.objects.filter(pk=change.pk).update(decided_at=day)
    other = "another" if field == "reason" else day - timedelta(days=9)
    with pytest.raises(InternalError), transaction.atomic():
        DirectoryChange.objects.filter(pk=change.pk).update(**{field: other})


def test_a_test_of_a_desk_stays_as_it_was_sent(world: World) -> None:
    reachability_test_send(actor=world.supervisor, desk=world.asked.contact_points.get(order=1))
    with pytest.raises(InternalError), transaction.atomic():
        ReachabilityTest.objects.update(to_address="another@ro.example")
