"""Days as the countries of `tests.world` count them: around midnight they differ, and a test says whose it means."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from contacts.days import day_in

ZONES = {"GE": "Asia/Tbilisi", "MD": "Europe/Chisinau", "RO": "Europe/Bucharest", "US": "America/New_York"}


def today(country: str = "RO") -> date:
    return day_in(ZONES[country], timezone.now())


def day(days: int, country: str = "RO") -> str:
    """So many days after today in that country, as a form or the contract takes it."""
    return (today(country) + timedelta(days=days)).isoformat()
