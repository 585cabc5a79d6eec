"""Changes of the directory leave a trace."""

from __future__ import annotations

from collections.abc import Iterable

from contacts.models import DirectoryChange
from mla_portal.accounts.models import User
from mla_portal.audit.services import NewEvent, events_record
from mla_portal.audit.verbs import Verb

CHAIN = "directory"


def directory_changed(*, actor: User | None, entry: str, act: str, fields: Iterable[str] = ()) -> NewEvent:
    """That an entry ("authority:RO-247") was "added" or "changed"; to be recorded where it is done. No values."""
    return NewEvent(
        chain=CHAIN,
        verb=Verb.DIRECTORY_CHANGED,
        actor=actor,
        data={"entry": entry, "act": act, "fields": sorted(set(fields))},
    )


def change_event(*, actor: User | None, verb: Verb, change: DirectoryChange) -> NewEvent:
    """What became of a proposed change; to be recorded last in the transaction that does it. No values."""
    data = {"entry": str(change), "change": str(change.pk), "fields": sorted(change.after)}
    return NewEvent(chain=CHAIN, verb=verb, actor=actor, data=data)


def change_record(*, actor: User | None, verb: Verb, change: DirectoryChange) -> None:
    """The same, written now."""
    events_record([change_event(actor=actor, verb=verb, change=change)])
