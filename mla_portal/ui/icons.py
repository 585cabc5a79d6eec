"""The few pictures beside words, drawn on a 16 by 16 grid. The word always stands beside them."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

_PATHS = {
    "arrow": "M3 8h10M9 4l4 4-4 4",
    "back": "M10 3 5 8l5 5",
    "bell": "M4 11.5V7a4 4 0 0 1 8 0v4.5M2.5 11.5h11M6.5 14h3",
    "check": "M3 8.5 6.5 12 13 4.5",
    "clock": "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 5v3.2l2.2 1.6",
    "copy": "M5.5 5.5h8v8h-8zM3.5 10.5h-1v-8h8v1",
    "document": "M4 1.8h5.5L13 5.3v8.9H4zM9.2 2v3.6h3.6",
    "download": "M8 2v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11",
    "emergency": "M8 1.8 14.8 13.8H1.2zM8 6v4M8 11.6v.8",
    "inbox": "M2 9 4 3h8l2 6v4.2H2zM2 9h3.5l1 1.8h3l1-1.8H14",
    "info": "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 7.2v4M8 4.6v.9",
    "lock": "M3.5 7.2h9v6.6h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2",
    "minus": "M3 8h10",
    "person": "M8 2.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM2.5 14c.4-3 2.6-4.5 5.5-4.5s5.1 1.5 5.5 4.5",
    "phone": "M4 2h2.2l1 3-1.6 1.2a8 8 0 0 0 4.2 4.2L11 8.8l3 1V12a2 2 0 0 1-2.2 2A11 11 0 0 1 2 4.2 2 2 0 0 1 4 2z",
    "plus": "M8 3v10M3 8h10",
    "search": "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3l3.5 3.5",
    "urgent": "M8 2.5v7M8 12.4v1",
}
_OF_TONE = {"good": "check", "bad": "emergency", "wait": "clock"}


def draw(name: str) -> SafeString:
    """The picture, hidden from assistive technology. An unknown name is a mistake of the page and says so."""
    return format_html(
        '<svg class="mla-icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>',
        _PATHS[name],
    )


def for_tone(tone: str) -> str:
    return _OF_TONE.get(tone, "info")
