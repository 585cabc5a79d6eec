"""How long a session lives: SESSION_IDLE seconds without its person, SESSION_ABSOLUTE seconds in all."""

from __future__ import annotations

import time

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest

from mla_portal.accounts.models import User
from mla_portal.http import wants_page

_SIGNED_IN_AT = "signed_in_at"
_SEEN_AT = "seen_at"
# Often enough for the idle time to be true, seldom enough not to write the session with every page.
_SEEN_NOTED_EVERY = 60


def session_begin(request: HttpRequest, user: User) -> None:
    """A session under a new key, so that nobody who knew the old one comes in with it."""
    login(request, user)
    request.session[_SIGNED_IN_AT] = request.session[_SEEN_AT] = int(time.time())


def session_continue(request: HttpRequest) -> None:
    """End the session of a person when its time is over, or note that they are at work."""
    now, session = int(time.time()), request.session
    if now - session.setdefault(_SIGNED_IN_AT, now) > settings.SESSION_ABSOLUTE:
        logout(request)
    elif now - session.get(_SEEN_AT, 0) > _SEEN_NOTED_EVERY and _is_work(request):
        session[_SEEN_AT] = now


def _is_work(request: HttpRequest) -> bool:
    """What a page fetches by itself in the background is no sign that anybody is there."""
    return request.method == "POST" or wants_page(request)
