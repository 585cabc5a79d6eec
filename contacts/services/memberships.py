"""Memberships: a role given or ended, and with it the permissions that guardian holds, in one transaction."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from guardian.shortcuts import assign_perm, remove_perm

from contacts.models import Authority, Membership
from contacts.roles import PERMISSIONS, Permission, Role
from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb

CHAIN = "directory"


@transaction.atomic
def membership_grant(*, actor: User | None, user: User, authority: Authority, role: Role) -> Membership:
    """Give `user` the role at `authority`; a second call returns the membership that runs."""
    now = timezone.now()
    membership, created = Membership.objects.get_or_create(
        user=user, authority=authority, role=role, until=None, defaults={"since": now}
    )
    if created:
        for permission in PERMISSIONS[Role(role)]:
            assign_perm(permission.value, user, authority)
        event_record(
            chain=CHAIN,
            verb=Verb.MEMBERSHIP_GRANTED,
            actor=actor,
            data={"user": user.username, "authority": authority.code, "role": str(role)},
            at=now,
        )
    return membership


@transaction.atomic
def membership_end(*, actor: User | None, membership: Membership) -> None:
    """End a membership now; permissions that another role of the person still gives stay. Again does nothing."""
    now = timezone.now()
    if not Membership.objects.filter(pk=membership.pk, until__isnull=True).update(until=now):
        return
    still = Membership.objects.filter(user=membership.user, authority=membership.authority, until__isnull=True)
    kept = frozenset[Permission]().union(*(PERMISSIONS[Role(one.role)] for one in still))
    for permission in PERMISSIONS[Role(membership.role)] - kept:
        remove_perm(permission.value, membership.user, membership.authority)
    event_record(
        chain=CHAIN,
        verb=Verb.MEMBERSHIP_ENDED,
        actor=actor,
        data={
            "user": membership.user.username,
            "authority": membership.authority.code,
            "role": membership.role,
        },
        at=now,
    )
