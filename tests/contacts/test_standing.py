"""The mark that says how well founded an entry is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import timezone

from contacts.facts import Provenance
from contacts.models import ServiceProvider


def mark(given: Any, options: str = "") -> str:
    page = Template(f"{{% load directory %}}{{% standing given {options} %}}")
    return page.render(Context({"given": given}))


def fact(standing: str = "read", checked_on: date | None = None, source: str = "nl-treatydb") -> Provenance:
    return Provenance(source=source, checked_on=checked_on, standing=standing, remark="As of 2026.")


@pytest.mark.parametrize(
    ("standing", "label", "tone"),
    [
        ("confirmed", "Confirmed", "good"),
        ("read", "Read in the source", "good"),
        ("believed", "Not verified", "wait"),
        ("possible", "Not verified, only possible", "wait"),
    ],
)
def test_the_mark_says_how_well_founded_it_is(standing: str, label: str, tone: str) -> None:
    assert f'<strong class="mla-tag mla-tag--{tone}">{label}</strong>' in mark(fact(standing))


def test_source_day_and_remark_are_shown() -> None:
    text = mark(fact(checked_on=date(2026, 11, 20)))
    assert "nl-treatydb, checked on 20 November 2026" in text
    assert "As of 2026." in text
    assert "nl-treatydb" not in mark(fact(), "short=True")


def test_what_nobody_looked_at_for_180_days_says_so() -> None:
    today = timezone.localdate()
    assert "180 days" not in mark(fact(checked_on=today - timedelta(days=179)))
    assert "180 days" in mark(fact(checked_on=today - timedelta(days=180)))
    assert "180 days" in mark(fact(checked_on=None), "short=True")
    assert "180 days" not in mark(fact("believed")), "it was never verified"


def test_only_a_whole_secure_address_is_a_link() -> None:
    assert 'href="https://coe.example/185"' in mark(fact(source="https://coe.example/185"))
    for source in ("javascript:alert(1)", "https://coe.example and others", "coe.example"):
        assert "href" not in mark(fact(source=source))


def test_an_entry_is_marked_like_a_fact() -> None:
    assert "Not verified" in mark(ServiceProvider(code="P", name="P"))
