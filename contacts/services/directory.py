"""Changes of the directory leave a trace."""

from __future__ import annotations

from collections.abc import Iterable

from contacts.models import Authority, Jurisdiction
from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb

CHAIN = "directory"


def directory_change_record(
    *, actor: User | None, entry: Authority | Jurisdiction, act: str, fields: Iterable[str] = ()
) -> None:
    """That an entry was "added", "changed" or "removed", in the transaction that does it. Fields by name, no values."""
    kind = entry._meta.model_name or ""
    event_record(
        chain=CHAIN,
        verb=Verb.DIRECTORY_CHANGED,
        actor=actor,
        data={"entry": f"{kind}:{entry.code}", "act": act, "fields": sorted(set(fields))},
    )
