"""What every page needs around its content."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from mla_portal.ui import navigation as registry
from mla_portal.ui.texts import script_texts


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Nothing is computed (and nothing queried) unless the page draws it."""
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    return {
        "navigation": SimpleLazyObject(lambda: registry.items_for(request) if signed_in else []),
        "person_note": SimpleLazyObject(lambda: registry.person_note(request) if signed_in else ""),
        "bell": SimpleLazyObject(lambda: registry.bell_for(request) if signed_in else None),
        "account_href": registry.href_or_nothing("account"),
        "home_href": registry.href_or_nothing("home") or "/",
        "sign_in_href": registry.href_or_nothing("sign_in"),
        "sign_out_href": registry.href_or_nothing("sign_out"),
        "is_demo": bool(getattr(settings, "DEMO_DATA", False) or getattr(user, "is_demo", False)),
        "portal_version": settings.SOFTWARE_VERSION,
        "script_texts": SimpleLazyObject(lambda: json.dumps(script_texts())),
    }
