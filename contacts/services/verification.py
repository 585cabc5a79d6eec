"""Entries are looked at again every 180 days (Art. 27(2)(d): correct at all times): those of authorities, the facts
about countries, and providers.

Who was told what, and when, needs no record of its own: the key of each mail says the task and the month, and two mails
with one key are one. So a run may die anywhere and any run makes up for it.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.access import confirms_own, deciders, may_decide
from contacts.days import day_in
from contacts.models import VERIFIED, Authority, Jurisdiction, Origin, Standing, Subject, VerificationTask
from contacts.selectors.entries_read import entries_read, kind_of
from contacts.selectors.keepers import country_keepers, keepers_of
from contacts.selectors.upkeep import entries_due, tasks_open, tasks_over
from contacts.services.entries import entries_record, entry_put
from contacts.services.letters import letter
from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, NotAllowed
from mla_portal.outbox.services import NewMessage, messages_cancel, messages_queue

REMIND_AFTER = timedelta(days=30)


@transaction.atomic
def verification_tasks_open(*, today: date) -> int:
    """Ask for all that nobody has looked at for 180 days, or will not have in 14, and for facts that are not verified;
    remind of what was asked for a month ago, and close what was looked at otherwise or has ended. How many are newly
    asked for. Daily, or as often as you like.
    """
    now = timezone.now()
    _close(list(tasks_over(on=today).select_for_update(of=("self",), skip_locked=True)), None, now)
    due = _new_tasks(today, now)
    VerificationTask.objects.bulk_create(due, ignore_conflicts=True)
    messages_queue(_letters(list(tasks_open(on=today)), today), now=now)
    return len(due)


def entries_confirm(*, actor: User, subject: Subject, seen: str) -> None:
    """That somebody has looked, and everything is still right; closes the verification that is open.

    `seen` is the digest of what they read (`contacts.selectors.entries_read`). Those whom it is about confirm the
    entries; an administrator has read them in their source. Raises NotAllowed, and Conflict for an authority that has
    ended, and when the entries say something else by now.
    """
    own = confirms_own(actor, subject)
    if not (own or may_decide(actor)):
        raise NotAllowed(_("Only those who keep these entries can confirm them."))
    today = day_of(subject)
    if isinstance(subject, Authority) and not subject.valid_on(today):
        raise Conflict(_("This entry is not valid today: there is nothing to confirm."))
    with transaction.atomic():
        read = entries_read(subject, on=today, lock=True)
        if read.digest != seen:
            raise Conflict(_("What the directory says here changed since you looked. Read it again, then confirm it."))
        put = []
        for entry_type, row in read.entries:
            values = {"checked_on": today.isoformat(), "standing": _standing(row.standing, own)}  # type: ignore[union-attr]
            if draft := entry_put(entry_type, row.code, values, found=row):
                put.append((entry_type, draft))
        open_ = VerificationTask.objects.filter(**{kind_of(subject): subject}, done_at__isnull=True)
        _close(list(open_.select_for_update()), actor, timezone.now())
        origin = Origin.PROPOSAL if own else Origin.ADMINISTRATION
        entries_record(actor=actor, put=put, origin=origin, reason=_("Everything is still right."))


def day_of(subject: Subject) -> date:
    """What day it is there now; for a provider, in the zone of the portal."""
    if isinstance(subject, Authority | Jurisdiction):
        return day_in(subject.time_zone, timezone.now())
    return timezone.localdate()


def _standing(standing: str, own: bool) -> str:
    if own:
        return Standing.CONFIRMED.value
    return standing if standing in VERIFIED else Standing.READ.value


def _new_tasks(today: date, now: datetime) -> list[VerificationTask]:
    """In one order, so that two runs wait for each other and never deadlock."""
    due = entries_due(on=today)
    asked = VerificationTask.objects.filter(done_at__isnull=True)
    known = {(kind, key) for row in asked.values(*due) for kind, key in row.items()}
    return [
        VerificationTask(**{f"{kind}_id": key}, due_on=day, asked_at=now)
        for kind, found in due.items()
        for key, day in sorted(found.items())
        if (kind, key) not in known
    ]


def _close(tasks: list[VerificationTask], by: User | None, now: datetime) -> None:
    for task in tasks:
        task.done_at, task.done_by = now, by
    VerificationTask.objects.bulk_update(tasks, ["done_at", "done_by"])
    messages_cancel(topics=[_topic(task) for task in tasks], now=now)


def _letters(tasks: list[VerificationTask], today: date) -> list[NewMessage]:
    keepers = _keepers(tasks)
    own = [
        letter(
            person,
            key=f"verification:{task.pk}:{_month(task, today)}",
            template="directory_verification",
            topic=_topic(task),
            entry=task.subject.name,
            path=_path(task.subject),
        )
        for task in tasks
        for person in keepers[task.pk]
    ]
    return [*own, *_to_deciders([task for task in tasks if not keepers[task.pk]], today)]


def _keepers(tasks: list[VerificationTask]) -> dict[UUID, list[User]]:
    """{task id: whom to ask}: nobody for authorities outside the portal, for providers, and where nobody keeps it."""
    members = keepers_of([task.authority_id for task in tasks if task.authority_id])
    countries = country_keepers([task.jurisdiction_id for task in tasks if task.jurisdiction_id])
    return {
        task.pk: members.get(task.authority_id or 0, []) + countries.get(task.jurisdiction_id or "", [])
        for task in tasks
    }


def _path(subject: Subject) -> str:
    match subject:
        case Authority():
            return f"/directory/{subject.code}/"
        case Jurisdiction():
            return f"/directory/countries/{subject.code}/"
        case _:
            return f"/directory/providers/{subject.code}/"


def _to_deciders(tasks: list[VerificationTask], today: date) -> list[NewMessage]:
    """Entries that no member keeps are many: administrators get one mail for all of them, and anew when some join."""
    if not tasks:
        return []
    newest = max(tasks, key=lambda task: task.pk)
    return [
        letter(
            person,
            key=f"verifications:{newest.pk}:{_month(newest, today)}",
            template="directory_verifications",
            topic="verifications",
            number=len(tasks),
            path="/directory/verification/",
        )
        for person in deciders()
        if person.email
    ]


def _month(task: VerificationTask, today: date) -> int:
    """How many times thirty days have passed since it was asked for."""
    return max((today - timezone.localdate(task.asked_at)) // REMIND_AFTER, 0)


def _topic(task: VerificationTask) -> str:
    return f"verification:{task.pk}"
