"""What administrators do to the accounts of others."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb

CHAIN = "accounts"


@transaction.atomic
def account_change(*, actor: User, user: User, fields: Sequence[str]) -> User:
    """Save these fields of an account, as they were checked by its form; the trail names the fields, not the values."""
    if fields:
        user.save(update_fields=fields)
        event_record(
            chain=CHAIN, verb=Verb.ACCOUNT_CHANGED, actor=actor, data={"user": str(user.id), "fields": sorted(fields)}
        )
    return user


def password_set_record(*, actor: User, user_id: UUID | str) -> None:
    """That `actor` has set somebody's password; in the caller's transaction, which sets it."""
    event_record(chain=CHAIN, verb=Verb.PASSWORD_CHANGED, actor=actor, data={"user": str(user_id)})
