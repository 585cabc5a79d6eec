"""A preservation that was effected, for the tests of its clock."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from requests_app.clocks.preservation import Holding
from requests_app.models import Deadline, Request
from requests_app.services.preservation_clock import preservation_clock_set


def preserved(request: Request, *, at: datetime, until: date | None = None, custodian: str = "Hosting SRL") -> Deadline:
    holding = Holding(custodian=custodian, effected_at=at, until=until)
    found = preservation_clock_set(request=request, holdings=[holding], now=at)
    assert found is not None
    return found


def running(request: Request, kind: str, subject: UUID | None = None) -> Deadline:
    return Deadline.objects.get(request=request, kind=kind, subject=subject, closed_at__isnull=True)


def open_kinds(request: Request) -> set[str]:
    return set(Deadline.objects.filter(request=request, closed_at__isnull=True).values_list("kind", flat=True))
