"""What the page of an authority shows of its upkeep, and offers to those who keep it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from contacts.access import keeps_somewhere, may_confirm, may_keep
from contacts.models import Authority, ContactPoint, Subject, VerificationTask
from contacts.selectors.changes import ShownChange, changes_waiting
from contacts.selectors.entries_read import entries_read, kind_of
from contacts.selectors.upkeep import Tested, last_tests, tasks_open
from contacts.services.verification import day_of
from mla_portal.accounts.models import User


@dataclass(frozen=True, kw_only=True)
class Confirming:
    """The button that says that everything is still right: where it leads, the digest of what the page shows, and
    the verification that is open.
    """

    action: str
    seen: str
    task: VerificationTask | None


@dataclass(frozen=True, kw_only=True)
class Upkeep:
    """`keeps`: may propose changes. `tests`: by the id of the desk."""

    waiting: list[ShownChange]
    confirming: Confirming | None
    tests: dict[UUID, Tested]
    keeps: bool
    may_test: bool


def upkeep_of(user: User, entry: Authority, desks: Collection[ContactPoint]) -> Upkeep:
    return Upkeep(
        waiting=changes_waiting(user, entry),
        confirming=confirming_of(user, entry),
        tests=last_tests(desks),
        keeps=may_keep(user, entry),
        may_test=keeps_somewhere(user),
    )


def confirming_of(user: User, subject: Subject) -> Confirming | None:
    """None for whoever may not confirm, and where nothing is said that could be right."""
    if not may_confirm(user, subject):
        return None
    today, kind = day_of(subject), kind_of(subject)
    read = entries_read(subject, on=today)
    if not read.entries:
        return None
    return Confirming(
        action=reverse("country_confirm" if kind == "jurisdiction" else f"{kind}_confirm", args=[subject.code]),
        seen=read.digest,
        task=tasks_open(on=today).filter(**{kind: subject}).first(),
    )
