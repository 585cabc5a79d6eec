"""API tokens: made, used and revoked."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from mla_portal.accounts.models import ApiToken, User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Invalid, NotFound

# Often enough to see that a token is in use, seldom enough not to write with every read.
_USE_NOTED_EVERY = timedelta(minutes=1)
_PREFIX_LENGTH = 8
CHAIN = "accounts"


def token_create(*, actor: User, label: str, expires_at: datetime | None = None) -> tuple[ApiToken, str]:
    """A token of one's own and its key, which nobody can read again later. Raises Invalid."""
    label = label.strip()
    if not label or len(label) > 100:
        raise Invalid({"label": [_("Say in at most 100 letters what the key is for.")]})
    if expires_at is not None and expires_at <= timezone.now():
        raise Invalid({"expires_at": [_("This moment has passed. Choose a later one.")]})
    key = secrets.token_urlsafe(32)
    with transaction.atomic():
        token = ApiToken.objects.create(
            user=actor, label=label, prefix=key[:_PREFIX_LENGTH], digest=_digest(key), expires_at=expires_at
        )
        event_record(chain=CHAIN, verb=Verb.API_TOKEN_CREATED, actor=actor, data={"token": str(token.id)})
    return token, key


def token_revoke(*, actor: User, token_id: UUID) -> ApiToken:
    """End a token of one's own now; a second time changes nothing. Raises NotFound."""
    with transaction.atomic():
        token = ApiToken.objects.select_for_update().filter(user=actor, id=token_id).first()
        if token is None:
            raise NotFound(_("You have no such token."))
        if token.revoked_at is None:
            token.revoked_at = timezone.now()
            token.save(update_fields=["revoked_at"])
            event_record(chain=CHAIN, verb=Verb.API_TOKEN_REVOKED, actor=actor, data={"token": str(token.id)})
    return token


def token_use(*, key: str) -> ApiToken | None:
    """The token of this key with its user, or None when it may not be used. Notes the use once a minute."""
    now = timezone.now()
    alive = Q(revoked_at=None) & (Q(expires_at=None) | Q(expires_at__gt=now))
    token = ApiToken.objects.filter(alive, digest=_digest(key), user__is_active=True).select_related("user").first()
    if token and (token.last_used_at is None or token.last_used_at < now - _USE_NOTED_EVERY):
        ApiToken.objects.filter(id=token.id).update(last_used_at=now)
    return token


def _digest(key: str) -> str:
    # The key is 256 random bits: there is nothing to guess, so a slow hash would only slow every call.
    return hashlib.sha256(key.encode()).hexdigest()
