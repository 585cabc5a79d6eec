"""Components made of values: see `mla_portal.ui.parts`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mla_portal.ui.components.library import draw, library
from mla_portal.ui.parts import Bar, Crumb, Duty, Figure, Moment, Task


@library.simple_tag
def pager(next: str = "", first: str = "", shown: int | None = None) -> SafeString:
    """Keyset pages: forward, or back to the first; a page in the middle has no number."""
    return draw("pager", next=next, first=first, shown=shown)


@library.simple_tag
def backlink(href: str, text: Any = "") -> SafeString:
    return draw("back_link", href=href, text=text or _("Back"))


@library.simple_tag
def breadcrumbs(crumbs: Iterable[Crumb | tuple[str, str]]) -> SafeString:
    made = [crumb if isinstance(crumb, Crumb) else Crumb(label=crumb[0], href=crumb[1]) for crumb in crumbs]
    return draw("breadcrumbs", crumbs=made)


@library.simple_tag
def figures(items: Iterable[Figure], label: Any = "") -> SafeString:
    return draw("figures", items=list(items), label=label or _("Key figures"))


@library.simple_tag
def timeline(moments: Iterable[Moment], level: int = 3) -> SafeString:
    return draw("timeline", moments=list(moments), level=level)


@library.simple_tag
def tasklist(tasks: Iterable[Task]) -> SafeString:
    return draw("task_list", tasks=list(tasks))


@library.simple_tag
def completeness(missing: Iterable[Duty], warnings: Iterable[Duty] = (), id: str = "completeness") -> SafeString:
    """Which legal duties are not met yet, with their paragraphs, and what else to look at."""
    return draw("completeness", missing=list(missing), warnings=list(warnings), id=id)


@library.simple_tag
def bars(rows: Iterable[Bar], caption: Any, unit: Any = "", caption_visible: bool = True) -> SafeString:
    """Horizontal bars as a table whose middle column is drawn: the numbers are there for everybody."""
    listed = list(rows)
    largest = max((bar.value for bar in listed), default=0) or 1
    drawn = [(bar, round(100 * bar.value / largest, 1)) for bar in listed]
    return draw("bars", rows=drawn, caption=caption, unit=unit, caption_visible=caption_visible)
