"""Decisions on proposed changes of the directory: by administrators, and by those who take their proposal back."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg2.errors import DeadlockDetected

from contacts.access import may_decide, may_keep
from contacts.models import ChangeState, DirectoryChange, Origin
from contacts.selectors.changes import OPEN, effective_at
from contacts.services import changes_told
from contacts.services.changes import text_errors
from contacts.services.changes_effect import change_move, change_overtake, change_take_effect, entry_of, obstacle
from contacts.services.changes_told import path_of
from contacts.services.directory import change_event, change_record
from mla_portal.accounts.models import User
from mla_portal.audit.services import events_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, Invalid, NotAllowed


def change_accept(*, actor: User, change: DirectoryChange) -> DirectoryChange:
    """Let it take effect on its day; at once when that has come. Raises NotAllowed and Conflict.

    One that no longer fits its entry is overtaken at once: look at the state of what is returned.
    """
    _require_decider(actor, change)
    now = timezone.now()
    try:
        with transaction.atomic():
            change = _locked(change, ChangeState.PROPOSED)
            _accept(change, actor, now)
            return change
    except (IntegrityError, OperationalError) as error:
        if isinstance(error, OperationalError) and not isinstance(error.__cause__, DeadlockDetected):
            raise
        raise Conflict(_("Somebody changed this entry at the same moment. Load the page again and look.")) from error


@transaction.atomic
def change_reject(*, actor: User, change: DirectoryChange, note: str) -> DirectoryChange:
    """Refuse it; `note` tells the proposer why. Raises Invalid without one, NotAllowed and Conflict."""
    _require_decider(actor, change)
    if errors := text_errors("note", note) or _missing_note(note):
        raise Invalid(errors)
    now = timezone.now()
    change = _locked(change, ChangeState.PROPOSED)
    change_move(change, ChangeState.REJECTED, decided_by=actor, decided_at=now, decision_note=note.strip())
    changes_told.decided(change, by=actor, now=now)
    change_record(actor=actor, verb=Verb.DIRECTORY_CHANGE_REJECTED, change=change)
    return change


@transaction.atomic
def change_withdraw(*, actor: User, change: DirectoryChange) -> DirectoryChange:
    """Take it back before it takes effect. Raises NotAllowed and Conflict."""
    if not may_withdraw(actor, change):
        raise NotAllowed(_("Only those who keep this entry can withdraw the change."))
    change = _locked(change, *OPEN)
    change_move(change, ChangeState.WITHDRAWN)
    changes_told.decided(change, by=actor, now=timezone.now())
    change_record(actor=actor, verb=Verb.DIRECTORY_CHANGE_WITHDRAWN, change=change)
    return change


def may_withdraw(user: User, change: DirectoryChange) -> bool:
    """Those who might have proposed it; and once it is accepted, those who decide too."""
    if change.origin != Origin.PROPOSAL:
        return False
    owner = change.authority or change.jurisdiction
    keeps = owner is not None and may_keep(user, owner)
    return keeps or (change.state == ChangeState.ACCEPTED and may_decide(user))


def may_decide_on(user: User, change: DirectoryChange) -> bool:
    """Nobody decides on what they proposed themselves."""
    return change.made_by_id != user.pk and may_decide(user)


def _require_decider(actor: User, change: DirectoryChange) -> None:
    if not may_decide(actor):
        raise NotAllowed(_("Only administrators of the portal decide on changes of the directory."))
    if not may_decide_on(actor, change):
        raise NotAllowed(_("You proposed this change yourself. Another administrator decides on it."))


def _accept(change: DirectoryChange, actor: User, now: datetime) -> None:
    found = entry_of(change)
    change_move(change, ChangeState.ACCEPTED, decided_by=actor, decided_at=now)
    events = [change_event(actor=actor, verb=Verb.DIRECTORY_CHANGE_ACCEPTED, change=change)]
    if effective_at(change) <= now:
        events.append(change_take_effect(change, found, actor=actor, now=now))
    elif why := obstacle(change, found):
        events.append(change_overtake(change, why, actor=actor, now=now))
    else:
        changes_told.decided(change, by=actor, now=now)
    # All rows are written before the head of the trail is locked, as wherever an entry is written.
    events_record(events)


def _locked(change: DirectoryChange, *states: ChangeState) -> DirectoryChange:
    """The row as it is now, until the end of the transaction. Raises Conflict when it is in none of the states."""
    row = DirectoryChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if row.state not in states:
        raise Conflict(
            _("Somebody was first: this change is “%(state)s” now.") % {"state": row.get_state_display()},
            back=path_of(row),
        )
    return row


def _missing_note(note: str) -> dict[str, list[str]]:
    return {} if note.strip() else {"note": [_("Say why, so that the proposer can mend it.")]}
