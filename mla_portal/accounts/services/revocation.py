"""Ending what a person may still come in with: sessions and API tokens."""

from __future__ import annotations

from datetime import datetime

from mla_portal.accounts.models import ApiToken, User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb

CHAIN = "accounts"


def access_revoke(*, actor: User | None, user: User, now: datetime) -> None:
    """End every session and every API token of `user` at once, in the caller's transaction. The account stays."""
    user.sessions_ended_at = now
    user.save(update_fields=["sessions_ended_at"])
    for token in ApiToken.objects.filter(user=user, revoked_at__isnull=True):
        token.revoked_at = now
        token.save(update_fields=["revoked_at"])
        event_record(chain=CHAIN, verb=Verb.API_TOKEN_REVOKED, actor=actor, data={"token": str(token.id)}, at=now)
    event_record(chain=CHAIN, verb=Verb.ACCESS_REVOKED, actor=actor, data={"user": str(user.id)}, at=now)
