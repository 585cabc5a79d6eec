"""A medium on its way: handed to a carrier, received, its hash computed by who received it and compared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, Invalid
from mla_portal.values import JSON
from requests_app.instants import parse_instant
from requests_app.models import Disclosure, Medium, MediumState, Request, Topic
from requests_app.selectors.contract import not_here
from requests_app.selectors.disclosures import get_disclosure
from requests_app.selectors.messages import is_heard
from requests_app.services import notices
from requests_app.services.deadlines import deadlines_lock
from requests_app.services.disclosure_uses import require_receiving
from requests_app.services.disclosures import acting
from requests_app.services.inputs import optional_text, required_text
from requests_app.services.measures import require_executing
from requests_app.services.messages import message_send
from requests_app.states import Side

_HEX = frozenset("0123456789abcdef")


@transaction.atomic
def medium_send(
    *,
    actor: User,
    request: Request,
    disclosure: Disclosure,
    description: object,
    carrier: object,
    sent_at: object,
    sha256: object,
    seal: object = "",
) -> Medium:
    """Record what left on a medium, for a delivery that was made. Raises Invalid with every wrong answer."""
    disclosure = get_disclosure(actor, request, disclosure.pk)
    require_executing(actor, request)
    now = timezone.now()
    given = _read(
        {
            "description": lambda: required_text(
                description, "description", _("Say what it is: the kind, its size, its number."), 500
            ),
            "carrier": lambda: required_text(carrier, "carrier", _("Say who carries it."), 200),
            "sent_at": lambda: _instant(sent_at, "sent_at", now),
            "sha256": lambda: _hash(sha256, "sha256"),
            "seal": lambda: optional_text(seal, "seal", 80),
        }
    )
    medium = Medium.objects.create(disclosure=disclosure, by=actor, at=now, **given)
    _record(medium, Verb.MEDIUM_SENT, actor, now, by_side=acting(request, Side.REQUESTED), sha256=medium.sha256)
    notices.disclosure_changed(disclosure=disclosure, what="medium_sent", to=Side.REQUESTING, now=now)
    return medium


@transaction.atomic
def medium_receive(
    *,
    actor: User,
    request: Request,
    disclosure: Disclosure,
    medium: UUID,
    received_at: object,
    seal_intact: object = None,
    note: object = "",
) -> Medium:
    """It has arrived, once. A broken seal, or none where one was announced, is told to the other side at once."""
    disclosure = get_disclosure(actor, request, disclosure.pk)
    require_receiving(actor, request)
    found = _locked(request, disclosure, medium)
    if found.received_at is not None:
        raise Conflict(_("The receipt is on record already."))
    now = timezone.now()
    given = _read(
        {
            "received_at": lambda: _instant(received_at, "received_at", now, after=found.sent_at),
            "seal_intact": lambda: _seal(found, seal_intact),
            "note": lambda: optional_text(note, "note", 2000),
        }
    )
    for name, value in given.items():
        setattr(found, name, value)
    found.received_by = actor
    found.save(update_fields=[*given, "received_by"])
    side = acting(request, Side.REQUESTING)
    _record(found, Verb.MEDIUM_RECEIVED, actor, now, by_side=side, seal_intact=found.seal_intact)
    if found.seal_intact is False:
        _ask(actor, request, found, _("The seal %(seal)s of “%(medium)s” was not intact when it arrived. %(note)s"))
    return found


@transaction.atomic
def medium_check(
    *, actor: User, request: Request, disclosure: Disclosure, medium: UUID, computed_sha256: object
) -> Medium:
    """The receiver has computed the hash, once: it is the announced one, or a question goes to the other side."""
    disclosure = get_disclosure(actor, request, disclosure.pk)
    require_receiving(actor, request)
    found = _locked(request, disclosure, medium)
    if found.received_at is None:
        raise Conflict(_("Record first that it was received."))
    if found.computed_at is not None:
        raise Conflict(_("The hash is on record already. A new copy goes as a medium of its own."))
    now = timezone.now()
    found.computed_sha256 = _hash(computed_sha256, "computed_sha256")
    found.computed_by, found.computed_at = actor, now
    found.save(update_fields=["computed_sha256", "computed_by", "computed_at"])
    match = found.state is MediumState.MATCH
    side = acting(request, Side.REQUESTING)
    _record(found, Verb.MEDIUM_CHECKED, actor, now, by_side=side, sha256=found.computed_sha256, match=match)
    if not match:
        text = _(
            "The SHA-256 of “%(medium)s” differs. Announced: %(announced)s. Computed: %(computed)s. Please check yours,"
            " and send it again if need be."
        )
        _ask(actor, request, found, text)
    return found


def _ask(actor: User, request: Request, medium: Medium, text: str) -> None:
    """A question with a time to answer, where the other side is in the portal; else only the record says it."""
    if request.is_registered or not is_heard(request, Side.REQUESTING):
        return
    names = {
        "medium": medium.description,
        "seal": medium.seal,
        "note": medium.note,
        "announced": medium.sha256,
        "computed": medium.computed_sha256,
    }
    message_send(actor=actor, request=request, text=(text % names).strip(), topic=Topic.CLARIFICATION)


def _locked(request: Request, disclosure: Disclosure, key: UUID) -> Medium:
    deadlines_lock(request)
    rows = Medium.objects.select_for_update(of=("self",)).select_related("disclosure")
    found = rows.filter(disclosure=disclosure, pk=key).first()
    if found is None:
        raise not_here()
    return found


def _read(readers: dict[str, Callable[[], object]]) -> dict[str, object]:
    given: dict[str, object] = {}
    errors: dict[str, list[str]] = {}
    for name, read in readers.items():
        try:
            given[name] = read()
        except Invalid as refusal:
            errors |= refusal.errors
    if errors:
        raise Invalid(errors)
    return given


def _instant(raw: object, field: str, now: datetime, *, after: datetime | None = None) -> datetime:
    try:
        instant = parse_instant(raw)
    except ValueError as error:
        raise Invalid({field: [str(error)]}) from None
    if instant > now:
        raise Invalid({field: [_("This is in the future. Give the instant at which it happened.")]})
    if after is not None and instant < after:
        raise Invalid({field: [_("This is before it was handed to the carrier.")]})
    return instant


def _seal(medium: Medium, raw: object) -> bool | None:
    if not medium.seal:
        return None
    if not isinstance(raw, bool):
        raise Invalid({"seal_intact": [_("Say whether the seal was intact.")]})
    return raw


def _hash(raw: object, field: str) -> str:
    """64 hexadecimal digits, however they were grouped."""
    text = "".join(str(raw).split()).replace(":", "").lower() if isinstance(raw, str) else ""
    if len(text) != 64 or not set(text) <= _HEX:
        raise Invalid({field: [_("A SHA-256 has 64 digits from 0 to 9 and a to f.")]})
    return text


def _record(medium: Medium, verb: Verb, actor: User, at: datetime, **data: JSON) -> None:
    disclosure = medium.disclosure
    event_record(
        chain=f"request:{disclosure.request_id}",
        verb=verb,
        actor=actor,
        data={"disclosure": str(disclosure.pk), "number": disclosure.number, "medium": str(medium.pk), **data},
        at=at,
    )
