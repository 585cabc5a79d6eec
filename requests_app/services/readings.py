"""That the other side has opened a request: the sender sees it before anybody acknowledges."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from requests_app.models import Reading, Request


@transaction.atomic
def reading_record(*, actor: User, request: Request) -> None:
    """Record the first time this person of the requested authority opens the request; again does nothing."""
    now = timezone.now()
    _reading, first = Reading.objects.get_or_create(request=request, user=actor, defaults={"at": now})
    if first:
        event_record(chain=f"request:{request.pk}", verb=Verb.REQUEST_READ, actor=actor, data={}, at=now)
