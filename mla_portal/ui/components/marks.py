"""Small signs: a state, an urgency, an identifier, a button."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mla_portal.ui import icons, tones
from mla_portal.ui.components.library import draw, library


@library.simple_tag
def tag(word: Any, label: Any = "", tone: str = "") -> SafeString:
    """A status: `{% tag request.status request.get_status_display %}`. The tone follows from the word."""
    return format_html('<strong class="mla-tag mla-tag--{}">{}</strong>', tone or tones.tone_of(word), label or word)


@library.simple_tag
def urgency(value: str, label: Any = "") -> SafeString:
    """normal, urgent or emergency: by shape and word as well as by colour."""
    return draw("urgency", value=value, label=label or _urgency_labels().get(value, value))


@library.simple_tag
def icon(name: str) -> SafeString:
    return icons.draw(name)


@library.simple_tag
def identifier(value: Any, copy: bool = False) -> SafeString:
    """An IP address, reference, hash …: in fixed width, broken anywhere, on request with a copy button."""
    return draw("identifier", value=value, copy=copy)


@library.simple_tag
def button(
    text: Any, href: str = "", kind: str = "", name: str = "", value: str = "", icon: str = "", id: str = ""
) -> SafeString:
    """A submit button, or a link that looks like one. Kinds: "" (the page's main act), secondary, warning, quiet.

    With an `id` it keeps the focus when htmx draws it anew.
    """
    return draw("button", text=text, href=href, kind=kind, name=name, value=value, icon=icon, id=id)


def _urgency_labels() -> dict[str, str]:
    return {"normal": _("Normal"), "urgent": _("Urgent"), "emergency": _("Emergency")}
