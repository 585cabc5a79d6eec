"""Entries of authorities are looked at again every 180 days (Art. 27(2)(d): correct at all times).

Who was told what, and when, needs no record of its own: the key of each mail says the task and the month, and two mails
with one key are one. So a run may die anywhere and any run makes up for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.access import deciders, may_confirm, may_keep
from contacts.entries import ENTRY_TYPES
from contacts.facts import VERIFY_AFTER
from contacts.models import Authority, Origin, Standing, VerificationTask, valid_on
from contacts.selectors.upkeep import keepers_of, tasks_open
from contacts.services.changes import day_at
from contacts.services.entries import entry_write
from contacts.services.letters import letter
from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, NotAllowed
from mla_portal.outbox.services import NewMessage, messages_cancel, messages_queue

ASK_BEFORE = timedelta(days=14)
REMIND_AFTER = timedelta(days=30)


@transaction.atomic
def verification_tasks_open(*, today: date) -> int:
    """Ask for every valid entry that nobody has looked at for 180 days, or will not have in 14, and remind of those
    asked for a month ago; how many are newly asked for. Daily, or as often as you like.
    """
    now = timezone.now()
    due = [_task(authority, today, now) for authority in _due(today)]
    VerificationTask.objects.bulk_create(due, ignore_conflicts=True)
    messages_queue(_letters(list(tasks_open(on=today)), today), now=now)
    return len(due)


def entry_confirm(*, actor: User, authority: Authority) -> None:
    """That somebody has looked, and everything is still right; closes the verification that is open.

    Raises NotAllowed, and Conflict for an entry that has ended.
    """
    if not may_confirm(actor, authority):
        raise NotAllowed(_("Only those who keep this entry can confirm it."))
    today, now = day_at(authority), timezone.now()
    if not authority.valid_on(today):
        raise Conflict(_("This entry is not valid today: there is nothing to confirm."))
    with transaction.atomic():
        entry_write(
            actor=actor,
            entry_type=ENTRY_TYPES["authority"],
            code=authority.code,
            values={"checked_on": today.isoformat(), "standing": Standing.CONFIRMED.value},
            origin=Origin.PROPOSAL if may_keep(actor, authority) else Origin.ADMINISTRATION,
            reason=_("Everything is still right."),
        )
        for task in VerificationTask.objects.select_for_update().filter(authority=authority, done_at__isnull=True):
            task.done_at, task.done_by = now, actor
            task.save(update_fields=["done_at", "done_by"])
            messages_cancel(topics=[_topic(task)], now=now)


def _due(today: date) -> Iterable[Authority]:
    asked = VerificationTask.objects.filter(authority=OuterRef("pk"), done_at__isnull=True)
    stale = Q(checked_on__isnull=True) | Q(checked_on__lte=today + ASK_BEFORE - VERIFY_AFTER)
    # In one order, so that two runs wait for each other and never deadlock.
    return Authority.objects.filter(stale, valid_on(today)).exclude(Exists(asked)).order_by("pk")


def _task(authority: Authority, today: date, now: datetime) -> VerificationTask:
    due_on = authority.checked_on + VERIFY_AFTER if authority.checked_on else today
    return VerificationTask(authority=authority, due_on=due_on, asked_at=now)


def _letters(tasks: list[VerificationTask], today: date) -> list[NewMessage]:
    keepers = keepers_of(task.authority for task in tasks)
    own = [
        letter(
            person,
            key=f"verification:{task.pk}:{_month(task, today)}",
            template="directory_verification",
            topic=_topic(task),
            entry=task.authority.name,
            path=f"/directory/{task.authority.code}/",
        )
        for task in tasks
        for person in keepers.get(task.authority_id, [])
    ]
    return [*own, *_to_deciders([task for task in tasks if not keepers.get(task.authority_id)], today)]


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
