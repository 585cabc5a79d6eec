"""What was mistyped when a request from outside was registered: mended, and what stood there is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.days import day_in
from contacts.models import Instrument
from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, Invalid
from requests_app.access import require
from requests_app.kinds import KINDS
from requests_app.kinds.base import GivenIdentifier
from requests_app.models import Correction, Identifier, Request
from requests_app.received import CASE_NUMBER, CONTINUES, OFFENCES
from requests_app.selectors.answers import given_identifier
from requests_app.selectors.corrections import (
    differing,
    hash_of,
    identifier_plain,
    read_from_file,
    why_not_corrected,
    written_down,
)
from requests_app.selectors.duplicates import same_reference
from requests_app.services.correction_clocks import clocks_correct
from requests_app.services.deadlines import deadlines_lock
from requests_app.services.drafts import answers_checked
from requests_app.services.identifiers import identifiers_write
from requests_app.services.incoming import RegisteredBefore
from requests_app.services.legal_basis import basis_taken
from requests_app.services.registering import (
    AHEAD,
    Errors,
    number_queue_up,
    texts_checked,
    told_checked,
    wrong_arrival,
    wrong_call,
    wrong_sender,
)
from requests_app.states import OPEN, Side

# What a person wrote down, by the names of registering; the second ones are what the letter says.
ARRIVAL = ("requesting_authority", "received_at", "channel", "sender_reference", "note")
SAYING = ("kind", "urgency", "content", "facts", "offences", "identifiers", "case_number")
FIELDS = (*ARRIVAL, *SAYING)
_RELATED = ("requesting_authority__jurisdiction", "requested_authority__jurisdiction", "instrument", "original")


@transaction.atomic
def registered_correct(
    *,
    actor: User,
    request: Request,
    after: int,
    reason: object,
    given: Mapping[str, Any],
    repeated: bool = False,
) -> Request:
    """Put right what was mistyped of a registered request; `given` names what is to stand there, the rest stays.

    `after` is how many corrections the person had before them. What stood there is kept, the clocks are reckoned anew
    from it. Another sender has to be verified anew. The file as it came is not touched; what was read of a file that a
    portal made is not corrected, nor an identifier that a custodian has answered about.

    Raises Invalid with every wrong answer; Conflict once it is answered, or where a colleague was first;
    RegisteredBefore for another number that is here already, unless it is `repeated`.
    """
    require(actor, Permission.ACKNOWLEDGE, request.requested_authority)
    now, by_machine = timezone.now(), read_from_file(request)
    deadlines_lock(request)
    row = _locked(request, after)
    why, errors = texts_checked(reason=(reason, 2000))
    if not why.get("reason"):
        errors.setdefault("reason", [_("Say why: what was mistyped, and how you know.")])
    changes, rows, wrong = _judged(row, given, by_machine=by_machine, now=now)
    if errors | wrong:
        raise Invalid(errors | wrong)
    _refuse_repeated(actor, row, changes, repeated)
    before = written_down(row)
    made = _put_on_record(actor, row, why["reason"], before, _state(before, changes, rows), now)
    if "identifiers" in made.changed:
        _identifiers_put(row, rows)
    standing = Request.objects.filter(pk=row.pk, corrections_made=after, status__in=OPEN[Side.REQUESTED])
    if not standing.update(**changes, corrections_made=made.number, updated_at=now):
        raise _first()
    row = Request.objects.select_related(*_RELATED).get(pk=row.pk)
    _record(made, now)
    clocks_correct(request=row, before=before, now=now)
    return row


def _locked(request: Request, after: int) -> Request:
    row = Request.objects.select_for_update(of=("self",), no_key=True).select_related(*_RELATED).get(pk=request.pk)
    if why := why_not_corrected(row):
        raise Conflict(why)
    if row.corrections_made != after:
        raise _first()
    return row


def _first() -> Conflict:
    return Conflict(_("A colleague corrected it while you were typing. Compare, then save to keep yours."))


def _judged(
    row: Request, given: Mapping[str, Any], *, by_machine: bool, now: datetime
) -> tuple[dict[str, Any], list[GivenIdentifier], Errors]:
    """(columns, all identifiers, errors): what is to stand there."""
    errors = {str(name)[:60]: [_("There is no such field here.")] for name in given if name not in FIELDS}
    if by_machine:
        errors |= {name: [_not_typed()] for name in SAYING if name in given}
    arrival, wrong = _arrival(row, given, now)
    errors |= wrong
    kind = given.get("kind", row.kind)
    urgency = given.get("urgency", row.urgency)
    cleaned, typed, wrong = answers_checked(
        kind=kind, urgency=urgency, content=given.get("content"), identifiers=given.get("identifiers")
    )
    told, wrong_told = _told(row, kind, given)
    rows, wrong_rows = _identifiers(row, typed if "identifiers" in given else None)
    errors |= wrong | wrong_told | wrong_rows
    if kind != row.kind and _is_answered(row):
        errors.setdefault("kind", [_("Something was done for it already: it stays what it is. Ask the requester.")])
    if errors:
        return {}, rows, errors
    asked = KINDS[kind]
    kept = {name: value for name, value in row.content.items() if name in asked.fields}
    columns = {"kind": kind, "urgency": urgency, "content": {**kept, **cleaned, **told}, **arrival}
    return {**columns, "instrument": _basis(row, columns)}, rows, {}


def _arrival(row: Request, given: Mapping[str, Any], now: datetime) -> tuple[dict[str, Any], Errors]:
    received_at, channel = given.get("received_at", row.sent_at), given.get("channel", row.received_channel)
    sender = given.get("requesting_authority") or row.requesting_authority
    texts, errors = texts_checked(
        sender_reference=(given.get("sender_reference", row.sender_reference), 80),
        note=(given.get("note", row.received_note), 500),
    )
    errors |= wrong_arrival(received_at, channel, "", now)
    if "received_at" not in errors and (sentence := _too_late(row, received_at)):
        errors["received_at"] = [sentence]
    errors |= wrong_sender(sender, row.requested_authority, texts.get("note", ""))
    if "note" not in errors:
        errors |= wrong_call(channel, texts.get("note", ""))
    columns: dict[str, Any] = {"requesting_authority": sender, "received_channel": channel}
    if sender != row.requesting_authority:
        if row.disclosures.exists():
            errors["requesting_authority"] = [_("Something was handed over to this authority: it stays the sender.")]
        # Whoever was verified is not this one.
        columns |= {"sender_verified_at": None, "sender_verified_by": None, "sender_verified_how": ""}
    if errors:
        return {}, errors
    columns |= {"sender_reference": texts["sender_reference"], "received_note": texts["note"]}
    return {**columns, "sent_at": received_at.astimezone(UTC)}, {}


def _too_late(row: Request, received_at: datetime) -> str:
    """What was done for it was done after it came."""
    if row.registered_at and received_at > row.registered_at + AHEAD:
        return _("It cannot have been received after it was registered.")
    kept_from = row.preservations.aggregate(first=Min("effected_on"))["first"]
    if kept_from and kept_from < day_in(row.requested_authority.time_zone, received_at):
        return _("Data are preserved for it since %(day)s: it was received by then.") % {"day": kept_from.isoformat()}
    return ""


def _told(row: Request, kind: object, given: Mapping[str, Any]) -> tuple[dict[str, Any], Errors]:
    asks = isinstance(kind, str) and kind in KINDS and "facts" in KINDS[kind].fields
    said = row.content
    return told_checked(
        given.get("facts", "" if asks else said.get("facts", "")),
        given.get("offences", said.get(OFFENCES)),
        given.get("case_number", said.get(CASE_NUMBER, "")),
        said.get(CONTINUES),
    )


def _identifiers(row: Request, typed: Sequence[GivenIdentifier] | None) -> tuple[list[GivenIdentifier], Errors]:
    """(those that stay in their order and then the new ones, errors)."""
    standing = list(row.identifiers.all())
    if typed is None:
        return [given_identifier(one) for one in standing], {}
    wanted = {repr(one) for one in typed}
    kept = [given_identifier(one) for one in standing if repr(given_identifier(one)) in wanted]
    gone = {str(one.pk): one.value for one in standing if repr(given_identifier(one)) not in wanted}
    answers = (item for items in row.measures.values_list("items", flat=True) for item in items)
    answered = sorted({gone[item["identifier"]] for item in answers if item["identifier"] in gone})
    known = {repr(one) for one in kept}
    rows = [*kept, *(one for one in typed if repr(one) not in known)]
    if not answered:
        return rows, {}
    sentence = _("A custodian has answered about %(values)s: leave it as it is, and add another beside it.")
    return rows, {"identifiers": [sentence % {"values": ", ".join(answered[:5])}]}


def _is_answered(row: Request) -> bool:
    return any(one.exists() for one in (row.measures, row.preservations, row.disclosures, row.questions))


def _basis(row: Request, columns: Mapping[str, Any]) -> Instrument | None:
    """Another treaty where another country asks, for something else or on another day; else that which it has."""
    if (columns["kind"], columns["requesting_authority"], columns["sent_at"]) == (
        row.kind,
        row.requesting_authority,
        row.sent_at,
    ):
        return row.instrument
    sender, now = columns["requesting_authority"], columns["sent_at"]
    basis, _errors = basis_taken(KINDS[columns["kind"]], sender, row.requested_authority, None, earlier=None, now=now)
    return basis


def _refuse_repeated(actor: User, row: Request, changes: Mapping[str, Any], repeated: bool) -> None:
    sender, reference = changes["requesting_authority"], changes["sender_reference"]
    if (sender, reference) == (row.requesting_authority, row.sender_reference):
        return
    number_queue_up(row.requested_authority, sender, reference)
    found = same_reference(actor, sender=sender, addressee=row.requested_authority, reference=reference)
    before = [one for one in found if one.pk != row.pk]
    if before and not repeated:
        raise RegisteredBefore(before)


def _state(before: Mapping[str, Any], changes: Mapping[str, Any], rows: Sequence[GivenIdentifier]) -> dict[str, Any]:
    """What `written_down` will say."""
    sender = changes["requesting_authority"]
    return {
        **before,
        "kind": changes["kind"],
        "requesting_authority": sender.code,
        "requesting_authority_name": sender.name,
        "channel": changes["received_channel"],
        "received_at": changes["sent_at"].isoformat(),
        "sender_reference": changes["sender_reference"],
        "note": changes["received_note"],
        "urgency": changes["urgency"],
        "content": changes["content"],
        "identifiers": [identifier_plain(one) for one in rows],
        "sender_verified_how": changes.get("sender_verified_how", before["sender_verified_how"]),
    }


def _put_on_record(
    actor: User, row: Request, reason: str, before: dict[str, Any], state: Mapping[str, Any], now: datetime
) -> Correction:
    changed = differing(before, state)
    if not changed:
        raise Invalid({"reason": [_("Nothing differs from what is registered. Correct it first, then say why.")]})
    return Correction.objects.create(
        request=row,
        number=row.corrections_made + 1,
        reason=reason,
        changed=changed,
        before=before,
        before_sha256=hash_of(before),
        after_sha256=hash_of(state),
        by=actor,
        at=now,
    )


def _identifiers_put(row: Request, rows: Sequence[GivenIdentifier]) -> None:
    """One that stays keeps its row, and with it what was answered about it."""
    wanted = {repr(one) for one in rows}
    standing = {one.pk: repr(given_identifier(one)) for one in row.identifiers.all()}
    Identifier.objects.filter(pk__in=[pk for pk, text in standing.items() if text not in wanted]).delete()
    known = set(standing.values())
    identifiers_write(row, [one for one in rows if repr(one) not in known])


def _not_typed() -> str:
    return _("This was read from the document that a portal made: nobody typed it. Ask the requester for a new one.")


def _record(made: Correction, now: datetime) -> None:
    data: dict[str, Any] = {"number": made.number, "changed": made.changed}
    hashes = {"before_sha256": made.before_sha256, "after_sha256": made.after_sha256}
    event_record(
        chain=f"request:{made.request_id}",
        verb=Verb.REQUEST_CORRECTED,
        actor=made.by,
        data={**data, **hashes},
        at=now,
    )
