"""The dates of deadlines: pure rules, each with the paragraph that it comes from."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.working_days import WorkCalendar, work_calendar
from requests_app.clocks import rules
from requests_app.clocks.lengths import Days, Hours
from requests_app.clocks.preservation import Holding, Practice, expiry, follow_up, held_watch
from requests_app.clocks.reckoned import Reckoned
from requests_app.clocks.service_hours import read_service_hours
from requests_app.clocks.words import SENTENCES, in_words

ROMANIA = work_calendar("RO", "Europe/Bucharest", 2026)
GEORGIA = work_calendar("GE", "Asia/Tbilisi", 2026)
UNKNOWN = Practice(country="RO")
# Friday, 20 March 2026, 16:00 in Bucharest: a week before the clocks go forward there.
FRIDAY = datetime(2026, 3, 20, 14, tzinfo=UTC)


def codes(reckoned: Reckoned) -> list[str]:
    return [one.code for one in reckoned.steps]


def terms(allowed: Hours | Days, hours: str = "") -> rules.Terms:
    return rules.Terms(allowed=allowed, calendar=ROMANIA, service=read_service_hours(hours), hours_text=hours)


def test_hours_run_day_and_night_over_a_change_of_the_clocks() -> None:
    start = datetime(2026, 3, 28, 22, tzinfo=UTC)
    due = rules.acknowledgement(start, terms(Hours(timedelta(hours=24))), article="29(3)")
    assert (due.due_at - start, due.rule) == (timedelta(hours=24), "29(3)")


def test_hours_of_a_desk_that_is_closed_at_the_weekend() -> None:
    allowed = Hours(timedelta(hours=4), in_service=True)
    due = rules.acknowledgement(FRIDAY, terms(allowed, "Monday to Friday, 09:00 to 18:00"), article="29(3)")
    # Two hours on Friday, two on Monday morning.
    assert due.due_at.astimezone(ZoneInfo("Europe/Bucharest")) == datetime(
        2026, 3, 23, 11, tzinfo=ZoneInfo("Europe/Bucharest")
    )
    assert "service_hours" in codes(due)


def test_a_desk_that_answers_day_and_night_has_no_hours_that_do_not_count() -> None:
    due = rules.acknowledgement(FRIDAY, terms(Hours(timedelta(hours=4), in_service=True)), article="29(3)")
    assert due.due_at == FRIDAY + timedelta(hours=4)
    assert "day_and_night" in codes(due)


@pytest.mark.parametrize(
    "text", ["", "Day and night", "Friday to Monday, 09:00 to 18:00", "Mon-Fri 18:00-09:00", "Mon-Xyz 09:00-18:00"]
)
def test_hours_that_cannot_be_read_are_not_guessed(text: str) -> None:
    assert read_service_hours(text) is None


def test_service_hours_as_people_write_them() -> None:
    found = read_service_hours("Mon–Fri 9:00–17:30")
    assert found is not None
    assert (sorted(found.weekdays), found.opens.hour, found.closes.minute) == ([0, 1, 2, 3, 4], 9, 30)


def test_working_days_leave_out_weekends_and_public_holidays() -> None:
    # Orthodox Good Friday and Easter Monday of 2026 are 10 and 13 April.
    asked = datetime(2026, 4, 8, 10, tzinfo=UTC)
    due = rules.clarification_reply(asked, terms(Days(3, working=True)))
    assert ROMANIA.day_of(due.due_at - timedelta(minutes=1)) == date(2026, 4, 15)
    assert due.rule == "27(6)"


def test_days_that_end_on_a_holiday_end_on_the_next_working_day() -> None:
    sent = datetime(2026, 4, 1, 10, tzinfo=UTC)
    due = rules.formal_confirmation(sent, terms(Days(30)), required_days=10, country="RO")
    assert ROMANIA.day_of(due.due_at - timedelta(minutes=1)) == date(2026, 4, 14)
    assert (due.rule, "next_working_day" in codes(due)) == ("25(3)", True)


def test_without_known_holidays_that_is_said() -> None:
    nowhere = WorkCalendar(country="XK", zone="Europe/Belgrade", known=False)
    due = rules.status_enquiry(FRIDAY, rules.Terms(allowed=Days(30), calendar=nowhere))
    assert "holidays_unknown" in codes(due)


def test_a_postponement_is_looked_at_on_its_day() -> None:
    due = rules.postponed_review(FRIDAY, date(2026, 5, 1), ROMANIA)
    assert due.due_at == ROMANIA.begin_of(date(2026, 5, 2))
    assert due.rule == "27(5)"


def test_sixty_days_from_the_day_the_preservation_was_effected_29_7() -> None:
    kept = expiry([Holding(custodian="Hosting SRL", effected_at=FRIDAY)], UNKNOWN, ROMANIA)
    assert kept.due_at == ROMANIA.begin_of(date(2026, 5, 20))
    assert (kept.rule, kept.starts_at) == ("29(7)", FRIDAY)
    assert codes(kept) == ["effected", "minimum_days", "kept_through"]


def test_the_day_is_that_of_the_country_asked_not_of_utc() -> None:
    late = datetime(2026, 3, 20, 22, 30, tzinfo=UTC)  # half past midnight, on the 21st, in Bucharest
    kept = expiry([Holding(custodian="", effected_at=late)], UNKNOWN, ROMANIA)
    assert ROMANIA.day_of(kept.due_at - timedelta(minutes=1)) == date(2026, 5, 20)


def test_what_was_told_goes_before_the_practice_and_that_before_the_minimum() -> None:
    practice = Practice(country="RO", days=90, verified=True)
    told = Holding(custodian="A", effected_at=FRIDAY, until=date(2026, 7, 18))
    assert expiry([told], practice, ROMANIA).due_at == ROMANIA.begin_of(date(2026, 7, 19))
    untold = Holding(custodian="A", effected_at=FRIDAY)
    assert expiry([untold], practice, ROMANIA).due_at == ROMANIA.begin_of(date(2026, 6, 19))


def test_of_several_custodians_the_earliest_end_rules() -> None:
    kept = expiry(
        [
            Holding(custodian="Slow SA", effected_at=FRIDAY, until=date(2026, 9, 1)),
            Holding(custodian="Quick SRL", effected_at=FRIDAY, until=date(2026, 5, 1)),
        ],
        UNKNOWN,
        ROMANIA,
    )
    assert kept.due_at == ROMANIA.begin_of(date(2026, 5, 2))
    assert kept.steps[0].values == {"number": 2, "custodian": "Quick SRL"}


def test_the_request_has_to_leave_in_time_on_a_working_day_of_who_sends_it() -> None:
    kept = expiry([Holding(custodian="", effected_at=FRIDAY, until=date(2026, 5, 24))], UNKNOWN, ROMANIA)
    sending = follow_up(kept, GEORGIA)
    assert sending is not None
    # A fortnight before is Sunday, 10 May; Saturday is none either.
    assert GEORGIA.day_of(sending.due_at - timedelta(minutes=1)) == date(2026, 5, 8)


def test_the_day_that_was_planned_counts_if_it_is_earlier() -> None:
    kept = expiry([Holding(custodian="", effected_at=FRIDAY)], UNKNOWN, ROMANIA)
    sending = follow_up(kept, GEORGIA, planned_on=date(2026, 4, 22))
    assert sending is not None
    assert GEORGIA.day_of(sending.due_at - timedelta(minutes=1)) == date(2026, 4, 22)


def test_with_no_time_left_only_the_end_is_waited_for() -> None:
    kept = expiry([Holding(custodian="", effected_at=FRIDAY, until=date(2026, 3, 25))], UNKNOWN, ROMANIA)
    assert follow_up(kept, GEORGIA) is None


def test_after_receipt_nothing_expires() -> None:
    watch = held_watch(FRIDAY, Days(90), ROMANIA)
    assert "held" in codes(watch)
    assert watch.rule == "29(7)"


@given(
    effected=st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
    days=st.integers(60, 180),
)
def test_no_preservation_is_reckoned_shorter_than_it_is(effected: datetime, days: int) -> None:
    """Whatever the change of the clocks: the end is a midnight there, after so many whole days."""
    kept = expiry([Holding(custodian="", effected_at=effected)], Practice(country="RO", days=days), ROMANIA)
    there = kept.due_at.astimezone(ZoneInfo("Europe/Bucharest"))
    assert (there.hour, there.minute) == (0, 0)
    assert (there.date() - ROMANIA.day_of(effected)).days == days + 1


def test_every_step_has_its_sentence() -> None:
    given = [
        rules.acknowledgement(FRIDAY, terms(Hours(timedelta(hours=4), in_service=True)), article="29(3)"),
        rules.clarification_reply(FRIDAY, terms(Days(3, working=True))),
        rules.postponed_review(FRIDAY, date(2026, 5, 1), ROMANIA),
        expiry([Holding(custodian="A", effected_at=FRIDAY)], UNKNOWN, ROMANIA),
        held_watch(FRIDAY, Days(90), ROMANIA),
    ]
    for one in given:
        words = in_words(one.explained())
        assert len(words) == len(one.steps)
        assert not any("%(" in sentence for sentence in words)
    assert all(str(sentence).endswith((".", "%(reason)s")) for sentence in SENTENCES.values())
