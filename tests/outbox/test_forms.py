"""A template is rendered once as a form with blanks: that is right only while no condition asks for what is in them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.template import Context
from django.utils import formats, timezone, translation
from hypothesis import given, settings
from hypothesis import strategies as some

from mla_portal.env import BASE_DIR
from mla_portal.outbox import wording
from mla_portal.outbox.instants import instants_in
from mla_portal.outbox.wording import PRINTED, PRINTED_IF_THERE, template_of, worded
from mla_portal.values import JSON, one_line

FILES = sorted(Path(BASE_DIR, "templates", "mail").rglob("*.txt"))
NAME = re.compile(r"[a-z_]+")
ZONES = ("UTC", "Europe/Tirane", "Asia/Tbilisi", "America/New_York", "Australia/Lord_Howe")
LANGUAGES = ("en", "fr", "ka", "ro", "ar")
INSTANTS = some.integers(631152000, 3786912000).map(lambda second: datetime.fromtimestamp(second, UTC))
TEXTS = some.text(max_size=60)
REMINDER = some.fixed_dictionaries(
    {
        "reference": TEXTS,
        "from_authority": TEXTS,
        "to_authority": TEXTS,
        "to_name": TEXTS.map(one_line),
        "wording": TEXTS.map(one_line),
        "link": some.sampled_from(["", "https://portal.example/requests/1/", "https://portal.example/%s/%(x)s"]),
        "portal": some.just("https://portal.example"),
        "urgency": some.sampled_from(["normal", "urgent", "emergency"]),
        "deadline": some.sampled_from(["acknowledgement", "preservation_expiry", "mla_follow_up", "status_enquiry"]),
        "audience": some.sampled_from(["contact", "officer", "central"]),
        "overdue": some.booleans(),
        "due_at": INSTANTS.map(datetime.isoformat),
        "next_at": INSTANTS.map(datetime.isoformat),
        "other_zone": some.sampled_from([*ZONES, "Mars/Base", ""]),
    }
)


def conditions(path: Path) -> list[str]:
    return re.findall(r"\{% (?:if|elif|for) (.*?) %\}", path.read_text())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_condition_asks_for_what_is_only_printed(path: Path) -> None:
    for condition in conditions(path):
        assert PRINTED.isdisjoint(NAME.findall(re.sub(r'"[^"]*"', "", condition))), condition


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_conditions_ask_only_whether_the_others_are_there(path: Path) -> None:
    for condition in conditions(path):
        if not PRINTED_IF_THERE.isdisjoint(NAME.findall(condition)):
            assert NAME.fullmatch(condition), condition


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_blanks_go_through_filters_that_know_them(path: Path) -> None:
    used = re.findall(r"\b([a-z_]+)\|([a-z_]+)(?::([a-z_]+))?", path.read_text())
    for name, filter_, argument in used:
        assert filter_ in {"instant", "clock_in"}, f"{name}|{filter_}"
        assert filter_ == "instant" or {name, argument} <= PRINTED


@settings(max_examples=60)
@given(REMINDER, some.sampled_from(LANGUAGES), some.sampled_from(ZONES))
def test_a_form_says_what_the_template_says(values: dict[str, JSON], language: str, zone: str) -> None:
    expected = rendered_at_once("reminder", values, language, zone)
    for _time in range(2):
        assert worded("reminder", values, language=language, zone=ZoneInfo(zone)) == expected


def rendered_at_once(template: str, values: dict[str, JSON], language: str, zone: str) -> tuple[str, str]:
    plain = {name: one_line(value) if isinstance(value, str) else value for name, value in values.items()}
    with translation.override(language), timezone.override(ZoneInfo(zone)):
        text = template_of(template).render(Context(plain, autoescape=False))
    subject, _, body = text.lstrip().partition("\n")
    return one_line(subject), body.strip() + "\n"


def test_one_form_serves_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "_forms", {})
    for number in range(5):
        values = {"reference": f"AL-{number}", "at": "2026-11-21T12:00+00:00", "to_name": "", "link": "", "portal": ""}
        assert worded("notice", values, language="en", zone=UTC)[0] == f"News about AL-{number}"
    assert len(wording._forms) == 1


def test_no_more_forms_are_kept_than_memory_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "_forms", {})
    monkeypatch.setattr(wording, "FORMS_KEPT", 3)
    given_ = {"reference": "A", "at": "2026-11-21T12:00+00:00", "to_name": "", "link": "", "portal": ""}
    for number in range(8):
        worded("notice", {**given_, "number": number}, language="en", zone=UTC)
        assert len(wording._forms) <= 3


@given(INSTANTS, some.sampled_from(LANGUAGES), some.sampled_from(ZONES))
def test_instants_are_written_as_the_framework_writes_them(moment: datetime, language: str, zone: str) -> None:
    here = moment.astimezone(ZoneInfo(zone))
    with translation.override(language):
        expected = formats.date_format(here, "j F Y, H:i T", use_l10n=False)
    said = instants_in(language).in_zone(moment.isoformat(), ZoneInfo(zone))
    assert said.partition(" (")[0] == (expected if here.utcoffset() else expected.replace(str(here.tzname()), "UTC"))


def test_the_other_clock_names_the_day_where_it_is_another() -> None:
    late = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    english = instants_in("en")
    assert english.by_clock_of(late.isoformat(), "Asia/Tbilisi", UTC) == "22 November 2026, 03:30 in Tbilisi"
    assert english.by_clock_of((late - timedelta(hours=9)).isoformat(), "Asia/Tbilisi", UTC) == "18:30 in Tbilisi"
    assert english.by_clock_of(late.isoformat(), "Mars/Base", UTC) == "23:30 in UTC"
