"""Identifiers of a draft: added one by one or as a list, all or none."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, Invalid, NotFound
from mla_portal.ids import uuid7
from requests_app.access import require
from requests_app.identifiers import clean_identifier
from requests_app.instants import offset_minutes
from requests_app.kinds.base import GivenIdentifier
from requests_app.models import Identifier, Request
from requests_app.selectors.answers import given_identifier, given_identifiers
from requests_app.services.editing import locked_draft, record_edit

MAX_IDENTIFIERS = 1000
# How many wrong rows are told one by one; the others are counted.
ROWS_NAMED = 50
# What all of them together may hold: a document of this much is rendered in seconds, not minutes.
MAX_LETTERS = 120_000


def identifiers_checked(
    rows: Any, *, kept: Sequence[GivenIdentifier] = ()
) -> tuple[list[GivenIdentifier], dict[str, list[str]]]:
    """(identifiers, errors) of rows that shall stand beside the ones `kept`.

    Keys of errors are such as "identifiers.3.value": rows count from 1.
    """
    if not isinstance(rows, list):
        return [], {"identifiers": [_("This must be a list of identifiers.")]}
    if len(rows) + len(kept) > MAX_IDENTIFIERS:
        return [], {"identifiers": [too_many()]}
    errors: dict[str, list[str]] = {}
    wrong_rows = 0
    seen = {_key(one) for one in kept}
    room = MAX_LETTERS - sum(len(one.value) + len(one.note) for one in kept)
    given: list[GivenIdentifier] = []
    for number, row in enumerate(rows, start=1):
        identifier, wrong = clean_identifier(row)
        if identifier is not None and _key(identifier) in seen:
            wrong = {"value": [_already_there()]}
        wrong_rows += bool(wrong)
        if wrong_rows <= ROWS_NAMED:
            errors |= {f"identifiers.{number}.{field}".rstrip("."): texts for field, texts in wrong.items()}
        if identifier is None:
            continue
        seen.add(_key(identifier))
        given.append(identifier)
        room -= len(identifier.value) + len(identifier.note)
    if wrong_rows > ROWS_NAMED:
        errors["identifiers"] = [more_rows(wrong_rows - ROWS_NAMED)]
    if room < 0:
        errors["identifiers"] = [
            _("Together these identifiers and notes are %(over)d characters too long. Shorten the longest ones.")
            % {"over": -room}
        ]
    return given, errors


def too_many() -> str:
    return _("A request holds at most %(limit)d identifiers.") % {"limit": MAX_IDENTIFIERS}


def more_rows(number: int) -> str:
    return _("And %(more)d more rows are wrong. None was taken.") % {"more": number}


def identifiers_write(request: Request, given: Sequence[GivenIdentifier]) -> list[Identifier]:
    """Write checked identifiers. In the caller's transaction, on a locked draft."""
    # Keys made in the same millisecond have no order of their own; the list keeps the one it was given in.
    keys = sorted(uuid7() for _one in given)
    return Identifier.objects.bulk_create(
        Identifier(pk=key, request=request, **_columns(one)) for key, one in zip(keys, given, strict=True)
    )


def identifiers_replace(request: Request, given: Sequence[GivenIdentifier]) -> bool:
    """Put these in the place of all that stand there; returns whether that changes anything. As `identifiers_write`."""
    # As text, because the same instant with another offset is another line of the document.
    if repr(list(given)) == repr(given_identifiers(request)):
        return False
    request.identifiers.all().delete()
    identifiers_write(request, given)
    return True


@transaction.atomic
def identifiers_add(*, actor: User, request: Request, rows: list[Any]) -> list[Identifier]:
    """Add rows to a draft, all or none.

    Raises Invalid with the keys of `identifiers_checked`, Conflict when it is no draft any more.
    """
    require(actor, Permission.DRAFT, request.requesting_authority)
    locked = locked_draft(request)
    given, errors = identifiers_checked(rows, kept=given_identifiers(locked))
    if not (given or errors):
        errors = {"identifiers": [_("Add at least one identifier.")]}
    if errors:
        raise Invalid(errors)
    written = identifiers_write(locked, given)
    _record(actor, locked)
    return written


@transaction.atomic
def identifier_change(
    *, actor: User, request: Request, pk: UUID | str, answers: Any, seen: str | None = None
) -> Identifier:
    """Correct one row. Raises Invalid with plain field names.

    `seen` is the `identifier_digest` of the row as the person had it before them: Conflict when it has changed since.
    """
    require(actor, Permission.DRAFT, request.requesting_authority)
    locked = locked_draft(request)
    row = locked.identifiers.filter(pk=pk).first()
    if row is None:
        raise NotFound(_("This identifier is not there any more. A colleague may have removed it."))
    if seen is not None and seen != identifier_digest(row):
        raise Conflict(
            _("A colleague changed this identifier while you were typing. Compare, then save to keep yours.")
        )
    identifier, errors = clean_identifier(answers)
    others = {_key(given_identifier(other)) for other in locked.identifiers.exclude(pk=row.pk)}
    if identifier is not None and _key(identifier) in others:
        errors["value"] = [_already_there()]
    if errors or identifier is None:
        raise Invalid(errors)
    for name, value in _columns(identifier).items():
        setattr(row, name, value)
    row.save(update_fields=list(_columns(identifier)))
    _record(actor, locked)
    return row


@transaction.atomic
def identifier_remove(*, actor: User, request: Request, pk: UUID | str) -> None:
    """Take one row out of a draft; taking it out again does nothing."""
    require(actor, Permission.DRAFT, request.requesting_authority)
    locked = locked_draft(request)
    deleted, _by_model = locked.identifiers.filter(pk=pk).delete()
    if deleted:
        _record(actor, locked)


def identifier_digest(row: Identifier) -> str:
    """A short text that changes when anything in the row changes."""
    return hashlib.sha256(repr(given_identifier(row)).encode()).hexdigest()[:32]


def _record(actor: User, request: Request) -> None:
    record_edit(actor=actor, request=request, changed=["identifiers"])
    request.save(update_fields=["updated_at"])


def _columns(identifier: GivenIdentifier) -> dict[str, Any]:
    at, until = identifier.at, identifier.until
    return {
        "type": identifier.type,
        "value": identifier.value,
        "port": identifier.port,
        "at": at,
        "at_offset": None if at is None else offset_minutes(at),
        "until": until,
        "until_offset": None if until is None else offset_minutes(until),
        "note": identifier.note,
    }


def _key(identifier: GivenIdentifier) -> tuple[Any, ...]:
    return identifier.type, identifier.value, identifier.port, identifier.at, identifier.until


def _already_there() -> str:
    return _("This identifier is already in the list with the same port and time. Remove one of the two.")
