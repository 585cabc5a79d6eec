"""Changes of the directory: those that wait, those that were made, and what each of them says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from contacts.access import authorities_of, changes_known_to, changes_visible_to
from contacts.entries import ENTRY_TYPES, Entry, EntryType
from contacts.entry_words import Line, entry_name, lines_of
from contacts.models import Authority, ChangeState, DirectoryChange, Jurisdiction
from mla_portal.accounts.models import User
from mla_portal.errors import NotFound

OPEN = (ChangeState.PROPOSED, ChangeState.ACCEPTED)
_WAITING_SHOWN = 20

Owner = Authority | Jurisdiction


@dataclass(frozen=True, kw_only=True)
class ShownChange:
    change: DirectoryChange
    name: str
    lines: list[Line]


def change_get(user: User, pk: UUID) -> DirectoryChange:
    """Raises NotFound, also for one that this person may not see."""
    change = _with_owner(changes_visible_to(user)).select_related("made_by", "decided_by").filter(pk=pk).first()
    if change is None:
        raise NotFound(_("There is no such change, or it is not open to you."))
    return change


def changes_listed(user: User, *, state: str = "", own: bool = False) -> QuerySet[DirectoryChange]:
    """Those that the person knows about; with `own`, of their own authorities alone, also for who decides on all."""
    found = changes_known_to(user)
    if own:
        found = found.filter(authority__in=authorities_of(user))
    return _with_owner(found.filter(state=state) if state else found)


def changes_applied(owner: Owner) -> QuerySet[DirectoryChange]:
    """The history of an authority with its desks, or of all entries of a country. To be paged by `-applied_at`."""
    found = DirectoryChange.objects.filter(_about(owner), state=ChangeState.APPLIED)
    return _with_owner(found).select_related("made_by")


def changes_waiting(user: User, owner: Owner) -> list[ShownChange]:
    """What will change, the soonest first, and for those who may know it also what is only proposed; the first few."""
    found = changes_visible_to(user).filter(_about(owner), state__in=OPEN)
    return shown_changes(_with_owner(found).order_by("effective_on", "id")[:_WAITING_SHOWN])


def shown_changes(changes: Iterable[DirectoryChange]) -> list[ShownChange]:
    """In words, in as many queries as there are kinds of entries among them."""
    listed = list(changes)
    said = _said(listed)
    return [_shown(change, said.get((change.entry_type, change.code), change.after)) for change in listed]


def shown_change(change: DirectoryChange) -> ShownChange:
    return shown_changes([change])[0]


def effective_at(change: DirectoryChange) -> datetime:
    """The first moment of its day where its authority works, or in the capital of its country."""
    return datetime.combine(change.effective_on, time.min, tzinfo=zone_of(change.authority or change.jurisdiction))


def zone_of(owner: Owner | None) -> ZoneInfo:
    return ZoneInfo(owner.time_zone if owner else "UTC")


def fields_moved_on(change: DirectoryChange, entry_type: EntryType, row: Entry | None) -> list[str]:
    """The labels of those fields in which the entry no longer says what it said when the change was proposed."""
    if row is None:
        return []
    return [entry_type.label(name) for name, text in change.before.items() if entry_type.text(row, name) != text]


def _shown(change: DirectoryChange, said: Mapping[str, str]) -> ShownChange:
    entry_type = ENTRY_TYPES[change.entry_type]
    owner = change.authority or change.jurisdiction
    return ShownChange(
        change=change,
        name=entry_name(entry_type, owner.name if owner else "", said),
        lines=lines_of(entry_type, change.before, change.after),
    )


def _said(changes: Sequence[DirectoryChange]) -> dict[tuple[str, str], dict[str, str]]:
    """{(entry type, code): fields as text} of the entries that exist."""
    codes: dict[str, set[str]] = defaultdict(set)
    for change in changes:
        codes[change.entry_type].add(change.code)
    return {
        (name, row.code): ENTRY_TYPES[name].as_text(row)
        for name, wanted in codes.items()
        for row in ENTRY_TYPES[name].rows().filter(code__in=wanted)
    }


def _about(owner: Owner) -> Q:
    return Q(authority=owner) if isinstance(owner, Authority) else Q(jurisdiction=owner)


def _with_owner(changes: QuerySet[DirectoryChange]) -> QuerySet[DirectoryChange]:
    return changes.select_related("authority__jurisdiction", "jurisdiction")
