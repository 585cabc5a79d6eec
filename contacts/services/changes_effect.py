"""Accepted changes take effect on their day.

Each in a transaction of its own: the change is claimed (those that another worker has are skipped), its entry locked
and compared with what the change says stood there before, then written together with the mail to the proposer and,
last, the event. A worker that dies before the commit leaves all as it was, and the next run takes the change again;
after it there is nothing left to be done.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta, timezone
from uuid import UUID

from django.db import DatabaseError, transaction
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from contacts.entries import ENTRY_TYPES, Entry
from contacts.models import ChangeState, DirectoryChange
from contacts.selectors.changes import effective_at, fields_moved_on
from contacts.services import changes_told
from contacts.services.directory import change_event
from contacts.services.entries import draft_save, entry_draft
from mla_portal.accounts.models import User
from mla_portal.audit.services import NewEvent, events_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Invalid

# Nowhere does a day begin earlier than here.
_EARLIEST = timezone(timedelta(hours=14))
_NOTE_LIMIT = 500

log = logging.getLogger(__name__)


def changes_apply(*, now: datetime) -> int:
    """Put into effect whatever is due at `now`; how many were done with. Any number may run at once, at any time."""
    return sum(_apply(pk, now) for pk in _due(now))


def change_take_effect(change: DirectoryChange, found: Entry | None, *, actor: User | None, now: datetime) -> NewEvent:
    """Write an accepted change into its entry, or find it overtaken and say why, in the caller's transaction.

    The caller holds the locks of the change and of its entry, `found`, and records the event that is returned, last.
    Raises IntegrityError when somebody writes the same entry at this moment.
    """
    entry_type = ENTRY_TYPES[change.entry_type]
    why = obstacle(change, found)
    if not why:
        try:
            draft = entry_draft(entry_type, change.code, change.after, found=found)
        except Invalid as refusal:
            why = " ".join(text for texts in refusal.errors.values() for text in texts)
        else:
            change_move(change, ChangeState.APPLIED, applied_at=now)
            event = draft_save(actor=actor, entry_type=entry_type, draft=draft)
            changes_told.decided(change, by=actor, now=now)
            return event
    return change_overtake(change, why, actor=actor, now=now)


def change_overtake(change: DirectoryChange, why: str, *, actor: User | None, now: datetime) -> NewEvent:
    """End a change that no longer fits; its proposer and those who decide are told. The event is the caller's."""
    change_move(change, ChangeState.OVERTAKEN, decision_note=why[:_NOTE_LIMIT])
    changes_told.decided(change, by=actor, now=now)
    return change_event(actor=None, verb=Verb.DIRECTORY_CHANGE_OVERTAKEN, change=change)


def change_move(change: DirectoryChange, state: ChangeState, **fields: object) -> None:
    """To its next state; the database holds the table of moves."""
    for name, value in {"state": state, **fields}.items():
        setattr(change, name, value)
    change.save(update_fields=["state", *fields])


def entry_of(change: DirectoryChange) -> Entry | None:
    """The entry, locked until the end of the transaction; None when there is none yet."""
    found: Entry | None = (
        ENTRY_TYPES[change.entry_type].rows().select_for_update(of=("self",)).filter(code=change.code).first()
    )
    return found


def obstacle(change: DirectoryChange, found: Entry | None) -> str:
    """Why the change no longer fits the entry as it stands: a sentence, or nothing."""
    if change.is_new:
        return _("Another entry has its code now.") if found else ""
    moved_on = fields_moved_on(change, ENTRY_TYPES[change.entry_type], found)
    if not moved_on:
        return ""
    return _("Since it was proposed, the entry was changed in: %(fields)s.") % {
        "fields": get_text_list(moved_on, _("and"))
    }


def _due(now: datetime) -> list[UUID]:
    accepted = DirectoryChange.objects.filter(
        state=ChangeState.ACCEPTED, effective_on__lte=now.astimezone(_EARLIEST).date()
    ).select_related("authority", "jurisdiction")
    return [change.pk for change in accepted.order_by("effective_on", "id") if effective_at(change) <= now]


def _apply(pk: UUID, now: datetime) -> bool:
    try:
        with transaction.atomic():
            claimed = DirectoryChange.objects.select_for_update(of=("self",), skip_locked=True)
            change = claimed.filter(pk=pk, state=ChangeState.ACCEPTED).first()
            if change is None:
                return False
            events_record([change_take_effect(change, entry_of(change), actor=None, now=now)])
            return True
    except DatabaseError:
        # One entry that somebody writes at this moment must not hold up the others; the next run tries again.
        log.warning("The change %s of the directory could not be written and waits", pk, exc_info=True)
        return False
