"""Changes that authorities propose of what the directory says of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from contacts.access import may_keep
from contacts.entries import Entry, EntryType, owner_of
from contacts.models import Authority, ChangeState, DirectoryChange, Jurisdiction, Origin
from contacts.selectors.changes import OPEN, Owner, zone_of
from contacts.services import changes_told
from contacts.services.directory import change_record
from contacts.services.entries import WHOLE, Draft, entry_draft, history_of
from mla_portal.accounts.models import User
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Invalid, NotAllowed, NotFound

_BACK, _AHEAD = timedelta(days=366), timedelta(days=5 * 366)
_TEXT_LIMIT = 500
# What an entry can be called; anything else is looked for nowhere.
CODE = re.compile(r"[A-Za-z0-9_-]{1,64}")


@transaction.atomic
def change_propose(
    *, actor: User, entry_type: EntryType, code: str, values: Mapping[str, str], effective_on: date, reason: str = ""
) -> DirectoryChange:
    """Propose that the entry with this code, or a new one, says `values` (field: text) from `effective_on` on.

    The same proposal again is the one that is open already. Raises NotAllowed for whoever does not keep this entry,
    NotFound, and Invalid naming every wrong field at once, also when nothing would differ.
    """
    if not CODE.fullmatch(code):
        raise NotFound(_("The directory has no entry with this code."))
    found = entry_type.rows().filter(code=code).first()
    owner = _owner(entry_type, found, values)
    if not may_keep(actor, owner):
        raise NotAllowed(_("Only a directory manager of the authority can propose this. Ask one of them."))
    # One proposal at a time, so that a second press finds the first.
    type(owner)._default_manager.select_for_update(no_key=True).get(pk=owner.pk)
    draft = proposal_draft(entry_type, code, values, effective_on=effective_on, reason=reason, today=day_at(owner))
    now = timezone.now()
    change = history_of(
        draft,
        entry_type,
        actor=actor,
        origin=Origin.PROPOSAL,
        state=ChangeState.PROPOSED,
        now=now,
        reason=reason.strip(),
        effective_on=effective_on,
    )
    if twin := _twin(change):
        return twin
    change.save(force_insert=True)
    changes_told.proposed(change, now=now)
    change_record(actor=actor, verb=Verb.DIRECTORY_CHANGE_PROPOSED, change=change)
    return change


def _owner(entry_type: EntryType, found: Entry | None, values: Mapping[str, str]) -> Owner:
    """The authority or country that keeps an entry, or that a new one names. Raises NotAllowed and NotFound."""
    if not entry_type.proposable:
        raise NotAllowed(_("Only administrators of the portal change these entries. Write to one of them."))
    owner = _owner_of(found) if found else _owner_named(entry_type, values)
    if owner is None:
        raise NotFound(_("The directory has no such entry."))
    return owner


def _owner_of(found: Entry) -> Owner | None:
    authority, jurisdiction = owner_of(found)
    return authority or jurisdiction


def _owner_named(entry_type: EntryType, values: Mapping[str, str]) -> Owner | None:
    """A new authority belongs to nobody yet, so nobody proposes it."""
    for name, model in (("authority", Authority), ("jurisdiction", Jurisdiction)):
        if name in entry_type.fixed and entry_type.name != "authority":
            code = values.get(name, "")
            return model.objects.filter(code=code).first() if CODE.fullmatch(code) else None
    return None


def day_at(owner: Owner) -> date:
    """What day it is there now."""
    return timezone.localdate(timezone.now(), zone_of(owner))


def proposal_draft(
    entry_type: EntryType, code: str, values: Mapping[str, str], *, effective_on: date, reason: str, today: date
) -> Draft:
    """What the entry would say, judged as a proposal. Raises Invalid naming every wrong field at once."""
    errors = {**_forbidden(entry_type, values), **_day_errors(effective_on, today), **text_errors("reason", reason)}
    allowed = {name: text for name, text in values.items() if name not in errors}
    try:
        draft = entry_draft(entry_type, code, allowed)
    except Invalid as refusal:
        raise Invalid({**refusal.errors, **errors}) from refusal
    if errors:
        raise Invalid(errors)
    if not draft.after:
        raise Invalid({WHOLE: [_("The directory says exactly this already. Change something first.")]})
    return draft


def _forbidden(entry_type: EntryType, values: Mapping[str, str]) -> dict[str, list[str]]:
    allowed = entry_type.proposable | set(entry_type.fixed)
    text = _("Only an administrator of the portal can change this. Write to one of them.")
    return {name: [text] for name in values if name in entry_type.fields and name not in allowed}


def _day_errors(effective_on: date, today: date) -> dict[str, list[str]]:
    first, last = today - _BACK, today + _AHEAD
    if first <= effective_on <= last:
        return {}
    days = {"first": date_format(first, "j F Y"), "last": date_format(last, "j F Y")}
    return {"effective_on": [_("Choose a day from %(first)s to %(last)s.") % days]}


def text_errors(name: str, text: str) -> dict[str, list[str]]:
    """What is wrong with a short text that goes with a change."""
    if "\x00" in text or any(0xD800 <= ord(sign) <= 0xDFFF for sign in text):
        return {name: [_("This text has a character in it that cannot be stored. Type it again.")]}
    if len(text.strip()) > _TEXT_LIMIT:
        return {name: [_("This has more than %(limit)d characters. Shorten it.") % {"limit": _TEXT_LIMIT}]}
    return {}


def _twin(change: DirectoryChange) -> DirectoryChange | None:
    """The open proposal that says the same of the same entry."""
    alike = ("entry_type", "code", "before", "after", "effective_on")
    same = {name: getattr(change, name) for name in alike}
    return DirectoryChange.objects.filter(**same, state__in=OPEN).first()
