"""Those who keep the directory, for the tests of its upkeep."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from contacts.entries import ENTRY_TYPES
from contacts.models import Authority, DirectoryChange, Subject
from contacts.roles import Role
from contacts.selectors.entries_read import entries_read
from contacts.services.changes import change_propose
from contacts.services.verification import day_of, entries_confirm
from mla_portal.accounts.models import User
from tests.world import PASSWORD, World, person


def manager(authority: Authority, username: str = "manager") -> User:
    return person(username, authority, Role.DIRECTORY_MANAGER)


def administrator(username: str = "root") -> User:
    return User.objects.create_superuser(username, PASSWORD, name=username.title(), email=f"{username}@portal.example")


def proposal(
    actor: User, code: str = "RO-247", table: str = "authority", on: date | None = None, /, **values: str
) -> DirectoryChange:
    """That the entry says `values` from a day on, today when none is given."""
    return change_propose(
        actor=actor,
        entry_type=ENTRY_TYPES[table],
        code=code,
        values=values or {"city": "Cluj"},
        effective_on=on or timezone.localdate(),
        reason="We moved.",
    )


def desk_values(world: World, **values: Any) -> dict[str, str]:
    return {"authority": world.asked.code, "order": "3", "name": "Night desk", "email": "night@ro.example", **values}


def digest_of(subject: Subject) -> str:
    """Of what somebody reads of it now."""
    return entries_read(subject, on=day_of(subject)).digest


def confirm(*, actor: User, subject: Subject) -> None:
    """Just read, and still right."""
    entries_confirm(actor=actor, subject=subject, seen=digest_of(subject))
