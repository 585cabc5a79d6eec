"""What runs out while a request is under way, by what is known of the preservation that it continues."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from contacts.facts import PracticeFact, Provenance
from requests_app.kinds.base import Answers, Previous
from requests_app.kinds.time_warnings import extension_limit, lapsing
from tests.requests_app.test_directory_warnings import BELIEVED, READ, TODAY, answers, country


def practice(*, extension_days: int | None, mode: str = "on_request", provenance: Provenance = READ) -> PracticeFact:
    return PracticeFact(
        initial_days=60,
        extension_days=extension_days,
        max_total_days=90,
        extension_mode=mode,
        conditions="",
        provenance=provenance,
    )


def asking_for(days: int, known: PracticeFact | None) -> Answers:
    return replace(answers(country(practice=known)), content={"days": days})


@pytest.mark.parametrize(
    ("days", "known", "said"),
    [
        (30, practice(extension_days=30), ""),
        (31, practice(extension_days=30), "Austria extends a preservation by 30 days"),
        (31, practice(extension_days=30, provenance=BELIEVED), "This is not verified."),
        (31, practice(extension_days=None), ""),
        (1, practice(extension_days=None, mode="none"), "Austria does not extend a preservation"),
        (3650, None, ""),
    ],
)
def test_more_than_the_country_extends_by(days: int, known: PracticeFact | None, said: str) -> None:
    found = extension_limit(asking_for(days, known))
    assert [(one.code, one.article, one.field, said in one.message) for one in found] == (
        [("extension_limit", "29(7)", "days", True)] if said else []
    )


def after(kept_days: int, asked: int, known: PracticeFact | None) -> Answers:
    """An extension of what was kept for so many days until now, earlier extensions included."""
    given = asking_for(asked, known)
    begin = TODAY - timedelta(days=10)
    previous = continuing(begin, preserved_from=begin, preserved_until=begin + timedelta(days=kept_days)).previous
    return replace(given, previous=previous)


@pytest.mark.parametrize(
    ("kept_days", "asked", "said"),
    [(60, 30, ""), (60, 29, ""), (75, 16, "91 days in all"), (90, 1, "91 days in all")],
)
def test_several_extensions_together_against_what_the_country_preserves_at_the_most(
    kept_days: int, asked: int, said: str
) -> None:
    found = extension_limit(after(kept_days, asked, practice(extension_days=30)))
    assert [said in one.message for one in found] == ([True] if said else [])


def continuing(sent_on: date | None, **more: Any) -> Answers:
    previous = Previous(
        reference="GE-2026-1",
        their_reference="",
        kind="preservation",
        sent_on=sent_on,
        acknowledged_on=None,
        preserved_until=None,
        custodian="",
        requested_by="",
        answered_by="",
        channel="",
    )
    return replace(answers(country()), previous=replace(previous, **more))


@pytest.mark.parametrize(
    ("sent_days_ago", "said"),
    [
        (29, ""),
        (30, "may lapse on 21 December 2026: nobody has told until when"),
        (60, "may lapse on 21 November 2026"),
        (61, "may have lapsed on 20 November 2026"),
    ],
)
def test_where_nobody_has_told_it_is_counted_from_the_sending(sent_days_ago: int, said: str) -> None:
    """Article 29(7): not less than sixty days."""
    found = lapsing(continuing(TODAY - timedelta(days=sent_days_ago)))
    assert [(one.code, one.article, said in one.message) for one in found] == (
        [("lapsing", "29(7)", True)] if said else []
    )


def test_what_was_told_goes_before_what_is_counted() -> None:
    told = continuing(TODAY - timedelta(days=61), preserved_until=TODAY + timedelta(days=31))
    assert lapsing(told) == []


@pytest.mark.parametrize("more", [{"sent_on": None}, {"kind": "mla_stored_data"}])
def test_nothing_lapses_that_was_not_sent_or_preserves_nothing(more: dict[str, Any]) -> None:
    assert lapsing(continuing(**{"sent_on": TODAY - timedelta(days=90), **more})) == []
