"""What a person may do at an authority. Guardian holds the answer; a superuser gets nothing for free."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from contacts.models import Authority, AuthorityUserObjectPermission, Membership
from contacts.roles import Permission

if TYPE_CHECKING:
    from mla_portal.accounts.models import User


def authorities_of(user: User) -> QuerySet[Authority]:
    """The authorities this person belongs to, whatever the role."""
    return Authority.objects.filter(
        pk__in=Membership.objects.filter(user=user, until__isnull=True).values("authority_id")
    )


def authorities_where(user: User, permission: Permission) -> QuerySet[Authority]:
    """The authorities at which this person holds `permission`."""
    held = AuthorityUserObjectPermission.objects.filter(
        user=user, permission__codename=permission, permission__content_type__app_label="contacts"
    )
    return Authority.objects.filter(pk__in=held.values("content_object_id"))


def may(user: User, permission: Permission, authority: Authority) -> bool:
    return authorities_where(user, permission).filter(pk=authority.pk).exists()


def may_draft_to(user: User, authority: Authority) -> bool:
    """Whether the person may draft requests somewhere that can ask this authority: not one of its own country."""
    return authorities_where(user, Permission.DRAFT).exclude(jurisdiction=authority.jurisdiction_id).exists()


def permissions_at(user: User, authority_ids: set[int]) -> dict[int, set[str]]:
    """{authority id: codenames} for several authorities in one query."""
    rows = AuthorityUserObjectPermission.objects.filter(user=user, content_object_id__in=authority_ids)
    found: dict[int, set[str]] = {pk: set() for pk in authority_ids}
    for authority_id, codename in rows.values_list("content_object_id", "permission__codename"):
        found[authority_id].add(codename)
    return found
