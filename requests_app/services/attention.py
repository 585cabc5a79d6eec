"""How one person is kept informed: the bell, the digest of the day, the private calendar address."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.models import Membership
from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Invalid, NotFound
from requests_app.models import Attention, CalendarFeed

CHAIN = "accounts"
_READ_NOTED_EVERY = timedelta(minutes=5)


def bell_seen(*, actor: User, now: datetime) -> None:
    """All that was said until now is read."""
    Attention.objects.update_or_create(user=actor, defaults={"bell_seen_at": now})


def digest_choose(*, actor: User, hour: int | None) -> None:
    """At which hour of one's own zone the digest of the day comes; None for never. Raises Invalid with "hour"."""
    if hour is not None and hour not in range(24):
        raise Invalid({"hour": [_("Choose an hour from 0 to 23.")]})
    Attention.objects.update_or_create(user=actor, defaults={"digest_hour": hour})


@transaction.atomic
def feed_make(*, actor: User) -> tuple[CalendarFeed, str]:
    """A calendar address of one's own and its key, which nobody can read again later. The one before is revoked: one
    that was lost somewhere must not live on unseen.
    """
    now = timezone.now()
    CalendarFeed.objects.filter(user=actor, revoked_at__isnull=True).update(revoked_at=now)
    key = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(user=actor, digest=_digest(key), created_at=now)
    event_record(chain=CHAIN, verb=Verb.CALENDAR_FEED_MADE, actor=actor, data={"feed": str(feed.pk)}, at=now)
    return feed, key


@transaction.atomic
def feed_revoke(*, actor: User, feed_id: UUID) -> None:
    """End it now; a second time changes nothing. Raises NotFound."""
    feed = CalendarFeed.objects.select_for_update().filter(user=actor, pk=feed_id).first()
    if feed is None:
        raise NotFound(_("You have no such calendar address."))
    if feed.revoked_at is None:
        feed.revoked_at = timezone.now()
        feed.save(update_fields=["revoked_at"])
        event_record(chain=CHAIN, verb=Verb.CALENDAR_FEED_REVOKED, actor=actor, data={"feed": str(feed.pk)})


@transaction.atomic
def feeds_revoke(*, actor: User, of: User, now: datetime) -> None:
    """End the calendar addresses of somebody who has left."""
    for feed in CalendarFeed.objects.select_for_update().filter(user=of, revoked_at__isnull=True):
        feed.revoked_at = now
        feed.save(update_fields=["revoked_at"])
        event_record(chain=CHAIN, verb=Verb.CALENDAR_FEED_REVOKED, actor=actor, data={"feed": str(feed.pk)}, at=now)


def feed_use(*, key: str) -> User:
    """Whose calendar this key opens; notes the use now and then. Raises NotFound for a key that opens none."""
    now = timezone.now()
    belongs = Membership.objects.filter(user=OuterRef("user"), until__isnull=True)
    found = CalendarFeed.objects.filter(
        Exists(belongs), digest=_digest(key), revoked_at__isnull=True, user__is_active=True
    )
    feed = found.select_related("user").first()
    if feed is None:
        raise NotFound(_("There is no calendar at this address, or it was revoked."))
    if feed.last_read_at is None or feed.last_read_at < now - _READ_NOTED_EVERY:
        CalendarFeed.objects.filter(pk=feed.pk).update(last_read_at=now)
    return feed.user


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
