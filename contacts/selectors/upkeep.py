"""Entries to be looked at again, and desks that were tested; and whom to ask about either."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from contacts.access import authorities_confirmed_by, may_decide
from contacts.models import (
    Authority,
    AuthorityUserObjectPermission,
    ContactPoint,
    ReachabilityTest,
    VerificationTask,
    valid_on,
)
from contacts.roles import Permission
from contacts.selectors.reachability import PAUSE
from mla_portal.accounts.models import User


def tasks_open(*, on: date) -> QuerySet[VerificationTask]:
    """The open verifications of entries that are valid on the day."""
    found = VerificationTask.objects.filter(valid_on(on, prefix="authority__"), done_at__isnull=True)
    return found.select_related("authority__jurisdiction")


def tasks_open_to(user: User, *, on: date) -> QuerySet[VerificationTask]:
    """Those that the person can close."""
    found = tasks_open(on=on)
    return found if may_decide(user) else found.filter(authority__in=authorities_confirmed_by(user))


def keepers_of(authorities: Iterable[Authority]) -> dict[int, list[User]]:
    """{authority id: its directory managers, or else its supervisors, who can be written to}; outsiders have none."""
    members = [one.pk for one in authorities if one.member]
    held = AuthorityUserObjectPermission.objects.filter(
        content_object__in=members,
        permission__codename__in=(Permission.MANAGE_DIRECTORY, Permission.SUPERVISE),
        user__is_active=True,
    ).exclude(user__email="")
    by_right: dict[str, dict[int, list[User]]] = defaultdict(lambda: defaultdict(list))
    for row in held.select_related("user", "permission").order_by("user__username"):
        by_right[row.permission.codename][row.content_object_id].append(row.user)
    managers, supervisors = by_right[Permission.MANAGE_DIRECTORY], by_right[Permission.SUPERVISE]
    return {pk: managers.get(pk) or supervisors.get(pk, []) for pk in members}


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
