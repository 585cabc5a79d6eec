"""Entries that an authority keeps for drafting: added, changed, ended by those who draft there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.models import Authority
from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, Invalid
from requests_app.access import require
from requests_app.models import Kept

# More than that, and nobody finds anything in a list of choices.
LIMIT = 200

Entry = TypeVar("Entry", bound=Kept)


@dataclass(frozen=True)
class Shelf(Generic[Entry]):
    """`judge` gives (cleaned, errors) of what was typed; `twin` is the error of an entry that is there already."""

    model: type[Entry]
    name: str
    judge: Callable[[Mapping[str, Any]], tuple[dict[str, Any], dict[str, list[str]]]]
    twin: Callable[[], dict[str, list[str]]]


@transaction.atomic
def entry_add(*, actor: User, shelf: Shelf[Entry], authority: Authority, answers: Mapping[str, Any]) -> Entry:
    """A new entry. Raises Invalid with every wrong field, NotAllowed without the permission to draft."""
    require(actor, Permission.DRAFT, authority)
    cleaned = _judged(shelf, answers)
    now = timezone.now()
    in_force = shelf.model._default_manager.filter(authority=authority, ended_at__isnull=True)
    if in_force.count() >= LIMIT:
        raise Invalid({"": [_("%(limit)d are kept already. End some that nobody uses.") % {"limit": LIMIT}]})
    entry = shelf.model(authority=authority, kept_by=actor, created_at=now, updated_at=now, **cleaned)
    _write(actor, shelf, entry, "added")
    return entry


@transaction.atomic
def entry_change(
    *, actor: User, shelf: Shelf[Entry], entry: Entry, answers: Mapping[str, Any], seen: str = ""
) -> Entry:
    """Put these answers in the place of the old ones. `seen` is `mark_of` the entry as the person had it before them.

    Raises Conflict when it has changed since, or was ended; Invalid with every wrong field.
    """
    require(actor, Permission.DRAFT, entry.authority)
    cleaned, locked = _judged(shelf, answers), _locked(shelf, entry)
    if seen and seen != mark_of(locked):
        raise Conflict(
            _("%(name)s changed this while you were typing. Compare, then save to keep yours.")
            % {"name": locked.kept_by.name}
        )
    for name, value in cleaned.items():
        setattr(locked, name, value)
    locked.kept_by, locked.updated_at = actor, timezone.now()
    _write(actor, shelf, locked, "changed")
    return locked


@transaction.atomic
def entry_end(*, actor: User, shelf: Shelf[Entry], entry: Entry) -> None:
    """It is not offered any more; what was drafted with it stays. Raises Conflict when it was ended before."""
    require(actor, Permission.DRAFT, entry.authority)
    locked = _locked(shelf, entry)
    locked.ended_at = timezone.now()
    _write(actor, shelf, locked, "ended")


def mark_of(entry: Kept) -> str:
    return entry.updated_at.isoformat()


def _locked(shelf: Shelf[Entry], entry: Entry) -> Entry:
    rows = shelf.model._default_manager.select_for_update(of=("self",)).select_related("authority", "kept_by")
    locked = rows.get(pk=entry.pk)
    if locked.ended_at is not None:
        raise Conflict(_("A colleague ended this meanwhile. Add it again if you need it."))
    return locked


def _judged(shelf: Shelf[Entry], answers: Mapping[str, Any]) -> dict[str, Any]:
    cleaned, errors = shelf.judge(answers)
    if errors:
        raise Invalid(errors)
    return cleaned


def _write(actor: User, shelf: Shelf[Entry], entry: Entry, act: str) -> None:
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError as error:
        raise Invalid(shelf.twin()) from error
    event_record(
        chain=f"{shelf.name}:{entry.pk}",
        verb=Verb.SHELF_CHANGED,
        actor=actor,
        data={"act": act, "authority": entry.authority.code},
        at=timezone.now(),
    )
