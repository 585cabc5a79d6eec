"""Whether nobody answered although everybody was reminded: then a request may be closed without an answer."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, F
from django.utils.translation import gettext as _

from requests_app.models import Deadline, DeadlineKind, Request
from requests_app.states import Status


def unanswered(requests: Iterable[Request]) -> set[UUID]:
    """Those sent of which the last rung of the acknowledgement was said; one query, and none where none is sent."""
    keys = [one.pk for one in requests if one.status == Status.SENT and not one.is_registered]
    if not keys:
        return set()
    running = Deadline.objects.filter(request__in=keys, kind=DeadlineKind.ACKNOWLEDGEMENT, closed_at__isnull=True)
    climbed = running.annotate(rungs=Count("policy__steps")).filter(rungs__gt=0, next_step__gte=F("rungs"))
    return set(climbed.values_list("request_id", flat=True))


def too_soon() -> str:
    return _("It is closed without an answer once the last reminder of its ladder has gone out. Until then, withdraw.")
