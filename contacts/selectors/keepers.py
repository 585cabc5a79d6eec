"""Who keeps the entries and rosters of an authority, to be told what is to be done about them."""

from __future__ import annotations

from collections.abc import Collection

from contacts.access import speaking_now
from contacts.models import Authority, AuthorityUserObjectPermission
from contacts.roles import Permission
from mla_portal.accounts.models import User


def keepers_of(authorities: Collection[int]) -> dict[int, list[User]]:
    """{authority id: its directory managers, else its supervisors}: those who can be written to, in one query.

    Outsiders have none: who once worked for one here keeps nothing there.
    """
    held = AuthorityUserObjectPermission.objects.filter(
        content_object__in=authorities,
        content_object__member=True,
        permission__codename__in=[Permission.MANAGE_DIRECTORY, Permission.SUPERVISE],
        user__is_active=True,
    )
    rows = held.exclude(user__email="").select_related("user", "permission").order_by("user__username")
    found: dict[tuple[int, str], list[User]] = {}
    for row in rows:
        found.setdefault((row.content_object_id, row.permission.codename), []).append(row.user)
    return {
        pk: found.get((pk, Permission.MANAGE_DIRECTORY)) or found.get((pk, Permission.SUPERVISE), [])
        for pk in authorities
    }


def country_keepers(codes: Collection[str]) -> dict[str, list[User]]:
    """{country: the directory managers of the authorities that speak for it today, who can be written to}."""
    speakers = speaking_now(Authority.objects.filter(jurisdiction__in=codes, member=True))
    held = AuthorityUserObjectPermission.objects.filter(
        content_object__in=speakers, permission__codename=Permission.MANAGE_DIRECTORY, user__is_active=True
    )
    rows = held.exclude(user__email="").select_related("user", "content_object").order_by("user__username")
    found: dict[str, list[User]] = {code: [] for code in codes}
    for row in rows:
        people = found[row.content_object.jurisdiction_id]
        people += [row.user] if row.user not in people else []
    return found
