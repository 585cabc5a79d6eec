"""Whoever keeps a roster is told before it runs out, and when it has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from contacts.models import ContactPoint
from contacts.selectors.duty import desks_day_and_night, nobody_from
from contacts.selectors.keepers import keepers_of
from contacts.services.duty import roster_topic
from contacts.services.letters import letter
from mla_portal.accounts.models import User
from mla_portal.outbox.services import NewMessage, messages_queue

# How long before nobody is on duty it is told; the last step is when it has come to that.
STEPS = (timedelta(days=7), timedelta(days=2), timedelta(0))
_MORNING, _EVENING = 8, 20


@transaction.atomic
def rosters_warn(*, now: datetime) -> None:
    """Write to the directory managers of each desk that answers day and night, else to its supervisors, when its
    roster runs out or has a hole within the first of STEPS.

    A step is told once for each desk and hole, however often this runs; one that was missed is not told any more when
    the next is reached. By night at the desk only that nobody is on duty is told: what is days away can wait.
    Each change of a roster calls the warnings off that wait; those of holes that are still there wait again from here.
    """
    desks = desks_day_and_night(now)
    begins = nobody_from(desks, now, now + max(STEPS))
    in_need = [desk for desk in desks if desk.pk in begins and _is_time(desk, begins[desk.pk], now)]
    keepers = keepers_of({desk.authority_id for desk in in_need})
    letters = (_letters(desk, begins[desk.pk], now, keepers[desk.authority_id]) for desk in in_need)
    messages_queue([one for some in letters for one in some], now=now, again=True)


def _is_time(desk: ContactPoint, begin: datetime, now: datetime) -> bool:
    return begin <= now or _MORNING <= now.astimezone(ZoneInfo(desk.zone)).hour < _EVENING


def _letters(desk: ContactPoint, begin: datetime, now: datetime, people: Sequence[User]) -> Iterable[NewMessage]:
    step = min(step for step in STEPS if begin - now <= step)
    for person in people:
        yield letter(
            person,
            key=f"roster_ends:{desk.pk}:{begin.isoformat()}:{step.days}",
            template="roster_ends",
            topic=roster_topic(desk),
            desk=desk.name,
            authority=desk.authority.name,
            begins_at=begin.isoformat(),
            has_begun=begin <= now,
            path=f"/directory/{desk.authority.code}/desks/{desk.code}/roster/",
        )
