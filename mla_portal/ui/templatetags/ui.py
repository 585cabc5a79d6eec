"""The components of the pages. `docs/interface.md` shows each with an example."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from django import template
from django.forms import BaseForm
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mla_portal.ui import icons, times, tones
from mla_portal.ui.parts import Bar, Crumb, Duty, Figure, Moment, Task
from mla_portal.ui.summary import problems_of

register = template.Library()


def _draw(component: str, /, **values: Any) -> SafeString:
    return render_to_string(f"components/{component}.html", values)


# --- blocks with content ----------------------------------------------------------------------------------------------
@register.simple_block_tag(takes_context=True)
def slot(context: Context, content: str, name: str) -> str:
    """Content for a named place of the component around it. Stands last inside that component."""
    _slots(context)[name] = SafeString(content)
    return ""


@register.simple_block_tag(takes_context=True)
def pageheader(context: Context, content: str, title: str, caption: str = "", lead: str = "") -> SafeString:
    """The one h1 of the page. Content: tags and marks; slot "actions": buttons."""
    return _draw("page_header", title=title, caption=caption, lead=lead, content=content, **_taken(context))


@register.simple_block_tag(takes_context=True)
def card(
    context: Context, content: str, title: str = "", id: str = "", tone: str = "", flush: bool = False
) -> SafeString:
    """A titled surface. `flush`: the content reaches the edges (tables, lists). Slot "actions": links at the title."""
    return _draw("card", title=title, id=id, tone=tone, flush=flush, content=content, **_taken(context))


@register.simple_block_tag
def summarylist(content: str, wide: bool = False) -> SafeString:
    return _draw("summary_list", content=content, wide=wide)


@register.simple_block_tag
def row(content: str, key: str, change: str = "", change_label: str = "") -> SafeString:
    """One row of a summary list; `change` is where it is edited."""
    return _draw("summary_row", key=key, content=SafeString(content.strip()), change=change, change_label=change_label)


@register.simple_block_tag
def banner(content: str, tone: str = "info", title: str = "", live: bool = False) -> SafeString:
    """A notice: info, good, wait or bad. `live`: read out at once, for what just happened."""
    return _draw("banner", content=content, tone=tone, title=title, live=live, icon=icons.for_tone(tone))


@register.filter
def level_tone(level_tag: str) -> str:
    """The tone of a level of django.contrib.messages."""
    return {"success": "good", "error": "bad", "warning": "wait"}.get(level_tag, "info")


@register.simple_block_tag
def inset(content: str) -> SafeString:
    return format_html('<div class="mla-inset">{}</div>', SafeString(content))


@register.simple_block_tag
def warning(content: str) -> SafeString:
    return _draw("warning", content=content)


@register.simple_block_tag
def details(content: str, summary: str, open: bool = False) -> SafeString:
    return _draw("details", content=content, summary=summary, open=open)


@register.simple_block_tag(takes_context=True)
def emptystate(context: Context, content: str, title: str, icon: str = "") -> SafeString:
    """Nothing here, and what to do about it. Slot "actions": the button."""
    return _draw("empty_state", title=title, content=content, icon=icon, **_taken(context))


@register.simple_block_tag
def filterbar(content: str, label: str = "", reset: str = "") -> SafeString:
    """A GET form of short controls in one line; `reset` is the address without filters."""
    return _draw("filter_bar", content=content, label=label or _("Filter"), reset=reset)


@register.simple_block_tag
def datatable(content: str, caption: str, caption_visible: bool = False) -> SafeString:
    """Around <thead> and <tbody>; cells carry data-label for the phone."""
    return _draw("data_table", content=content, caption=caption, caption_visible=caption_visible)


# --- single marks ---------------------------------------------------------------------------------------------------
@register.simple_tag
def tag(word: Any, label: Any = "", tone: str = "") -> SafeString:
    """A status: `{% tag request.status request.get_status_display %}`. The tone follows from the word."""
    return format_html('<strong class="mla-tag mla-tag--{}">{}</strong>', tone or tones.tone_of(word), label or word)


@register.simple_tag
def urgency(value: str, label: Any = "") -> SafeString:
    """normal, urgent or emergency: by shape and word as well as by colour."""
    return _draw("urgency", value=value, label=label or _urgency_labels().get(value, value))


@register.simple_tag
def icon(name: str) -> SafeString:
    return icons.draw(name)


@register.simple_tag
def identifier(value: Any, copy: bool = False) -> SafeString:
    """An IP address, reference, hash …: in fixed width, broken anywhere, on request with a copy button."""
    return _draw("identifier", value=value, copy=copy)


@register.simple_tag
def instant(
    value: datetime | None, tz: str | tzinfo | None = None, seconds: bool = False, short: bool = False
) -> SafeString:
    """An instant in the reader's zone, with UTC (and the counterpart's zone, `tz`) in small."""
    if value is None:
        return SafeString("")
    own = times.zone_of(None)
    local = times.written(value, own, seconds=seconds)
    others = [zone for zone in (UTC, times.zone_of(tz) if tz else None) if zone]
    return _draw(
        "instant",
        iso=value.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        offset=int((value.astimezone(own).utcoffset() or timedelta()).total_seconds() // 60),
        text=local,
        zone=times.zone_label(own, value),
        short=short,
        others=_in_other_zones(value, own, others, seconds),
    )


@register.simple_tag
def countdown(due: datetime | None, start: datetime | None = None, now: datetime | None = None) -> SafeString:
    """Time left or overdue; the scripts keep it true while the page is open. `start` decides when it turns amber."""
    if due is None:
        return SafeString("")
    now = now or timezone.now()
    return _draw(
        "countdown",
        iso=due.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        text=times.time_left(due, now),
        state=times.urgency_of_time(due, now, start),
        soon=int(times.soon_after(due, start).total_seconds()),
    )


@register.simple_tag
def button(text: Any, href: str = "", kind: str = "", name: str = "", value: str = "", icon: str = "") -> SafeString:
    """A submit button, or a link that looks like one. Kinds: "" (the page's main act), secondary, warning, quiet."""
    return _draw("button", text=text, href=href, kind=kind, name=name, value=value, icon=icon)


@register.simple_tag
def pager(next: str = "", first: str = "", shown: int | None = None) -> SafeString:
    """Keyset pages: forward, or back to the first; a page in the middle has no number."""
    return _draw("pager", next=next, first=first, shown=shown)


@register.simple_tag
def backlink(href: str, text: Any = "") -> SafeString:
    return _draw("back_link", href=href, text=text or _("Back"))


# --- lists made of values ---------------------------------------------------------------------------------------------
@register.simple_tag
def breadcrumbs(crumbs: Iterable[Crumb | tuple[str, str]]) -> SafeString:
    made = [crumb if isinstance(crumb, Crumb) else Crumb(label=crumb[0], href=crumb[1]) for crumb in crumbs]
    return _draw("breadcrumbs", crumbs=made)


@register.simple_tag
def figures(items: Iterable[Figure], label: Any = "") -> SafeString:
    return _draw("figures", items=list(items), label=label or _("Key figures"))


@register.simple_tag
def timeline(moments: Iterable[Moment], level: int = 3) -> SafeString:
    return _draw("timeline", moments=list(moments), level=level)


@register.simple_tag
def tasklist(tasks: Iterable[Task]) -> SafeString:
    return _draw("task_list", tasks=list(tasks))


@register.simple_tag
def completeness(missing: Iterable[Duty], warnings: Iterable[Duty] = (), id: str = "completeness") -> SafeString:
    """Which legal duties are not met yet, with their paragraphs, and what else to look at."""
    return _draw("completeness", missing=list(missing), warnings=list(warnings), id=id)


@register.simple_tag
def bars(rows: Iterable[Bar], caption: Any, unit: Any = "", caption_visible: bool = True) -> SafeString:
    """Horizontal bars as a table whose middle column is drawn: the numbers are there for everybody."""
    listed = list(rows)
    largest = max((bar.value for bar in listed), default=0) or 1
    drawn = [(bar, round(100 * bar.value / largest, 1)) for bar in listed]
    return _draw("bars", rows=drawn, caption=caption, unit=unit, caption_visible=caption_visible)


# --- forms ------------------------------------------------------------------------------------------------------------
@register.simple_tag
def error_summary(*forms: Any) -> SafeString:
    """All errors of these forms and formsets, linked; nothing when there are none. Stands first in the content."""
    return _draw("error_summary", problems=problems_of(*forms))


@register.simple_tag
def error_prefix(*forms: Any) -> str:
    """`Error: ` for the page title when a form has errors."""
    return _("Error: ") if problems_of(*forms) else ""


@register.simple_tag
def form_fields(form: BaseForm, *names: str) -> SafeString:
    """The fields of a form, all or those named, in the portal's look; hidden ones always come along."""
    visible = [form[name] for name in names] if names else form.visible_fields()
    hidden = form.hidden_fields()
    drawn = [str(field) for field in hidden] + [field.as_field_group() for field in visible]
    return format_html_join("", "{}", ((SafeString(field),) for field in drawn))


def _urgency_labels() -> dict[str, str]:
    return {"normal": _("Normal"), "urgent": _("Urgent"), "emergency": _("Emergency")}


def _slots(context: Context) -> dict[str, SafeString]:
    kept: Any = context.render_context
    slots: dict[str, SafeString] = kept.setdefault("ui_slots", {})
    return slots


def _taken(context: Context) -> dict[str, SafeString]:
    slots = _slots(context)
    taken = dict(slots)
    slots.clear()
    return taken


def _in_other_zones(value: datetime, own: tzinfo, zones: Iterable[tzinfo], seconds: bool) -> list[str]:
    shown = {value.astimezone(own).utcoffset()}
    texts = []
    for zone in zones:
        there = value.astimezone(zone)
        if there.utcoffset() in shown:
            continue
        shown.add(there.utcoffset())
        other_day = there.date() != value.astimezone(own).date()
        texts.append(f"{times.written(value, zone, seconds=seconds, day=other_day)} {times.zone_label(zone, value)}")
    return texts
