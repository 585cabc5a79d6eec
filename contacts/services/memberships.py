"""Memberships: a role given or ended, and with it the permissions that guardian holds, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Permission as AuthPermission
from django.db import transaction
from django.utils import timezone

from contacts.models import Authority, AuthorityUserObjectPermission, Membership
from contacts.roles import PERMISSIONS, Permission, Role
from contacts.services.absences import absences_end_with
from contacts.services.directory import CHAIN
from mla_portal.accounts.models import User
from mla_portal.accounts.services.revocation import access_revoke
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb


@transaction.atomic
def membership_grant(*, actor: User | None, user: User, authority: Authority, role: Role) -> Membership:
    """Give `user` the role at `authority`; a second call returns the membership that runs."""
    _lock(user)
    now = timezone.now()
    membership, created = Membership.objects.get_or_create(
        user=user, authority=authority, role=role, until=None, defaults={"since": now}
    )
    if created:
        AuthorityUserObjectPermission.objects.bulk_create(
            [
                AuthorityUserObjectPermission(user=user, content_object=authority, permission=permission)
                for permission in _auth_permissions(PERMISSIONS[Role(role)])
            ],
            ignore_conflicts=True,
        )
        _record(actor, Verb.MEMBERSHIP_GRANTED, membership)
    return membership


@transaction.atomic
def membership_end(*, actor: User | None, membership: Membership) -> None:
    """End a membership now; permissions that another role of the person still gives stay. Again does nothing.

    With the last one at an authority absences there end, with the last one of all every session and every API token.
    """
    _lock(membership.user)
    now = timezone.now()
    if not Membership.objects.filter(pk=membership.pk, until__isnull=True).update(until=now):
        return
    still = Membership.objects.filter(user=membership.user, authority=membership.authority, until__isnull=True)
    kept = frozenset[Permission]().union(*(PERMISSIONS[Role(one.role)] for one in still))
    AuthorityUserObjectPermission.objects.filter(
        user=membership.user,
        content_object=membership.authority,
        permission__in=_auth_permissions(PERMISSIONS[Role(membership.role)] - kept),
    ).delete()
    _record(actor, Verb.MEMBERSHIP_ENDED, membership)
    if not still.exists():
        absences_end_with(actor=actor, user=membership.user, authority=membership.authority, now=now)
    if not Membership.objects.filter(user=membership.user, until__isnull=True).exists():
        access_revoke(actor=actor, user=membership.user, now=now)


def is_last_supervisor(user: User, authority: Authority) -> bool:
    """Whether nobody would supervise the authority without this person."""
    held = AuthorityUserObjectPermission.objects.filter(
        content_object=authority, permission__codename=Permission.SUPERVISE, user__is_active=True
    )
    people = set(held.values_list("user_id", flat=True))
    return people == {user.pk}


def _lock(user: User) -> None:
    # One change of a person's roles at a time: an end must not take away what a grant beside it has just given.
    User.objects.select_for_update(no_key=True).get(pk=user.pk)


def _auth_permissions(permissions: Iterable[Permission]) -> list[AuthPermission]:
    return list(
        AuthPermission.objects.filter(
            codename__in=list(permissions), content_type__app_label="contacts", content_type__model="authority"
        )
    )


def _record(actor: User | None, verb: Verb, membership: Membership) -> None:
    event_record(
        chain=CHAIN,
        verb=verb,
        actor=actor,
        data={
            "user": membership.user.username,
            "authority": membership.authority.code,
            "role": membership.role,
        },
    )
