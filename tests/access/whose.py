"""Whose work it is: the people of the authority that asks, one of whom will be absent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from contacts.services.absences import absence_set
from requests_app.services.hand_overs import work_hand_over
from tests.world import World


def whose_about(world: World) -> dict[str, dict[str, Any]]:
    day = timezone.localdate() + timedelta(days=30)
    absence = absence_set(
        actor=world.supervisor, user=world.colleague, authority=world.asking, first=day, last=day, deputy=world.officer
    )
    person = {"code": world.asking.code, "person": world.colleague.pk}
    hand_over = work_hand_over(
        actor=world.colleague, authority=world.asking, to=world.supervisor, note="Nothing is open.", requests=[]
    )
    return {
        "work_hand_over": {"pk": hand_over.pk},
        "work_hand_over_noted": {"pk": hand_over.pk},
        "work_hand_over_pass_on": {"pk": hand_over.pk},
        "people": {"code": world.asking.code},
        "absence_new": person,
        "people_leave": person,
        "absence_end": {"code": world.asking.code, "absence": absence.pk},
    }
