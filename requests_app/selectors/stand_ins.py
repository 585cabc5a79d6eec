"""Who stands in for whom at these authorities now, read once for many requests."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from contacts.models import Membership
from contacts.selectors.absences import absences_at
from mla_portal.accounts.models import User


class StandIns:
    """Only deputies who can be written to and still belong there; where nobody stands in, the absent one is told."""

    def __init__(self, authorities: Collection[int], *, now: datetime) -> None:
        absences = {key: one for key, one in absences_at(authorities, now=now).items() if one.deputy_id}
        self._deputies: dict[tuple[int, object], User] = {}
        if not absences:
            return
        deputies = {one.deputy_id for one in absences.values()}
        members = Membership.objects.filter(authority__in=authorities, user__in=deputies, until__isnull=True)
        here = set(members.values_list("authority_id", "user_id"))
        for (authority, user), one in absences.items():
            deputy = one.deputy
            if deputy and deputy.is_active and deputy.email and (authority, deputy.pk) in here:
                self._deputies[authority, user] = deputy

    def of(self, authority: int, user: User) -> User:
        """Whoever stands in for `user` at the authority, or they themselves."""
        return self._deputies.get((authority, user.pk), user)
