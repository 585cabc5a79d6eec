"""Absences: marked by the person themselves, or by whoever supervises there; and called off."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.access import manages_people, permissions_at
from contacts.days import day_in
from contacts.models import Absence, Authority, Membership
from contacts.roles import Permission
from contacts.services.directory import CHAIN
from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Invalid, NotAllowed

LONGEST = timedelta(days=366)


@transaction.atomic
def absence_set(
    *,
    actor: User,
    user: User,
    authority: Authority,
    first: date,
    last: date,
    deputy: User | None = None,
    approves: bool = False,
) -> Absence:
    """That `user` is absent from the authority from the first day to the last, by its clock, and who stands in.

    `approves`: the deputy approves meanwhile, too. Raises NotAllowed, and Invalid with every wrong answer.
    """
    _require(actor, user, authority)
    # One change of a person's absences at a time: two that overlap would be stopped by the database, less politely.
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    now = timezone.now()
    errors = _wrong_days(authority, first, last, now) | _wrong_deputy(user, authority, deputy, approves)
    starts_at, ends_at = _midnight(authority, first), _midnight(authority, last + timedelta(days=1))
    meanwhile = Absence.objects.filter(user=user, authority=authority, called_off_at__isnull=True)
    if meanwhile.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).exists():
        errors.setdefault("first", []).append(
            _("There is an absence in these days already. Call it off first, or choose other days.")
        )
    if errors:
        raise Invalid(errors)
    absence = Absence.objects.create(
        user=user,
        authority=authority,
        starts_at=starts_at,
        ends_at=ends_at,
        deputy=deputy,
        approves=approves,
        set_by=actor,
        set_at=now,
    )
    _record(actor, Verb.ABSENCE_SET, absence, now)
    return absence


@transaction.atomic
def absence_call_off(*, actor: User, absence: Absence) -> Absence:
    """The person is there, or not away at all. Again does nothing. Raises NotAllowed."""
    _require(actor, absence.user, absence.authority)
    now = timezone.now()
    if Absence.objects.filter(pk=absence.pk, called_off_at__isnull=True).update(called_off_at=now):
        absence.called_off_at = now
        _record(actor, Verb.ABSENCE_CALLED_OFF, absence, now)
    return absence


def absences_end_with(*, actor: User | None, user: User, authority: Authority, now: datetime) -> None:
    """Whoever leaves is not absent but gone, and stands in for nobody; in the caller's transaction."""
    open_ = Absence.objects.filter(authority=authority, called_off_at__isnull=True, ends_at__gt=now)
    for absence in open_.filter(user=user).select_related("user", "authority", "deputy"):
        Absence.objects.filter(pk=absence.pk).update(called_off_at=now)
        _record(actor, Verb.ABSENCE_CALLED_OFF, absence, now)
    open_.filter(deputy=user).update(deputy=None, approves=False)


def _require(actor: User, user: User, authority: Authority) -> None:
    if actor != user and not manages_people(actor, authority):
        raise NotAllowed(_("Your colleagues mark themselves absent, or your supervisor does it for them."))
    if not Membership.objects.filter(user=user, authority=authority, until__isnull=True).exists():
        raise Invalid({"user": [_("This person does not belong to the authority any more.")]})


def _wrong_days(authority: Authority, first: date, last: date, now: datetime) -> dict[str, list[str]]:
    if last < first:
        return {"last": [_("The last day lies before the first.")]}
    if last < day_in(authority.time_zone, now):
        return {"last": [_("These days are over.")]}
    if last - first > LONGEST:
        return {"last": [_("This is more than a year. Whoever is away for longer gives their work away.")]}
    return {}


def _wrong_deputy(user: User, authority: Authority, deputy: User | None, approves: bool) -> dict[str, list[str]]:
    if deputy is None:
        return {"deputy": [_("Choose who approves meanwhile.")]} if approves else {}
    if deputy == user:
        return {"deputy": [_("Choose a colleague: nobody stands in for themselves.")]}
    here = Membership.objects.filter(user=deputy, authority=authority, until__isnull=True, user__is_active=True)
    if not here.exists():
        return {"deputy": [_("Choose somebody who belongs to this authority.")]}
    if approves and Permission.APPROVE not in permissions_at(user, {authority.pk})[authority.pk]:
        return {"approves": [_("Only of somebody who may approve can a deputy do it meanwhile.")]}
    return {}


def _midnight(authority: Authority, day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=ZoneInfo(authority.time_zone))


def _record(actor: User | None, verb: Verb, absence: Absence, now: datetime) -> None:
    event_record(
        chain=CHAIN,
        verb=verb,
        actor=actor,
        data={
            "user": absence.user.username,
            "authority": absence.authority.code,
            "from": absence.starts_at.isoformat(),
            "until": absence.ends_at.isoformat(),
            "deputy": absence.deputy.username if absence.deputy else None,
            "approves": absence.approves,
        },
        at=now,
    )
