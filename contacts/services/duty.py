"""The roster of a desk: published for a time, and a shift given to somebody else at short notice."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime

import rfc8785
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.access import may
from contacts.models import Authority, ContactPoint, DutyShift, HandOver
from contacts.roles import Permission
from contacts.roster import Span
from contacts.selectors.rosters import members_at
from contacts.services.directory import CHAIN
from contacts.services.duty_checks import Keeper, NewShift, Plan, keeper_checked, keepers_checked, plan_check, written
from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, Invalid, NotAllowed
from mla_portal.outbox.services import messages_cancel
from mla_portal.values import JSON

_WRITTEN = ("person", "name", "telephone", "ends_at")


def may_keep_roster(user: User, authority: Authority) -> bool:
    return any(may(user, permission, authority) for permission in (Permission.MANAGE_DIRECTORY, Permission.SUPERVISE))


def roster_keeper_required(actor: User, authority: Authority) -> None:
    """Raises NotAllowed."""
    if not may_keep_roster(actor, authority):
        raise NotAllowed(
            _("The roster is kept by the directory managers and the supervisors of the authority. Ask one of them.")
        )


def roster_topic(desk: ContactPoint) -> str:
    """By what the warnings about the roster of this desk are found."""
    return f"roster:{desk.pk}"


@transaction.atomic
def roster_publish(
    *, actor: User, desk: ContactPoint, shifts: Sequence[NewShift], from_: datetime, until: datetime
) -> list[DutyShift]:
    """Put `shifts` in the place of those that begin from `from_` until before `until`; what has begun stays.

    A shift that has begun by the clock, where nobody is on duty, begins now. The same roster again does nothing.
    Raises NotAllowed, and Invalid with keys such as "shifts.3.telephone" (rows count from 1), "shifts" and "until": for
    overlaps, for who is no member, for a wrong telephone, and, at a desk that answers day and night, for every hole.
    """
    roster_keeper_required(actor, desk.authority)
    desk, now = desk_lock(desk), timezone.now()
    plan = _plan(desk, shifts, from_, until, now)
    plan_check(plan)
    keepers = keepers_checked(plan, set(members_at(desk.authority).values_list("pk", flat=True)))
    if plan.errors:
        raise Invalid(plan.errors)
    before = _digest(plan.replaced)
    published, changed = _write(plan, keepers)
    if changed:
        messages_cancel(topics=[roster_topic(desk)], now=now)
        data: Mapping[str, JSON] = {
            "from": from_.isoformat(),
            "until": until.isoformat(),
            "shifts": len(published),
            "replaced": len(plan.replaced),
            "digest_before": before,
            "digest": _digest(published),
        }
        duty_record(actor=actor, verb=Verb.DUTY_ROSTER_PUBLISHED, desk=desk, data=data)
    return published


@transaction.atomic
def shift_reassign(
    *, actor: User, shift: DutyShift, person: User | None = None, name: str = "", telephone: str = ""
) -> DutyShift:
    """Give a shift to another person; returns the shift that this person has.

    One that has begun ends now, and the rest of it is a shift of its own: the roster goes on to say who was on duty
    when. The trail keeps who was planned. Raises NotAllowed, Invalid, and Conflict when the shift is over.
    """
    roster_keeper_required(actor, shift.desk.authority)
    desk, now = desk_lock(shift.desk), timezone.now()
    shift = running_shift(shift, desk, now)
    members = set(members_at(desk.authority).values_list("pk", flat=True))
    keeper, errors = keeper_checked(desk=desk, members=members, person=person, name=name, telephone=telephone)
    if errors:
        raise Invalid(errors)
    if _keeper_of(shift) == keeper:
        return shift
    planned = _called(_keeper_of(shift))
    messages_cancel(topics=[roster_topic(desk)], now=now)
    given = _rest(shift, keeper, now) if shift.starts_at < now else _given(shift, keeper)
    data = {"shift": str(given.pk), "begins": given.starts_at.isoformat(), "planned": planned, "now": _called(keeper)}
    duty_record(actor=actor, verb=Verb.DUTY_REASSIGNED, desk=desk, data=data)
    return given


def desk_lock(desk: ContactPoint) -> ContactPoint:
    """Whoever writes to the roster of a desk, or hands over there, does so alone."""
    locked = ContactPoint.objects.select_for_update(of=("self",), no_key=True).select_related("authority")
    return locked.get(pk=desk.pk)


def running_shift(shift: DutyShift, desk: ContactPoint, now: datetime) -> DutyShift:
    """The shift as it stands now. Raises Conflict when it is over, or was taken out of the roster."""
    found = DutyShift.objects.filter(pk=shift.pk, desk=desk).first()
    if found is None:
        raise Conflict(_("This shift is not in the roster any more. Look at the roster again."))
    if found.ends_at <= now:
        ended = written(found.ends_at, desk)
        raise Conflict(_("This shift ended on %(end)s and stays as it was.") % {"end": ended})
    found.desk = desk
    return found


def duty_record(*, actor: User, verb: Verb, desk: ContactPoint, data: Mapping[str, JSON]) -> None:
    """Tell the trail of the directory, in the transaction of the change."""
    about = {"desk": desk.code, "authority": desk.authority.code}
    event_record(chain=CHAIN, verb=verb, actor=actor, data={**about, **data})


def _plan(desk: ContactPoint, rows: Sequence[NewShift], from_: datetime, until: datetime, now: datetime) -> Plan:
    if from_ >= until or until <= now:
        raise Invalid({"until": [_("The roster must end after it begins, and after now.")]})
    begun = Q(starts_at__lt=from_) | Q(starts_at__lte=now)
    there = desk.shifts.select_related("person", "hand_over").order_by("starts_at")
    return Plan(
        desk=desk,
        rows=rows,
        from_=from_,
        until=until,
        now=now,
        earlier=there.filter(begun).last(),
        later=there.filter(starts_at__gte=until).first(),
        replaced=list(there.filter(~begun, starts_at__lt=until)),
    )


def _write(plan: Plan, keepers: Sequence[Keeper]) -> tuple[list[DutyShift], int]:
    """(all shifts of the plan, how many rows of the table changed). One that begins as before stays the same row.

    First out, then changed, then in: so no two shifts overlap at any moment, which the database would refuse.
    """
    spans = plan.spans()
    begins = {span.starts_at for span in spans}
    there = {shift.starts_at: shift for shift in plan.replaced}
    gone = [shift.pk for begin, shift in there.items() if begin not in begins]
    DutyShift.objects.filter(pk__in=gone).delete()
    changed, new, published = [], [], []
    for span, keeper in zip(spans, keepers, strict=True):
        shift = there.get(span.starts_at)
        if shift is None:
            shift = _made(plan.desk, span, keeper)
            new.append(shift)
        elif (_keeper_of(shift), shift.ends_at) != (keeper, span.ends_at):
            _lay(shift, keeper, span.ends_at)
            changed.append(shift)
        published.append(shift)
    DutyShift.objects.bulk_update(changed, _WRITTEN)
    DutyShift.objects.bulk_create(new)
    HandOver.objects.filter(shift__in=changed).update(taken_by=None, taken_at=None)
    return published, len(gone) + len(changed) + len(new)


def _digest(shifts: Sequence[DutyShift]) -> str:
    """Of who was to be on duty when: what the roster said can be proved, and the trail names nobody."""
    plan = [
        [one.starts_at.isoformat(), one.ends_at.isoformat(), str(one.person_id or ""), one.name, one.telephone]
        for one in shifts
    ]
    return hashlib.sha256(rfc8785.dumps(plan)).hexdigest()


def _rest(shift: DutyShift, keeper: Keeper, now: datetime) -> DutyShift:
    rest = _made(shift.desk, Span(now, shift.ends_at), keeper)
    shift.ends_at = now
    shift.save(update_fields=["ends_at"])
    rest.save(force_insert=True)
    # What was written for whoever takes over, and nobody took up, waits for the new person.
    HandOver.objects.filter(shift=shift, taken_at__isnull=True).update(shift=rest)
    return rest


def _given(shift: DutyShift, keeper: Keeper) -> DutyShift:
    _lay(shift, keeper, shift.ends_at)
    shift.save(update_fields=list(_WRITTEN))
    HandOver.objects.filter(shift=shift).update(taken_by=None, taken_at=None)
    return shift


def _made(desk: ContactPoint, span: Span, keeper: Keeper) -> DutyShift:
    shift = DutyShift(desk=desk, starts_at=span.starts_at)
    _lay(shift, keeper, span.ends_at)
    return shift


def _lay(shift: DutyShift, keeper: Keeper, ends_at: datetime) -> None:
    shift.person, shift.name, shift.telephone = keeper.person, keeper.name, keeper.telephone
    shift.ends_at = ends_at


def _keeper_of(shift: DutyShift) -> Keeper:
    return Keeper(person=shift.person, name=shift.name, telephone=shift.telephone)


def _called(keeper: Keeper) -> str:
    return keeper.person.username if keeper.person else keeper.name
