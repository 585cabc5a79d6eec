"""Whose a page is, also when its session has ended or somebody else signed in since on the same computer.

Every sign-in changes the secret behind the CSRF tokens of the browser, so the token in a form tells in whose session
the page was made. A signed cookie remembers the last sign-ins of this browser; of each secret it holds a digest alone.
"""

from __future__ import annotations

import re

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from mla_portal.accounts.models import User

# A page may stand open over holidays. The cookie opens nothing: it says whose words they are.
REMEMBERED_FOR = 30 * 24 * 3600
REMEMBERED = 8
_SALT = "mla_portal.accounts.readers"
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_TOKEN = re.compile(r"(?:[a-zA-Z0-9]{32}){1,2}")


def reader_remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Note on the answer to a sign-in that the pages made from now on are this person's."""
    readers = [[_digest(request.META["CSRF_COOKIE"]), str(user.pk)], *_readers(request)]
    response.set_cookie(
        _name(),
        signing.dumps(readers[:REMEMBERED], salt=_SALT),
        max_age=REMEMBERED_FOR,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def reader_of_page(request: HttpRequest) -> str:
    """The id of the person in whose session the page was made that sent this form; "" when that is not known."""
    token = request.POST.get("csrfmiddlewaretoken") or request.headers.get("X-CSRFToken", "")
    if not _TOKEN.fullmatch(token):
        return ""
    digest = _digest(_secret(token))
    return next((reader for known, reader in _readers(request) if known == digest), "")


def _readers(request: HttpRequest) -> list[list[str]]:
    try:
        readers: list[list[str]] = signing.loads(request.COOKIES.get(_name(), ""), salt=_SALT, max_age=REMEMBERED_FOR)
    except signing.BadSignature:
        return []
    return readers


def _name() -> str:
    return "__Host-readers" if settings.SESSION_COOKIE_SECURE else "readers"


def _secret(token: str) -> str:
    """A token is the secret, or a mask and the secret shifted by it, letter by letter (django.middleware.csrf)."""
    if len(token) == 32:
        return token
    pairs = zip(token[:32], token[32:], strict=True)
    return "".join(_LETTERS[_LETTERS.index(shifted) - _LETTERS.index(mask)] for mask, shifted in pairs)


def _digest(secret: str) -> str:
    return salted_hmac(_SALT, secret, algorithm="sha256").hexdigest()[:32]
