"""Components as text: what they say and what they leave out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.template import Context, Template
from django.utils import timezone, translation

from mla_portal.ui.parts import Duty

AT = datetime(2026, 11, 21, 22, 3, 9, tzinfo=UTC)


def draw(source: str, **values: Any) -> str:
    return Template("{% load ui %}" + source).render(Context(values))


def test_an_instant_in_the_readers_zone_with_utc() -> None:
    with timezone.override("Asia/Tbilisi"):
        drawn = draw("{% instant at %}", at=AT)
    assert 'datetime="2026-11-21T22:03:09Z"' in drawn
    assert "22 Nov 2026, 02:03" in drawn
    assert "Tbilisi" in drawn
    assert "21 Nov 2026, 22:03 UTC" in drawn


def test_an_instant_with_seconds_and_the_counterparts_time() -> None:
    drawn = draw('{% instant at tz="Europe/Bucharest" seconds=True %}', at=AT)
    assert "22:03:09" in drawn
    assert "22 Nov 2026, 00:03:09 Bucharest" in drawn


def test_a_sentence_goes_on_right_after_an_instant() -> None:
    assert "</span>, Jane" in draw("{% instant at %}, Jane", at=AT)


def test_no_instant_is_nothing() -> None:
    assert draw("{% instant at %}{% countdown at %}", at=None) == ""


def test_a_countdown_turns_amber_in_its_last_quarter() -> None:
    start = AT - timedelta(hours=4)
    drawn = draw("{% countdown at start=start now=now %}", at=AT, start=start, now=AT - timedelta(minutes=61))
    assert 'data-state="calm"' in drawn
    drawn = draw("{% countdown at start=start now=now %}", at=AT, start=start, now=AT - timedelta(minutes=59))
    assert 'data-state="soon"' in drawn


def test_completeness_names_the_paragraph() -> None:
    drawn = draw("{% completeness missing %}", missing=[Duty(article="29(2)(e)", message="Say why.", href="/x/")])
    assert "1 legal duty is not met yet" in drawn
    assert '<span class="mla-article">29(2)(e)</span>' in drawn


def test_slots_belong_to_the_component_around_them() -> None:
    drawn = draw('{% card "A" %}{% card "B" %}b{% slot "actions" %}for B{% endslot %}{% endcard %}{% endcard %}')
    assert drawn.count("mla-card__actions") == 1
    assert "for B" in drawn.split(">B</h2>")[1]


def test_the_pager_counts_in_words() -> None:
    assert "1 row" in draw("{% pager next='?a' shown=1 %}")
    assert draw("{% pager shown=0 %}").strip() == ""


def test_an_unknown_status_is_neutral_and_a_known_one_is_not() -> None:
    assert "mla-tag--neutral" in draw('{% tag "no such word" %}')
    assert "mla-tag--bad" in draw('{% tag "overdue" %}')


def test_words_come_from_the_catalogue() -> None:
    with translation.override("en"):
        assert "Emergency" in draw('{% urgency "emergency" %}')
