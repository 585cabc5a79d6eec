"""Reference numbers of requests: jurisdiction, year and a running number, such as GE-2026-00417."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import connection

from contacts.models import Authority


def reference_take(*, authority: Authority, now: datetime) -> str:
    """The next number of the series. In the caller's transaction: a draft that fails gives its number back."""
    year = now.astimezone(ZoneInfo(authority.time_zone)).year
    series = f"{authority.jurisdiction_id}-{year}"
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO requests_app_referencecounter (series, last) VALUES (%s, 1)"
            " ON CONFLICT (series) DO UPDATE SET last = requests_app_referencecounter.last + 1 RETURNING last",
            [series],
        )
        (number,) = cursor.fetchone()
    return f"{series}-{number:05d}"
