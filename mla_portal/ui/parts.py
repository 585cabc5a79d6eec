"""What views hand to the components: plain values, so that a page is put together in Python and drawn in one place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One cell of the key-figure strip. With `due` the figure is a live countdown and `value` may stay empty."""

    label: Text
    value: Text | int = ""
    note: Text = ""
    href: str = ""
    tone: str = ""
    due: datetime | None = None
    start: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One line of the timeline. `future` draws it hollow: it has not happened yet."""

    title: Text
    at: datetime | None = None
    by: Text = ""
    note: Text = ""
    href: str = ""
    tone: str = ""
    future: bool = False


@dataclass(frozen=True, kw_only=True)
class Task:
    """One line of a task list. Status is a short word; an empty `href` means it cannot be opened yet."""

    name: Text
    href: str = ""
    hint: Text = ""
    status: Text = ""
    tone: str = ""


@dataclass(frozen=True, kw_only=True)
class Duty:
    """A legal duty not yet met, or a warning, with the paragraph it comes from."""

    message: Text
    article: str = ""
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One bar of a chart."""

    label: Text
    value: float
    note: Text = ""
    href: str = ""
    tone: str = ""


@dataclass(frozen=True, kw_only=True)
class Crumb:
    label: Text
    href: str = ""
