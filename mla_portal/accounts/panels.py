"""What other apps add to the account page. They say so in `AppConfig.ready`; this package does not know them.

from mla_portal.accounts.panels import show_panel
show_panel("contacts/account_memberships.html", memberships_context)   # (request) -> context
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

_panels: dict[str, Callable[[HttpRequest], dict[str, Any]]] = {}


def show_panel(template_name: str, context: Callable[[HttpRequest], dict[str, Any]]) -> None:
    """Draw this template, with this context, on the account page."""
    _panels[template_name] = context


def drawn_for(request: HttpRequest) -> list[str]:
    return [render_to_string(template, context(request), request=request) for template, context in _panels.items()]
