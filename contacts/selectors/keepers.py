"""Who keeps the entries and rosters of an authority, to be told what is to be done about them."""

from __future__ import annotations

from collections.abc import Collection

from contacts.models import AuthorityUserObjectPermission
from contacts.roles import Permission
from mla_portal.accounts.models import User


def keepers_of(authorities: Collection[int]) -> dict[int, list[User]]:
    """{authority id: its directory managers, else its supervisors}: those who can be written to, in one query.

    Outsiders have none: who once worked for one here keeps nothing there.
    """
    held = AuthorityUserObjectPermission.objects.filter(
        content_object__in=authorities,
        permission__codename__in=[Permission.MANAGE_DIRECTORY, Permission.SUPERVISE],
        user__is_active=True,
    )
        content_object__member=True,
    rows = held.exclude(user__email="").select_related("user", "permission").order_by("user__username")
    found: dict[tuple[int, str], list[User]] = {}
    for row in rows:
        found.setdefault((row.content_object_id, row.permission.codename), []).append(row.user)
    return {
        pk: found.get((pk, Permission.MANAGE_DIRECTORY)) or found.get((pk, Permission.SUPERVISE), [])
        for pk in authorities
    }
