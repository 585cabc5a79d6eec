"""The one way in which an entry of the directory is made or changed: judged, written, and its history kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.days import day_in
from contacts.entries import Entry, EntryType, owner_of, trimmed
from contacts.models import Authority, ChangeState, DirectoryChange, Jurisdiction, Origin
from contacts.services.directory import directory_changed
from mla_portal.accounts.models import User
from mla_portal.audit.services import NewEvent, events_record
from mla_portal.errors import Conflict, Invalid

# the key of an error that is about the entry as a whole
WHOLE = "entry"


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An entry as it would stand, judged but not written. `before` and `after` hold the fields that differ, as text."""

    row: Entry
    is_new: bool
    before: Mapping[str, str]
    after: Mapping[str, str]


def entry_draft(
    entry_type: EntryType,
    code: str,
    values: Mapping[str, str],
    *,
    found: Entry | None = None,
    ask_database: bool = True,
) -> Draft:
    """`values` (field: text) laid over the entry with this code, or over a new one; fields not named stay.

    `found` spares the look for the entry; one that is not saved yet says that there is none. What the entry says
    already is not judged again. Without `ask_database`, whether it can stand beside the others is left to the writing.
    Raises Invalid naming every wrong field at once.
    """
    row = found or entry_type.rows().filter(code=code).first() or entry_type.model(code=code)
    is_new = row._state.adding
    stood = {} if is_new else entry_type.as_text(row)
    errors: dict[str, list[str]] = {}
    for name, text in values.items():
        _lay(entry_type, row, name, text, stood, errors)
    given = {name: entry_type.text(row, name) for name in entry_type.fields if name not in errors}
    stands = {name: text for name, text in given.items() if text != stood.get(name, "")}
    if stands or errors or is_new:
        judged = set(entry_type.fields) | {"code"} if is_new else set(stands)
        for name, texts in _judged(entry_type, row, judged, set(errors), ask_database).items():
            errors.setdefault(name, []).extend(texts)
    if errors:
        raise Invalid(errors)
    return Draft(row=row, is_new=is_new, before={name: stood.get(name, "") for name in stands}, after=stands)


def entry_write(
    *,
    actor: User | None,
    entry_type: EntryType,
    code: str,
    values: Mapping[str, str],
    origin: Origin,
    reason: str = "",
    found: Entry | None = None,
) -> DirectoryChange | None:
    """Make or change the entry now; None when it says all that already. Raises Invalid, and Conflict when somebody
    wrote the same entry at this moment. `found` as for `entry_draft`; it should be locked.
    """
    with transaction.atomic():
        found = found or entry_type.rows().select_for_update(of=("self",)).filter(code=code).first()
        draft = entry_put(entry_type, code, values, found=found or entry_type.model(code=code))
        if draft is None:
            return None
        [change] = entries_record(actor=actor, put=[(entry_type, draft)], origin=origin, reason=reason)
        return change


def entry_put(entry_type: EntryType, code: str, values: Mapping[str, str], *, found: Entry) -> Draft | None:
    """The same without history and event, for those who `entries_record` them together, or take all back.

    `found` stays as it is.
    """
    try:
        draft = entry_draft(entry_type, code, values, found=copy(found), ask_database=False)
        if not draft.after and not draft.is_new:
            return None
        with transaction.atomic():
            draft.row.save(force_insert=draft.is_new)
    except (Invalid, IntegrityError) as error:
        # Asked before each row, the database would take longer than to write them all; and it names one broken rule.
        entry_draft(entry_type, code, values, found=copy(found))
        raise Conflict(_("Somebody changed this entry at the same moment. Load it again and look.")) from error
    return draft


def entries_record(
    *, actor: User | None, put: Sequence[tuple[EntryType, Draft]], origin: Origin, reason: str = ""
) -> list[DirectoryChange]:
    """The history of entries that were put, and the events that tell of them. Last in the transaction: the trail stays
    locked until its end.
    """
    now = timezone.now()
    changes = [
        history_of(draft, entry_type, actor=actor, origin=origin, reason=reason, now=now, state=ChangeState.APPLIED)
        for entry_type, draft in put
    ]
    DirectoryChange.objects.bulk_create(changes)
    events_record([_event(actor, entry_type, draft) for entry_type, draft in put])
    return changes


def entry_saved(
    *, actor: User | None, entry_type: EntryType, row: Entry, before: Mapping[str, str] | None, origin: Origin
) -> DirectoryChange | None:
    """The history of an entry that a form has written itself: `before` is its text until then, None for a new one."""
    after = entry_type.as_text(row)
    differ = {name: text for name, text in after.items() if text != (before or {}).get(name, "")}
    if not differ and before is not None:
        return None
    draft = Draft(
        row=row, is_new=before is None, before={name: (before or {}).get(name, "") for name in differ}, after=differ
    )
    [change] = entries_record(actor=actor, put=[(entry_type, draft)], origin=origin)
    return change


def draft_save(*, actor: User | None, entry_type: EntryType, draft: Draft) -> NewEvent:
    """Write a judged entry, in the caller's transaction; what is to be recorded of it there, last."""
    draft.row.save(force_insert=draft.is_new)
    return _event(actor, entry_type, draft)


def _lay(
    entry_type: EntryType,
    row: Any,
    name: str,
    text: str,
    stood: Mapping[str, str],
    errors: dict[str, list[str]],
) -> None:
    if name not in entry_type.fields:
        errors[name] = [_("There is no such field here.")]
    elif name in entry_type.fixed and stood and text.strip() != stood[name]:
        errors[name] = [_("This cannot be changed. End this entry and add another one.")]
    elif name not in stood or trimmed(text) != trimmed(stood[name]):
        try:
            setattr(row, name, entry_type.value(name, text))
        except ValidationError as error:
            errors[name] = list(error.messages)


def _judged(
    entry_type: EntryType, row: Any, judged: set[str], failed: set[str], ask_database: bool
) -> dict[str, list[str]]:
    """What the fields that changed, and then the entry as a whole, do wrong."""
    found: dict[str, list[str]] = {}
    known = {field.name for field in row._meta.fields}
    # Looked up by its code when it was laid, or there before.
    related = {name for name in entry_type.related if getattr(row, entry_type.field(name).attname) is not None}
    checks: list[Callable[[], None]] = [
        lambda: row.clean_fields(exclude=known - judged | failed | related),
        lambda: row.clean(),
    ]
    if ask_database:
        checks += [
            lambda: row.validate_unique(exclude=failed | set(found)),
            lambda: row.validate_constraints(exclude=failed | set(found)),
        ]
    for check in checks:
        try:
            check()
        except ValidationError as error:
            for name, wrong in error.error_dict.items():
                texts = [text for one in wrong for text in _sentences(entry_type, name, one)]
                found.setdefault(WHOLE if name == NON_FIELD_ERRORS else name, []).extend(texts)
    return found


def _sentences(entry_type: EntryType, name: str, error: ValidationError) -> list[str]:
    """As the field says it, but for what Django says without saying how to mend it."""
    match error.code:
        case "null" | "blank":
            return [_("This is missing: %(label)s.") % {"label": entry_type.label(name)}]
        case "invalid_choice":
            choices = ", ".join(str(code) for code, _label in entry_type.field(name).flatchoices)
            return [_("This is not one of the answers. Choose from: %(choices)s.") % {"choices": choices}]
        case "invalid" if isinstance(entry_type.field(name), models.EmailField):
            return [_("Enter an e-mail address such as name@authority.example.")]
        case "invalid" if isinstance(entry_type.field(name), models.URLField):
            return [_("Enter a full address such as https://example.org/page.")]
        case _:
            return list(error.messages)


def history_of(
    draft: Draft,
    entry_type: EntryType,
    *,
    actor: User | None,
    origin: Origin,
    state: ChangeState,
    now: datetime,
    reason: str = "",
    effective_on: date | None = None,
) -> DirectoryChange:
    """The line of the history for a draft, not saved yet."""
    authority, jurisdiction = owner_of(draft.row)
    return DirectoryChange(
        entry_type=entry_type.name,
        code=draft.row.code,
        authority=authority,
        jurisdiction=jurisdiction,
        is_new=draft.is_new,
        before=dict(draft.before),
        after=dict(draft.after),
        origin=origin,
        state=state,
        reason=reason,
        effective_on=effective_on or _day_of(authority or jurisdiction, now),
        made_by=actor,
        made_at=now,
        applied_at=now if state == ChangeState.APPLIED else None,
    )


def _day_of(owner: Authority | Jurisdiction | None, now: datetime) -> date:
    """What day it is there; for what belongs to no country, in the zone of the reader."""
    return day_in(owner.time_zone, now) if owner else timezone.localdate(now)


def _event(actor: User | None, entry_type: EntryType, draft: Draft) -> NewEvent:
    act = "added" if draft.is_new else "changed"
    return directory_changed(actor=actor, entry=f"{entry_type.name}:{draft.row.code}", act=act, fields=draft.after)
