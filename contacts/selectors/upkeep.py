"""Entries to be looked at again, and desks that were tested."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from itertools import chain
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from contacts.access import authorities_confirmed_by, countries_kept_by, may_decide
from contacts.entries import EntryType
from contacts.facts import VERIFY_AFTER
from contacts.models import VERIFIED, ContactPoint, ReachabilityTest, VerificationTask
from contacts.selectors.entries_read import TABLES, entries_current
from contacts.selectors.reachability import PAUSE
from mla_portal.accounts.models import User

ASK_BEFORE = timedelta(days=14)


def entries_due(*, on: date) -> dict[str, dict[Any, date]]:
    """{field of a verification: {key: due day}} of all that is to be looked at by then, asked for or not."""
    return {
        kind: _due(
            (_unseen(entry_type, on).values_list(way, "checked_on", "standing") for entry_type, way in tables), on
        )
        for kind, tables in TABLES.items()
    }


def tasks_open(*, on: date) -> QuerySet[VerificationTask]:
    """The open verifications of what is still to be looked at on the day."""
    found = VerificationTask.objects.filter(_waiting(on), done_at__isnull=True)
    return found.select_related("authority__jurisdiction", "jurisdiction", "provider")


def tasks_over(*, on: date) -> QuerySet[VerificationTask]:
    """Open ones of what somebody looked at otherwise, or what ended."""
    return VerificationTask.objects.filter(~_waiting(on), done_at__isnull=True)


def tasks_open_to(user: User, *, on: date) -> QuerySet[VerificationTask]:
    """Those that the person can close."""
    found = tasks_open(on=on)
    if may_decide(user):
        return found
    return found.filter(Q(authority__in=authorities_confirmed_by(user)) | Q(jurisdiction__in=countries_kept_by(user)))


def _waiting(on: date) -> Q:
    found = [
        Exists(_unseen(entry_type, on).filter(**{way: OuterRef(kind)}).order_by())
        for kind, tables in TABLES.items()
        for entry_type, way in tables
    ]
    return reduce(or_, map(Q, found))


def _unseen(entry_type: EntryType, on: date) -> QuerySet[Any]:
    """Not verified, or not looked at for 180 days, or not any more in two weeks; a day to come is none."""
    stale = (
        ~Q(standing__in=VERIFIED)
        | Q(checked_on__isnull=True)
        | Q(checked_on__lte=on + ASK_BEFORE - VERIFY_AFTER)
        | Q(checked_on__gt=on + timedelta(days=1))
    )
    return entries_current(entry_type, on=on).filter(stale)


def _due(tables: Iterable[Iterable[tuple[Any, date | None, str]]], on: date) -> dict[Any, date]:
    found: dict[Any, date] = {}
    for key, checked_on, standing in chain.from_iterable(tables):
        is_known = checked_on is not None and checked_on <= on + timedelta(days=1) and standing in VERIFIED
        day = checked_on + VERIFY_AFTER if checked_on and is_known else on
        found[key] = min(day, found.get(key, day))
    return found


@dataclass(frozen=True, kw_only=True)
class Tested:
    """The last test of a desk, and the last one that somebody there answered."""

    last: ReachabilityTest
    answered: ReachabilityTest | None

    @property
    def minutes(self) -> int:
        """How long the answer took."""
        at = self.answered and self.answered.answered_at
        return int((at - self.answered.sent_at).total_seconds() // 60) if self.answered and at else 0

    @property
    def is_waiting(self) -> bool:
        return self.last.answered_at is None and timezone.now() < self.last.expires_at

    @property
    def is_recent(self) -> bool:
        return timezone.now() < self.last.sent_at + PAUSE


def last_tests(desks: Collection[ContactPoint]) -> dict[UUID, Tested]:
    """{desk id: its tests} of those that were tested, in two queries."""
    tests = ReachabilityTest.objects.filter(desk__in=desks).order_by("desk_id", "-id").distinct("desk_id")
    answered = {one.desk_id: one for one in tests.filter(answered_at__isnull=False)}
    return {one.desk_id: Tested(last=one, answered=answered.get(one.desk_id)) for one in tests}
