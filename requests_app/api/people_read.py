"""People and keys as a body names them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from mla_portal.accounts.models import User
from requests_app.api.bodies import Errors


def person_read(raw: Any, field: str, errors: Errors) -> User | None:
    """The person of that user name, None for null. Whether they may have anything is judged by the service."""
    if raw is None:
        return None
    found = User.objects.filter_named(raw).first() if isinstance(raw, str) else None
    if found is None:
        errors.setdefault(field, []).append(_("Give the user name of somebody of your authority, or null."))
    return found


def keys_read(raw: Any, field: str, errors: Errors) -> list[UUID]:
    try:
        return [UUID(one) for one in _list(raw)]
    except ValueError:
        errors.setdefault(field, []).append(_("This must be a list of the ids of requests."))
        return []


def _list(raw: Any) -> list[str]:
    if not isinstance(raw, list) or not all(isinstance(one, str) for one in raw):
        raise ValueError
    return raw
