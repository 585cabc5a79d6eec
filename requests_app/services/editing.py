"""What every edit of a draft shares: the lock, and the event."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict
from requests_app.models import Request
from requests_app.states import EDITABLE


def locked_draft(request: Request) -> Request:
    """The row, locked until the end of the transaction; Conflict unless it may be edited."""
    locked = Request.objects.select_for_update(of=("self",)).select_related("case").get(pk=request.pk)
    if locked.status not in EDITABLE:
        raise Conflict(
            _("This request is no draft any more: %(status)s. What you typed was not saved.")
            % {"status": locked.get_status_display()}
        )
    return locked


def record_edit(*, actor: User, request: Request, changed: list[str]) -> None:
    """One event per edit with the names of what changed, never the words."""
    request.updated_at = timezone.now()
    event_record(
        chain=f"request:{request.pk}",
        verb=Verb.REQUEST_EDITED,
        actor=actor,
        data={"fields": changed},
        at=request.updated_at,
    )
