"""What nobody has any more, because whoever had it has left: for those who supervise there."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from contacts.models import Authority, AuthorityUserObjectPermission, Membership
from contacts.roles import Permission
from mla_portal.accounts.models import User
from requests_app.access import own_rule
from requests_app.models import Request
from requests_app.selectors.lists import supervised
from requests_app.selectors.open_work import in_hands, open_work, with_next_due
from requests_app.states import Status


def left_from(authorities: QuerySet[Authority]) -> dict[int, set[UUID]]:
    """{authority: those who belonged to it and do no longer, or may not sign in any more}."""
    found: dict[int, set[UUID]] = defaultdict(set)
    here: set[tuple[int, UUID]] = set()
    rows = Membership.objects.filter(authority__in=authorities)
    for authority, user, until, active in rows.values_list("authority_id", "user_id", "until", "user__is_active"):
        found[authority].add(user)
        if until is None and active:
            here.add((authority, user))
    return {authority: {one for one in people if (authority, one) not in here} for authority, people in found.items()}


def orphans(reader: User) -> QuerySet[Request]:
    """Of the authorities that the reader supervises, to be read by `-id`."""
    return open_work(reader, left_from(supervised(reader)))


def count_sealed_orphans(reader: User) -> int:
    """How many there are beside, in sealed cases on which the reader is not named: they are counted, and no more."""
    found = Request.objects.filter(in_hands(left_from(supervised(reader))), case__sealed=True)
    return found.exclude(pk__in=orphans(reader).filter(case__sealed=True).values("pk")).count()


def unapprovable(reader: User) -> QuerySet[Request]:
    """What waits for an approval that nobody there may give: not the author, nor who submitted it."""
    may = AuthorityUserObjectPermission.objects.filter(
        ~Q(user=OuterRef("author")),
        Q(user__is_active=True),
        content_object=OuterRef("requesting_authority"),
        permission__codename=Permission.APPROVE,
    ).exclude(user=OuterRef("submitted_by"))
    waiting = Request.objects.filter(
        own_rule(reader), status=Status.IN_REVIEW, requesting_authority__in=supervised(reader)
    )
    return with_next_due(waiting.filter(~Exists(may), submitted_by__isnull=False).order_by(F("id").desc()))
