"""An incident: put on record, told to the other side, the log of access reviewed, closed with a result.

Its events are a chain of its own: the trail of the request is read by the other side, too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.days import day_in
from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, Invalid, NotAllowed
from mla_portal.values import JSON
from requests_app.access import get_request
from requests_app.instants import parse_instant
from requests_app.models import Disclosure, Incident, IncidentKind, Request
from requests_app.selectors.incidents import access_log_of, get_incident, may_conclude, side_recording
from requests_app.selectors.messages import authority_at, is_heard
from requests_app.services import notices
from requests_app.services.inputs import optional_day, required_choice, required_text
from requests_app.services.messages import message_send
from requests_app.states import Side

LONGEST = 4000


@transaction.atomic
def incident_open(
    *,
    actor: User,
    request: Request,
    kind: object,
    what: object,
    noticed_at: object,
    noticed_by: object,
    disclosures: Collection[UUID] = (),
) -> Incident:
    """Put on record what went wrong. The supervisors of the own authority are told at once.

    Raises NotAllowed for who does the work of neither side, Invalid with every wrong answer.
    """
    request = get_request(actor, request.pk)
    side = side_recording(actor, request)
    if side is None:
        raise NotAllowed(_("Your role lets you read this. Tell your supervisor what you noticed."))
    now = timezone.now()
    errors: dict[str, list[str]] = {}
    given: dict[str, object] = {}
    readers: dict[str, Callable[[], object]] = {
        "kind": lambda: required_choice(kind, "kind", IncidentKind.values),
        "what": lambda: required_text(what, "what", _("Say what happened."), LONGEST),
        "noticed_by": lambda: required_text(noticed_by, "noticed_by", _("Say who noticed it."), 200),
        "noticed_at": lambda: _noticed(noticed_at, now),
    }
    for name, read in readers.items():
        try:
            given[name] = read()
        except Invalid as refusal:
            errors |= refusal.errors
    concerned = list(request.disclosures.filter(pk__in=disclosures))
    if len(concerned) != len(set(disclosures)):
        errors["disclosures"] = [_("Choose deliveries of this request.")]
    if errors:
        raise Invalid(errors)
    incident = Incident.objects.create(request=request, side=side, by=actor, at=now, **given)
    incident.disclosures.set(concerned)
    _record(incident, Verb.INCIDENT_OPENED, actor, now, kind=incident.kind, deliveries=_numbers(concerned))
    notices.incident_opened(request=request, side=side, now=now)
    return incident


@transaction.atomic
def incident_tell(*, actor: User, request: Request, incident: Incident, text: object) -> Incident:
    """Tell the other authority, by a message in the portal; of one that is outside, record how it was told. Once."""
    incident = _open(actor, request, incident)
    if incident.told_at is not None:
        raise Conflict(_("The other side was told already. Write a message if there is more to say."))
    said = required_text(text, "text", _("Write what the other side is told, or how it was told."), LONGEST)
    now = timezone.now()
    if is_heard(incident.request, Side(incident.side)):
        incident.notice = message_send(actor=actor, request=incident.request, text=said)
    incident.told_how, incident.told_at = said, now
    incident.save(update_fields=["notice", "told_how", "told_at"])
    _record(incident, Verb.INCIDENT_TOLD, actor, now, message=str(incident.notice_id or ""))
    return incident


@transaction.atomic
def incident_review(*, actor: User, request: Request, incident: Incident, review: object) -> Incident:
    """A supervisor has read the log of access: it is kept as it was, with what was found. Again, it is kept anew."""
    incident = _open(actor, request, incident)
    _require_concluding(actor, incident)
    incident.review = required_text(review, "review", _("Say what the log of access shows."), LONGEST)
    incident.access_log = access_log_of(incident)
    incident.reviewed_by, incident.reviewed_at = actor, timezone.now()
    incident.save(update_fields=["review", "access_log", "reviewed_by", "reviewed_at"])
    _record(incident, Verb.INCIDENT_REVIEWED, actor, incident.reviewed_at, lines=len(incident.access_log))
    return incident


@transaction.atomic
def incident_deletion(
    *, actor: User, request: Request, incident: Incident, confirmed_by: object, confirmed_on: object
) -> Incident:
    """Whoever got it wrongly confirmed that it is deleted."""
    incident = _open(actor, request, incident)
    now = timezone.now()
    who = required_text(confirmed_by, "confirmed_by", _("Say who confirmed that it is deleted."), 200)
    zone = authority_at(incident.request, Side(incident.side)).jurisdiction.time_zone
    day = optional_day(confirmed_on, "confirmed_on", zone) or day_in(zone, now)
    if day > day_in(zone, now):
        raise Invalid({"confirmed_on": [_("This day is still to come. Give the day of the confirmation.")]})
    incident.deletion_confirmed_by, incident.deletion_confirmed_on = who, day
    incident.save(update_fields=["deletion_confirmed_by", "deletion_confirmed_on"])
    _record(incident, Verb.INCIDENT_DELETION_CONFIRMED, actor, now, on=day.isoformat())
    return incident


@transaction.atomic
def incident_close(*, actor: User, request: Request, incident: Incident, result: object) -> Incident:
    """A supervisor closes it with a result. Conflict before the other side was told and the log reviewed, and before a
    wrong recipient confirmed the deletion.
    """
    incident = _open(actor, request, incident)
    _require_concluding(actor, incident)
    wanted = _("Say how it ended, and what is done so that it does not happen again.")
    said = required_text(result, "result", wanted, LONGEST)
    missing = open_steps(incident)
    if missing:
        raise Conflict(_("Before it is closed: %(steps)s") % {"steps": " ".join(missing)})
    incident.result, incident.closed_by, incident.closed_at = said, actor, timezone.now()
    incident.save(update_fields=["result", "closed_by", "closed_at"])
    _record(incident, Verb.INCIDENT_CLOSED, actor, incident.closed_at)
    return incident


def open_steps(incident: Incident) -> list[str]:
    """What has to be done before it can be closed, as sentences."""
    wrong = incident.kind == IncidentKind.WRONG_RECIPIENT
    steps = (
        (incident.told_at is None, _("Tell the other authority.")),
        (incident.reviewed_at is None, _("Review the log of access.")),
        (wrong and incident.deletion_confirmed_on is None, _("Have the deletion confirmed.")),
    )
    return [sentence for missing, sentence in steps if missing]


def _open(actor: User, request: Request, incident: Incident) -> Incident:
    """As it stands now, locked, for who may write in it."""
    found = get_incident(actor, request, incident.pk)
    if side_recording(actor, found.request) != found.side:
        raise NotAllowed(_("Your role lets you read this, and not write here. Ask your supervisor."))
    locked = Incident.objects.select_for_update(of=("self",)).select_related("request").get(pk=found.pk)
    if locked.closed_at is not None:
        raise Conflict(_("This incident is closed. If there is more to say, report another one."))
    return locked


def _require_concluding(actor: User, incident: Incident) -> None:
    if not may_conclude(actor, incident):
        raise NotAllowed(_("A supervisor reviews the log of access and closes the incident."))


def _noticed(raw: object, now: datetime) -> datetime:
    try:
        instant = parse_instant(raw)
    except ValueError as error:
        raise Invalid({"noticed_at": [str(error)]}) from None
    if instant > now:
        raise Invalid({"noticed_at": [_("This is in the future. Give the instant at which it was noticed.")]})
    return instant


def _numbers(disclosures: Collection[Disclosure]) -> list[JSON]:
    return [one.number for one in disclosures]


def _record(incident: Incident, verb: Verb, actor: User, at: datetime, **data: JSON) -> None:
    event_record(
        chain=f"incident:{incident.pk}",
        verb=verb,
        actor=actor,
        data={"request": str(incident.request_id), "side": incident.side, **data},
        at=at,
    )
