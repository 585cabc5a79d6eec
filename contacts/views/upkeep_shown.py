"""What the page of an authority shows of its upkeep, and offers to those who keep it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from contacts.access import keeps_somewhere, may_confirm, may_keep
from contacts.models import Authority, ContactPoint, VerificationTask
from contacts.selectors.changes import ShownChange, changes_waiting
from contacts.selectors.upkeep import Tested, last_tests, tasks_open
from mla_portal.accounts.models import User


@dataclass(frozen=True, kw_only=True)
class Upkeep:
    """`keeps`: may propose changes. `confirms`: may say that all is still right. `tests`: by the id of the desk."""

    waiting: list[ShownChange]
    task: VerificationTask | None
    tests: dict[UUID, Tested]
    keeps: bool
    confirms: bool
    may_test: bool


def upkeep_of(user: User, entry: Authority, desks: Collection[ContactPoint], today: date) -> Upkeep:
    return Upkeep(
        waiting=changes_waiting(user, entry),
        task=tasks_open(on=today).filter(authority=entry).first(),
        tests=last_tests(desks),
        keeps=may_keep(user, entry),
        confirms=entry.valid_on(today) and may_confirm(user, entry),
        may_test=keeps_somewhere(user),
    )
