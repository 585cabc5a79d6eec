"""Handing over what was found, in parts, and what the other side answers to the conditions (Art. 28)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.days import day_in
from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, Invalid, NotAllowed
from mla_portal.storage.services import file_open
from requests_app.access import get_request, sides_of
from requests_app.models import (
    Attachment,
    DisclosedPath,
    Disclosure,
    DisclosureAction,
    DisclosureFile,
    DisclosureOpening,
    DisclosureStep,
    Request,
    WithheldPath,
)
from requests_app.models.disclosures import FROM, SIDES
from requests_app.selectors.disclosures import (
    files_offered,
    get_disclosure,
    may_answer,
    may_hand_over,
    may_open,
    refusal_to_disclose,
)
from requests_app.selectors.doubts import not_now, withheld
from requests_app.selectors.material import is_withheld
from requests_app.services import notices
from requests_app.services.deadlines import deadlines_lock
from requests_app.services.disclosed_path_given import path_judged, withholding_judged
from requests_app.services.disclosure_clocks import clock_at_decision, clock_at_offer
from requests_app.services.inputs import optional_day, optional_text, required_choice, required_text
from requests_app.services.measures import require_executing
from requests_app.services.owed_notices import delivery_owe, path_owe
from requests_app.states import Side

FIELDS = (
    "contains",
    "final",
    "outside",
    "confidential",
    "no_other_use",
    "condition",
    "attachments",
    "given_by",
    "given_on",
    "provider",
    "provider_country",
    "path",
    "withheld_ground",
    "withheld_reason",
)
_VERBS = {
    DisclosureAction.ACCEPT: Verb.DISCLOSURE_ACCEPTED,
    DisclosureAction.DECLINE: Verb.DISCLOSURE_DECLINED,
    DisclosureAction.GIVE: Verb.DISCLOSURE_GIVEN,
    DisclosureAction.TAKE_BACK: Verb.DISCLOSURE_TAKEN_BACK,
}


@transaction.atomic
def disclosure_make(*, actor: User, request: Request, answers: Mapping[str, Any], client_token: str = "") -> Disclosure:
    """Hand over a part of the result, with files that the own side laid with the request for itself alone.

    The same `client_token` of the same person gives the first delivery again. Raises Invalid with every wrong answer;
    Conflict before the acknowledgement, while it is not known who asks, and after the delivery marked as final.
    """
    get_request(actor, request.pk)
    require_executing(actor, request)
    locked = Request.objects.select_for_update(of=("self",), no_key=True).get(pk=request.pk)
    made = locked.disclosures.filter(by=actor, client_token=client_token).first() if client_token else None
    if made is not None:
        return made
    refusal = refusal_to_disclose(locked)
    if refusal:
        raise Conflict(refusal)
    now = timezone.now()
    given, files, path, withholding = _judged(actor, locked, answers, now)
    disclosure = Disclosure.objects.create(
        request=locked,
        number=locked.disclosures.count() + 1,
        by=actor,
        at=now,
        client_token=client_token or uuid4().hex,
        **given,
    )
    DisclosureFile.objects.bulk_create(DisclosureFile(disclosure=disclosure, file=one.file) for one in files)
    if path is not None:
        DisclosedPath.objects.create(disclosure=disclosure, **path)
    side, hashes = acting(locked, Side.REQUESTED), [one.file.sha256 for one in files]
    if withholding is None:
        _record(disclosure, Verb.DISCLOSURE_MADE, actor, now, by_side=side, files=hashes)
    else:
        WithheldPath.objects.create(disclosure=disclosure, **withholding)
        _record(disclosure, Verb.PATH_WITHHELD, actor, now, by_side=side, article=withholding["article"])
    clock_at_offer(disclosure=disclosure, now=now)
    if not disclosure.recorded:
        what = "made" if withholding is None else "withheld"
        notices.disclosure_changed(disclosure=disclosure, what=what, to=Side.REQUESTING, now=now)
    delivery_owe(disclosure, now=now)
    return disclosure


@transaction.atomic
def disclosure_act(
    *, actor: User, request: Request, disclosure: Disclosure, action: object, reason: object = ""
) -> Disclosure:
    """Accept or decline the conditions; once they are declined give it nevertheless, or take it back (Art. 28(3)).

    Raises NotAllowed for who does not decide this, Conflict where it does not fit where the delivery stands.
    """
    get_disclosure(actor, request, disclosure.pk)
    if not (may_answer(actor, request) or may_hand_over(actor, request)):
        raise NotAllowed(_("Your role lets you read this, and not decide on it. Ask your supervisor."))
    chosen = DisclosureAction(required_choice(action, "action", DisclosureAction.values))
    _require_deciding(actor, request, chosen)
    # Two presses wait for each other here.
    deadlines_lock(request)
    Request.objects.select_for_update(of=("self",), no_key=True).get(pk=request.pk)
    disclosure = get_disclosure(actor, request, disclosure.pk)
    if disclosure.state not in FROM[chosen]:
        text = _("“%(action)s” does not fit: the delivery is at “%(state)s”.")
        raise Conflict(text % {"action": chosen.label, "state": disclosure.state.label})
    said = optional_text(reason, "reason", 2000)
    if chosen is DisclosureAction.DECLINE and not said:
        raise Invalid({"reason": [_("Say why the conditions cannot be met: the other side decides on that.")]})
    if chosen is DisclosureAction.GIVE and (refusal := withheld(request)):
        raise Conflict(refusal)
    now = timezone.now()
    DisclosureStep.objects.create(disclosure=disclosure, action=chosen, reason=said, by=actor, at=now)
    side = SIDES[chosen]
    clock_at_decision(disclosure=disclosure, action=chosen, now=now)
    _record(disclosure, _VERBS[chosen], actor, now, by_side=acting(request, side))
    other = Side.REQUESTED if side is Side.REQUESTING else Side.REQUESTING
    notices.disclosure_changed(disclosure=disclosure, what=chosen.value, to=other, now=now)
    disclosure = get_disclosure(actor, request, disclosure.pk)
    path_owe(disclosure, now=now)
    return disclosure


def disclosure_open(*, actor: User, request: Request, disclosure: Disclosure, part: DisclosureFile) -> Iterator[bytes]:
    """The bytes of a file, as a stream; each time is an event that both sides see. Conflict while it is shut."""
    disclosure = get_disclosure(actor, request, disclosure.pk)
    if disclosure.withheld and not may_open(sides_of(actor, request), disclosure):
        raise Conflict(not_now())
    if not may_open(sides_of(actor, request), disclosure):
        raise Conflict(_("This file opens when the conditions of the delivery are accepted."))
    if is_withheld(actor, request=request.pk, file=part.file_id):
        raise Conflict(_("This file is marked as not to be read by everybody. Only those who are named open it."))
    with transaction.atomic():
        chunks = file_open(actor=actor, file=part.file)
        side = Side.REQUESTED if Side.REQUESTING not in sides_of(actor, request) else Side.REQUESTING
        data = {"file": str(part.file_id), "sha256": part.file.sha256}
        now = timezone.now()
        _record(disclosure, Verb.DISCLOSURE_OPENED, actor, now, by_side=side, **data)
        if may_answer(actor, request):
            DisclosureOpening.objects.get_or_create(disclosure=disclosure, defaults={"by": actor, "at": now})
    return chunks


def disclosures_read(*, actor: User, request: Request, disclosures: Iterable[Disclosure]) -> None:
    """Whoever answers for the requesting side was shown them: what has no file to be opened waits no more."""
    shown = [one for one in disclosures if one.waits_to_be_opened and not one.parts.all()]
    if not shown or request.is_registered or not may_answer(actor, request):
        return
    now = timezone.now()
    for one in shown:
        with transaction.atomic():
            _opening, first = DisclosureOpening.objects.get_or_create(disclosure=one, defaults={"by": actor, "at": now})
            if first:
                _record(one, Verb.DISCLOSURE_READ, actor, now, by_side=Side.REQUESTING)


def acting(request: Request, side: Side) -> Side:
    """Whose person acts for `side`: of an authority outside, the officer who asked keeps the record."""
    return side if request.is_registered or request.requested_authority.member else Side.REQUESTING


def _require_deciding(actor: User, request: Request, action: DisclosureAction) -> None:
    if SIDES[action] is Side.REQUESTED:
        require_executing(actor, request)
    elif not may_answer(actor, request):
        raise NotAllowed(_("Who drafts or sends for the requesting authority answers the conditions."))


def _judged(
    actor: User, request: Request, answers: Mapping[str, Any], now: datetime
) -> tuple[dict[str, Any], list[Attachment], dict[str, Any] | None, dict[str, Any] | None]:
    """(the fields of the delivery, its files, the path under Article 30 that comes with it, or that it is withheld)."""
    errors = {name[:60]: [_("There is no such field here.")] for name in answers if name not in FIELDS}
    given: dict[str, Any] = {}
    recorded = not (request.is_registered or request.requested_authority.member)
    nothing = _("The path of the communication is withheld.") if answers.get("withheld_ground") else None
    readers = {
        "contains": lambda raw: required_text(raw or nothing, "contains", _("Say what this delivery contains."), 4000),
        "outside": lambda raw: optional_text(raw, "outside", 2000),
        "condition": lambda raw: optional_text(raw, "condition", 2000),
        **{name: _yes_or_no(name) for name in ("final", "confidential", "no_other_use")},
    }
    if recorded:
        readers["given_by"] = lambda raw: required_text(raw, "given_by", _("Say who gave it."), 200)
        readers["given_on"] = lambda raw: _given_on(raw, request, now)
    elif answers.get("given_by") or answers.get("given_on"):
        errors["given_by"] = [_("This is for what an authority outside the portal gave.")]
    for name, read in readers.items():
        try:
            given[name] = read(answers.get(name))
        except Invalid as refusal:
            errors |= refusal.errors
    files, wrong = _files(actor, request, answers.get("attachments"))
    errors |= wrong
    path = withholding = None
    try:
        withholding = withholding_judged(request, answers)
        path = path_judged(request, answers)
    except Invalid as refusal:
        errors |= refusal.errors
    if errors:
        raise Invalid(errors)
    return given, files, path, withholding


def _yes_or_no(name: str) -> Any:
    def read(raw: object) -> bool:
        if raw is None:
            return False
        if not isinstance(raw, bool):
            raise Invalid({name: [_("Say true or false.")]})
        return raw

    return read


def _given_on(raw: object, request: Request, now: datetime) -> date:
    zone = request.requesting_authority.jurisdiction.time_zone
    day = optional_day(raw, "given_on", zone)
    if day is None:
        raise Invalid({"given_on": [_("Say on which day it was received.")]})
    if day > day_in(zone, now):
        raise Invalid({"given_on": [_("This day is still to come. Give the day on which it was received.")]})
    if request.sent_at and day < day_in(zone, request.sent_at):
        raise Invalid({"given_on": [_("This is before the request was sent.")]})
    return day


def _files(actor: User, request: Request, raw: object) -> tuple[list[Attachment], dict[str, list[str]]]:
    if raw is None or raw == []:
        return [], {}
    wrong = {"attachments": [_("Choose files of your own side that lie here for it alone and were not handed over.")]}
    if not isinstance(raw, list) or len(raw) > 200:
        return [], wrong
    offered = {one.pk: one for one in files_offered(actor, request)}
    try:
        chosen = [offered[UUID(str(one))] for one in raw]
    except (KeyError, ValueError):
        return [], wrong
    return list(dict.fromkeys(chosen)), {}


def _record(disclosure: Disclosure, verb: Verb, actor: User, at: datetime, **data: Any) -> None:
    event_record(
        chain=f"request:{disclosure.request_id}",
        verb=verb,
        actor=actor,
        data={"disclosure": str(disclosure.pk), "number": disclosure.number, **data},
        at=at,
    )
