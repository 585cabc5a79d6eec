"""The measures of the requested authority: an order to a custodian, when it was served, what came back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.days import day_in
from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, Invalid
from requests_app.access import require
from requests_app.kinds.reported import Report, clean_items, report_errors
from requests_app.models import Measure, MeasureKind, Request
from requests_app.selectors.answers import kind_of
from requests_app.services.inputs import optional_day, optional_text, required_choice, required_text
from requests_app.services.preservations import preservation_effect, preservation_release, preservation_until
from requests_app.states import AT_WORK, Outcome, Status

DAYS = ("ordered_on", "served_on", "answered_on")
KEPT = ("preserved_from", "preserved_until")
FIELDS = ("kind", "custodian", "reference", *DAYS, "legal_basis", "items", "note", *KEPT, "released_on")


@transaction.atomic
def measure_record(*, actor: User, request: Request, answers: Mapping[str, Any]) -> Measure:
    """Write down a measure; with `preserved_from` and `preserved_until` also what the custodian keeps because of it.

    Raises Invalid with every wrong answer, Conflict before the acknowledgement and once the request is over.
    """
    require_executing(actor, request)
    if request.status not in (*AT_WORK, Status.COMPLETED):
        raise Conflict(
            _("Measures are recorded from the acknowledgement on. The request is now “%(status)s”.")
            % {"status": request.get_status_display()}
        )
    now = timezone.now()
    given, days = _judged(request, answers, None, now)
    measure = Measure.objects.create(request=request, created_by=actor, created_at=now, updated_at=now, **given)
    _record(actor, measure, Verb.MEASURE_RECORDED, now)
    _keep(actor, measure, days, now)
    return measure


@transaction.atomic
def measure_change(*, actor: User, measure: Measure, answers: Mapping[str, Any]) -> Measure:
    """Change what is given, and leave the rest. Another `preserved_until` extends or corrects the preservation."""
    measure = Measure.objects.select_for_update(of=("self",)).select_related("request").get(pk=measure.pk)
    require_executing(actor, measure.request)
    now = timezone.now()
    given, days = _judged(measure.request, answers, measure, now)
    changed = [name for name, value in given.items() if getattr(measure, name) != value]
    for name in changed:
        setattr(measure, name, given[name])
    if changed:
        measure.updated_at = now
        measure.save(update_fields=[*changed, "updated_at"])
        _record(actor, measure, Verb.MEASURE_CHANGED, now)
    _keep(actor, measure, days, now)
    return measure


def require_executing(actor: User, request: Request) -> None:
    """NotAllowed unless this person keeps the records of measures (`selectors.preservations.may_execute`)."""
    if request.is_registered or request.requested_authority.member:
        require(actor, Permission.EXECUTE, request.requested_authority)
    else:
        require(actor, Permission.SEND, request.requesting_authority)


def _judged(
    request: Request, answers: Mapping[str, Any], measure: Measure | None, now: datetime
) -> tuple[dict[str, Any], dict[str, date | None]]:
    """(the fields of the measure, the days of its preservation)."""
    errors = {name[:60]: [_("There is no such field here.")] for name in answers if name not in FIELDS}
    zone = request.requested_authority.jurisdiction.time_zone
    given: dict[str, Any] = {}
    readers: dict[str, Callable[[Any], Any]] = {
        "kind": lambda raw: required_choice(raw, "kind", MeasureKind.values),
        "custodian": lambda raw: required_text(raw, "custodian", _("Say who holds the data."), 200),
        "reference": lambda raw: optional_text(raw, "reference", 80),
        "legal_basis": lambda raw: optional_text(raw, "legal_basis", 500),
        "note": lambda raw: optional_text(raw, "note", 2000),
        **{name: partial(optional_day, field=name, zone=zone) for name in (*DAYS, *KEPT, "released_on")},
    }
    for name, read in readers.items():
        if name not in answers and (measure is not None or name not in ("kind", "custodian")):
            continue
        try:
            given[name] = read(answers.get(name))
        except Invalid as refusal:
            errors |= refusal.errors
    if "items" in answers:
        given["items"], wrong = clean_items(
            answers["items"], {str(one.pk): one.value for one in request.identifiers.all()}
        )
        errors |= {"items": wrong} if wrong else {}
    today = day_in(zone, now)
    errors = _wrong_days(request, given, measure, today, zone) | errors
    if errors:
        raise Invalid(errors)
    days = {name: given.pop(name, None) for name in (*KEPT, "released_on")}
    return given, days


def _wrong_days(
    request: Request, given: Mapping[str, Any], measure: Measure | None, today: date, zone: str
) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = {}
    sent_on = day_in(zone, request.sent_at) if request.sent_at else today
    before: date | None = None
    for name in DAYS:
        day = given.get(name, getattr(measure, name, None))
        if day is None:
            continue
        if day > today:
            errors[name] = [_("This day is still to come. Give the day on which it was done.")]
        elif before and day < before:
            errors[name] = [_("It is ordered first, then served, then answered: this day is too early.")]
        elif day < sent_on and name in given:
            errors[name] = [_("This is before the request was sent.")]
        before = day
    if any(given.get(name) for name in KEPT) and not (measure and measure.preservations.exists()):
        report = Report(
            outcome=Outcome.EXECUTED,
            # why it is short is asked when the result is reported
            note="-",
            preserved_from=given.get("preserved_from"),
            preserved_until=given.get("preserved_until"),
            sent_on=sent_on,
            today=today,
        )
        errors |= report_errors(kind_of(request), report)
    return errors


def _keep(actor: User, measure: Measure, days: Mapping[str, date | None], now: datetime) -> None:
    begin, end, released = days["preserved_from"], days["preserved_until"], days["released_on"]
    kept = measure.preservations.filter(released_on__isnull=True).last()
    if kept is None and begin and end:
        kept = preservation_effect(actor=actor, measure=measure, effected_on=begin, until=end, now=now)
    elif kept is not None and end:
        kept = preservation_until(actor=actor, preservation=kept, until=end, now=now)
    if released is None:
        return
    if kept is None:
        raise Invalid({"released_on": [_("Nothing is recorded as preserved here: there is nothing to release.")]})
    preservation_release(actor=actor, preservation=kept, released_on=released, now=now)


def _record(actor: User, measure: Measure, verb: Verb, now: datetime) -> None:
    event_record(
        chain=f"request:{measure.request_id}",
        verb=verb,
        actor=actor,
        data={"measure": str(measure.pk), "kind": measure.kind},
        at=now,
    )
