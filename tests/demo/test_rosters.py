"""The duty of the demonstration: somebody is on it whenever one looks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from contacts.models import ContactPoint, DutyShift
from contacts.selectors.duty import DutyState, coverage, on_duty

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMO_PASSWORD", "pass phrase of the demonstration")


def test_four_weeks_of_duty_at_each_first_desk_of_a_member() -> None:
    call_command("load_demo", "--empty")
    desks = ContactPoint.objects.filter(authority__code__endswith="-247", order=1, authority__member=True)
    for desk in desks.select_related("authority"):
        assert on_duty(desk, timezone.now()).state is DutyState.NAMED
        assert coverage(desk, timezone.now(), timezone.now() + timedelta(days=27)) == []
    assert set(DutyShift.objects.values_list("desk", flat=True)) == {desk.pk for desk in desks}
    names = set(DutyShift.objects.filter(desk__authority__code="GE-247").values_list("name", flat=True))
    assert names == {"Demonstration Contact (Georgia)", "Demonstration Deputy (Georgia)"}


def test_a_later_load_lets_the_rosters_go_on() -> None:
    _load_at("2026-11-21T10:00:00Z")
    before = list(DutyShift.objects.order_by("pk").values())
    _load_at("2026-11-24T10:00:00Z")
    assert list(DutyShift.objects.filter(pk__in=[row["id"] for row in before]).order_by("pk").values()) == before
    assert DutyShift.objects.count() == len(before) + 12 * 2 * 3
    later = datetime(2027, 3, 24, 10, tzinfo=UTC)
    _load_at(later.isoformat())
    desk = ContactPoint.objects.select_related("authority").get(authority__code="GE-247", order=1)
    assert coverage(desk, later, later + timedelta(days=27)) == []


def test_a_roster_that_somebody_planned_stays() -> None:
    call_command("load_demo", "--empty")
    DutyShift.objects.filter(starts_at__gt=timezone.now()).update(name="Planned by hand", person=None)
    call_command("load_demo", "--empty")
    assert DutyShift.objects.filter(starts_at__gt=timezone.now()).exclude(name="Planned by hand").count() == 0


def _load_at(instant: str) -> None:
    with time_machine.travel(instant, tick=False):
        call_command("load_demo", "--empty")
