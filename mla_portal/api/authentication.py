"""`Authorization: Token KEY`.

A browser session is not accepted here: no page that somebody reads can make the contract act for them.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from mla_portal.accounts.models import ApiToken, User
from mla_portal.accounts.services.tokens import token_use

_UNKNOWN = _("This token is unknown, has ended or was revoked. Make a new one under Account.")
_MALFORMED = _("Give the token as “Authorization: Token KEY”, the key in one piece.")


class TokenAuthentication(BaseAuthentication):
    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        scheme, *rest = get_authorization_header(request).split() or [b""]
        if scheme.lower() != b"token":
            return None
        if len(rest) != 1 or not rest[0].isascii():
            raise AuthenticationFailed(_MALFORMED)
        token = token_use(key=rest[0].decode("ascii"))
        if token is None:
            raise AuthenticationFailed(_UNKNOWN)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return 'Token realm="MLA portal"'
