"""The one password of all people of the demonstration."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from django.contrib.auth.hashers import check_password, is_password_usable, make_password

from mla_portal.accounts.models import User


def passwords_set(people: Iterable[User], given: str) -> str | None:
    """Give all of them `given`; without it, a fresh one to those who have none. Returns the fresh one, to be shown.

    A password that is right already is not set again: that would end the person's sessions.
    """
    if given:
        # All share one hash, so one look at each hash is enough; hashing is slow on purpose.
        right = {encoded: check_password(given, encoded) for encoded in {user.password for user in people}}
        _set([user for user in people if not right[user.password]], given)
        return None
    without = [user for user in people if not is_password_usable(user.password)]
    if not without:
        return None
    fresh = secrets.token_urlsafe(12)
    _set(without, fresh)
    return fresh


def _set(people: list[User], password: str) -> None:
    if people:
        User.objects.filter(pk__in=[user.pk for user in people]).update(password=make_password(password))
