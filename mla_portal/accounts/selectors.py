from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from mla_portal.accounts.models import ApiToken, User


def tokens_in_use(*, user: User) -> QuerySet[ApiToken]:
    """The keys with which programs may still act for this person, newest first."""
    not_ended = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
    return ApiToken.objects.filter(not_ended, user=user, revoked_at=None).order_by("-id")
