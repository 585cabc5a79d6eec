"""What the directory says about the person who is signed in, on pages that are not its own."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest
from django.utils.translation import gettext as _

from contacts.access import authorities_of
from contacts.selectors.people import memberships_of
from mla_portal.accounts.models import User

_NAMED = 3


def authorities_as_text(request: HttpRequest) -> str:
    """For whom the person acts: the codes of their authorities, the first few by name."""
    codes = list(authorities_of(_reader(request)).order_by("code").values_list("code", flat=True))
    if len(codes) <= _NAMED:
        return ", ".join(codes)
    rest = len(codes) - (_NAMED - 1)
    return _("%(codes)s and %(rest)d more") % {"codes": ", ".join(codes[: _NAMED - 1]), "rest": rest}


def account_memberships(request: HttpRequest) -> dict[str, Any]:
    return {"memberships": memberships_of(_reader(request))}


def _reader(request: HttpRequest) -> User:
    return cast(User, request.user)
