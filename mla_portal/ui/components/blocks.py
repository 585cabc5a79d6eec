"""Components with content of the page's own, and slots in them."""

from __future__ import annotations

from typing import Any

from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mla_portal.ui import icons
from mla_portal.ui.components.library import draw, library


@library.simple_block_tag(takes_context=True)
def slot(context: Context, content: str, name: str) -> str:
    """Content for a named place of the component around it. Stands last inside that component."""
    _slots(context)[name] = SafeString(content)
    return ""


@library.simple_block_tag(takes_context=True)
def pageheader(context: Context, content: str, title: str, caption: str = "", lead: str = "") -> SafeString:
    """The one h1 of the page. Content: tags and marks; slot "actions": buttons."""
    return draw("page_header", title=title, caption=caption, lead=lead, content=content, **_taken(context))


@library.simple_block_tag(takes_context=True)
def card(
    context: Context, content: str, title: str = "", id: str = "", tone: str = "", flush: bool = False
) -> SafeString:
    """A titled surface. `flush`: the content reaches the edges (tables, lists). Slot "actions": links at the title."""
    return draw("card", title=title, id=id, tone=tone, flush=flush, content=content, **_taken(context))


@library.simple_block_tag
def summarylist(content: str, wide: bool = False) -> SafeString:
    return draw("summary_list", content=content, wide=wide)


@library.simple_block_tag
def row(content: str, key: str, change: str = "", change_label: str = "") -> SafeString:
    """One row of a summary list; `change` is where it is edited."""
    return draw("summary_row", key=key, content=SafeString(content.strip()), change=change, change_label=change_label)


@library.simple_block_tag
def banner(content: str, tone: str = "info", title: str = "", live: bool = False) -> SafeString:
    """A notice: info, good, wait or bad. `live`: read out at once, for what just happened."""
    return draw("banner", content=content, tone=tone, title=title, live=live, icon=icons.for_tone(tone))


@library.filter
def level_tone(level_tag: str) -> str:
    """The tone of a level of django.contrib.messages."""
    return {"success": "good", "error": "bad", "warning": "wait"}.get(level_tag, "info")


@library.simple_block_tag
def inset(content: str) -> SafeString:
    return format_html('<div class="mla-inset">{}</div>', SafeString(content))


@library.simple_block_tag
def warning(content: str) -> SafeString:
    return draw("warning", content=content)


@library.simple_block_tag
def details(content: str, summary: str, open: bool = False) -> SafeString:
    return draw("details", content=content, summary=summary, open=open)


@library.simple_block_tag(takes_context=True)
def emptystate(context: Context, content: str, title: str, icon: str = "") -> SafeString:
    """Nothing here, and what to do about it. Slot "actions": the button."""
    return draw("empty_state", title=title, content=content, icon=icon, **_taken(context))


@library.simple_block_tag
def filterbar(content: str, label: str = "", reset: str = "") -> SafeString:
    """A GET form of short controls in one line; `reset` is the address without filters."""
    return draw("filter_bar", content=content, label=label or _("Filter"), reset=reset)


@library.simple_block_tag
def datatable(content: str, caption: str, caption_visible: bool = False) -> SafeString:
    """Around <thead> and <tbody>; cells carry data-label for the phone."""
    return draw("data_table", content=content, caption=caption, caption_visible=caption_visible)


def _slots(context: Context) -> dict[str, SafeString]:
    kept: Any = context.render_context
    slots: dict[str, SafeString] = kept.setdefault("ui_slots", {})
    return slots


def _taken(context: Context) -> dict[str, SafeString]:
    slots = _slots(context)
    taken = dict(slots)
    slots.clear()
    return taken
