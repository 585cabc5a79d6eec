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
from requests_app.identifiers.one import clean_identifier
from requests_app.identifiers.together import judge, key_of, same_as, too_long, too_many
from requests_app.instants import offset_minutes
from requests_app.kinds.base import GivenIdentifier
from requests_app.models import Identifier, Request
from requests_app.selectors.answers import given_identifier, given_identifiers
from requests_app.services.editing import locked_draft, record_edit

# How many wrong rows are told one by one; the others are counted.
ROWS_NAMED = 50


def identifiers_checked(
    rows: Any, *, kept: Sequence[GivenIdentifier] = (), lines: Sequence[int] = ()
) -> tuple[list[GivenIdentifier], dict[str, list[str]]]:
    """(identifiers, errors) of rows that shall stand beside the ones `kept`.

    Keys of errors are such as "identifiers.3.value": rows count from 1. `lines` are the lines of the rows, where the
    person knows them by these.
    """
    if not isinstance(rows, list):
        return [], {"identifiers": [_("This must be a list of identifiers.")]}
    if sentence := too_many(len(rows), len(kept)):
        return [], {"identifiers": [sentence]}
    errors: dict[str, list[str]] = {}
    judged = judge(rows, kept)
    wrong = [(number, one) for number, one in enumerate(judged, start=1) if not one.right]
    for number, one in wrong[:ROWS_NAMED]:
        told = one.errors if one.twin is None else {"value": [same_as(one.twin, lines)]}
        errors |= {f"identifiers.{number}.{field}".rstrip("."): texts for field, texts in told.items()}
    if len(wrong) > ROWS_NAMED:
        errors["identifiers"] = [more_rows(len(wrong) - ROWS_NAMED)]
    given = [one.given for one in judged if one.given is not None]
    if sentence := too_long(given, kept):
        errors["identifiers"] = [sentence]
    return given, errors


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
def identifiers_add(*, actor: User, request: Request, rows: list[Any], lines: Sequence[int] = ()) -> list[Identifier]:
    """Add rows to a draft, all or none. `lines` are those of the rows, where they come out of a text.

    Raises Invalid with the keys of `identifiers_checked`, Conflict when it is no draft any more.
    """
    require(actor, Permission.DRAFT, request.requesting_authority)
    locked = locked_draft(request)
    given, errors = identifiers_checked(rows, kept=given_identifiers(locked), lines=lines)
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
    others = {key_of(given_identifier(other)) for other in locked.identifiers.exclude(pk=row.pk)}
    if identifier is not None and key_of(identifier) in others:
        errors["value"] = [same_as(0)]
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
