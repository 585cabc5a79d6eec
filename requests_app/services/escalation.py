"""Changes of the house rules on time leave a trace."""

from __future__ import annotations

from collections.abc import Iterable

from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from requests_app.models import EscalationPolicy


def escalation_change_record(*, actor: User, policy: EscalationPolicy, fields: Iterable[str]) -> None:
    """That a policy was added or changed, in the transaction that does it; the trail keeps the time it allows now."""
    event_record(
        chain="directory",
        verb=Verb.ESCALATION_CHANGED,
        actor=actor,
        data={
            "authority": policy.authority.code if policy.authority else None,
            "deadline": policy.deadline_kind,
            "urgency": policy.urgency,
            "due_after_seconds": int(policy.due_after.total_seconds()),
            "fields": sorted(set(fields)),
        },
    )
