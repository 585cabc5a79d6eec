"""Whose work it is: the people of the authority that asks, one of whom will be absent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from contacts.services.absences import absence_set
from tests.world import World


def whose_about(world: World) -> dict[str, dict[str, Any]]:
    day = timezone.localdate() + timedelta(days=30)
    absence = absence_set(
        actor=world.supervisor, user=world.colleague, authority=world.asking, first=day, last=day, deputy=world.officer
    )
    person = {"code": world.asking.code, "person": world.colleague.pk}
    return {
        "people": {"code": world.asking.code},
        "absence_new": person,
        "people_leave": person,
        "absence_end": {"code": world.asking.code, "absence": absence.pk},
    }
