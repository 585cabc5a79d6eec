"""The INSTANT: date, time and offset, or a sentence about what is missing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from mla_portal.ui.forms import InstantField, PortalForm
from mla_portal.ui.forms.instant import InstantWidget
from mla_portal.ui.forms.offsets import offset_choices

TBILISI = timezone(timedelta(hours=4))


class Seen(PortalForm):
    at = InstantField(label="Seen at")


class MaybeSeen(PortalForm):
    at = InstantField(label="Seen at", required=False)


def read(day: str, clock: str, offset: str) -> datetime | None:
    form = Seen({"at_0": day, "at_1": clock, "at_2": offset})
    if not form.is_valid():
        raise ValidationError(form.errors["at"].as_data())
    at: datetime | None = form.cleaned_data["at"]
    return at


def codes(day: str, clock: str, offset: str) -> list[str | None]:
    with pytest.raises(ValidationError) as refused:
        read(day, clock, offset)
    return [error.code for error in refused.value.error_list]


def test_three_parts_make_an_instant_with_the_chosen_offset() -> None:
    at = read("2026-11-14", "08:21:07", "+04:00")
    assert at == datetime(2026, 11, 14, 8, 21, 7, tzinfo=TBILISI)
    assert at.tzinfo == TBILISI


@pytest.mark.parametrize("day", ["2026-11-14", "14.11.2026", " 2026-11-14 "])
@pytest.mark.parametrize("clock", ["08:21", "8:21", "08:21:00"])
def test_ways_of_writing(day: str, clock: str) -> None:
    assert read(day, clock, "+04:00") == datetime(2026, 11, 14, 8, 21, tzinfo=TBILISI)


@pytest.mark.parametrize(
    ("pasted", "instant"),
    [
        ("2026-11-14T08:21:07+04:00", datetime(2026, 11, 14, 8, 21, 7, tzinfo=TBILISI)),
        ("2026-11-14 08:21:07 +0400", datetime(2026, 11, 14, 8, 21, 7, tzinfo=TBILISI)),
        ("2026-11-14T04:21:07.512Z", datetime(2026, 11, 14, 4, 21, 7, 512000, tzinfo=UTC)),
        ("2026-11-14T04:21:07,1234567Z", datetime(2026, 11, 14, 4, 21, 7, 123456, tzinfo=UTC)),
        ("2026-11-14 04:21 UTC", datetime(2026, 11, 14, 4, 21, tzinfo=UTC)),
    ],
)
def test_a_whole_instant_may_be_pasted_into_the_date(pasted: str, instant: datetime) -> None:
    assert read(pasted, "", "") == instant


def test_a_pasted_instant_without_an_offset_still_needs_one() -> None:
    assert codes("2026-11-14T08:21:07", "", "") == ["offset_missing"]


def test_each_missing_part_is_named() -> None:
    assert codes("2026-11-14", "08:21:07", "") == ["offset_missing"]
    assert codes("", "08:21:07", "+04:00") == ["date_missing"]
    assert codes("2026-11-14", "", "+04:00") == ["time_missing"]
    assert codes("", "", "+04:00") == ["date_missing", "time_missing"]
    assert codes("", "", "") == ["required"]


def test_nothing_is_nothing_where_it_may_be() -> None:
    form = MaybeSeen({})
    assert form.is_valid()
    assert form.cleaned_data["at"] is None


@pytest.mark.parametrize("day", ["14/11/2026", "11-14", "2026-02-30", "tomorrow", "20261114"])
def test_a_date_that_is_none_or_could_be_two(day: str) -> None:
    assert codes(day, "08:21:07", "+04:00") == ["date_invalid"]


@pytest.mark.parametrize("clock", ["24:00", "8 pm", "08:21:60", "0821"])
def test_a_time_that_is_none(clock: str) -> None:
    assert codes("2026-11-14", clock, "+04:00") == ["time_invalid"]


@pytest.mark.parametrize("offset", ["+15:00", "04:00", "+4", "+04:60", "Asia/Tbilisi"])
def test_an_offset_that_is_none(offset: str) -> None:
    assert codes("2026-11-14", "08:21:07", offset) == ["offset_invalid"]


def test_years() -> None:
    assert codes("1969-12-31", "08:21", "+00:00") == ["date_range"]
    assert codes("2100-01-01", "08:21", "+00:00") == ["date_range"]


def test_what_was_typed_comes_back_as_typed() -> None:
    drawn = str(Seen({"at_0": "14/11/2026", "at_1": "8", "at_2": "+04:00"}))
    assert 'value="14/11/2026"' in drawn
    assert 'value="8"' in drawn
    assert '<option value="+04:00" selected>' in drawn


def test_an_offset_that_is_not_on_the_list_is_not_lost() -> None:
    odd = datetime(2026, 11, 14, 8, 21, 7, tzinfo=timezone(timedelta(hours=3, minutes=17)))
    assert '<option value="+03:17" selected>' in str(Seen(initial={"at": odd}))


def test_a_changed_instant_is_noticed() -> None:
    at = datetime(2026, 11, 14, 8, 21, 7, tzinfo=TBILISI)
    same = {"at_0": "2026-11-14", "at_1": "08:21:07", "at_2": "+04:00"}
    assert not Seen(same, initial={"at": at}).has_changed()
    assert not Seen(same, initial={"at": "2026-11-14T08:21:07+04:00"}).has_changed()
    assert Seen({**same, "at_2": "+03:00"}, initial={"at": at}).has_changed()


def test_the_list_reaches_around_the_earth() -> None:
    listed = [value for _group, choices in offset_choices()[2:] for value, _label in choices]
    assert {"+14:00", "-12:00", "+05:45", "-03:30"} <= set(listed)


@given(
    at=st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2099, 12, 31)),  # noqa: DTZ001
    minutes=st.integers(min_value=-14 * 60, max_value=14 * 60),
)
def test_every_instant_survives_the_form(at: datetime, minutes: int) -> None:
    given_at = at.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    parts = InstantWidget().decompress(given_at)
    assert read(*parts) == given_at
