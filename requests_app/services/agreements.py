"""That an authority takes part in deconfliction: said by its supervisors, with a date and an event, and taken back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from contacts.models import Authority
from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from requests_app.access import require
from requests_app.models import Agreement


@transaction.atomic
def agreement_make(*, actor: User, authority: Authority) -> Agreement:
    """From now on it takes part; again gives the agreement that runs. Raises NotAllowed but for supervisors."""
    require(actor, Permission.SUPERVISE, authority)
    now = timezone.now()
    agreement, made = Agreement.objects.get_or_create(
        authority=authority, ended_at=None, defaults={"agreed_by": actor, "agreed_at": now}
    )
    if made:
        event_record(chain=_chain(authority), verb=Verb.DECONFLICTION_AGREED, actor=actor, data={}, at=now)
    return agreement


@transaction.atomic
def agreement_end(*, actor: User, authority: Authority) -> None:
    """From now on nothing is told, to either side; again does nothing."""
    require(actor, Permission.SUPERVISE, authority)
    now = timezone.now()
    running = Agreement.objects.filter(authority=authority, ended_at__isnull=True)
    if running.update(ended_at=now, ended_by=actor):
        event_record(chain=_chain(authority), verb=Verb.DECONFLICTION_ENDED, actor=actor, data={}, at=now)


def _chain(authority: Authority) -> str:
    return f"deconfliction:{authority.code}"
