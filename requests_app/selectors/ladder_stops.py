"""Whether a whole ladder may be stopped, and until when a deadline under it is held."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from requests_app.clocks.kinds import NEVER_STOPPED
from requests_app.models import Deadline, Urgency


def why_never(kind: str, urgency: str) -> str:
    """Why this ladder cannot be stopped; "" where it can."""
    if kind in NEVER_STOPPED:
        return _(
            "This ladder is never stopped: data of which nobody is reminded are deleted (Article 29(7)). The reminders"
            " of one deadline can be switched off on its page."
        )
    if urgency == Urgency.EMERGENCY:
        return _("This ladder is never stopped: in an emergency a life may depend on it.")
    return ""


def held_until(deadline: Deadline, now: datetime) -> datetime | None:
    """Until when nothing is said of it, because its ladder is stopped; None where it is not."""
    request = deadline.request
    if request.case_id is None or not deadline.policy.stopped_for(request.requesting_authority_id, now):
        return None
    return deadline.policy.stopped_until
