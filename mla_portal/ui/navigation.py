"""The main navigation. Apps say in `AppConfig.ready` who sees an item and what it counts.


from mla_portal.ui import navigation
navigation.show_when("dashboard", supervises_somewhere)     # (request) -> bool
navigation.count_with("inbox", unacknowledged_for)          # (request) -> int
navigation.describe_person_with(authorities_as_text)        # (request) -> str
navigation.keep_under("dashboard", "orphans", "incidents")  # pages reached from there alone
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# url name, label. An item whose url does not exist is left out.
ITEMS: tuple[tuple[str, str | Promise], ...] = (
    ("home", _("Home")),
    ("inbox", _("Inbox")),
    ("requests", _("Requests")),
    ("cases", _("Cases")),
    ("deadlines", _("Deadlines")),
    ("directory", _("Directory")),
    ("dashboard", _("Dashboard")),
)

_tests: dict[str, Callable[[HttpRequest], bool]] = {}
_counts: dict[str, Callable[[HttpRequest], int]] = {}
_bells: list[tuple[str, Callable[[HttpRequest], int]]] = []
_pages: dict[str, tuple[str, ...]] = {}
_describers: list[Callable[[HttpRequest], str]] = []


def show_when(name: str, test: Callable[[HttpRequest], bool]) -> None:
    """Show the item only to those for whom the test is true."""
    _tests[name] = test


def count_with(name: str, count: Callable[[HttpRequest], int]) -> None:
    """Show a number beside the item: how many things wait there for this person. Must be one cheap query."""
    _counts[name] = count


def keep_under(name: str, *pages: str) -> None:
    """The routes whose pages belong to the item although their addresses do not begin with its own."""
    _pages[name] = pages


def ring_with(name: str, count: Callable[[HttpRequest], int]) -> None:
    """Show the bell in the band: it leads to this route, and says how much is unread. Must be one cheap query."""
    _bells[:] = [(name, count)]


def describe_person_with(describe: Callable[[HttpRequest], str]) -> None:
    """Say for which authority the person acts; shown under the name."""
    _describers[:] = [describe]


@dataclass(frozen=True, kw_only=True)
class Bell:
    href: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Item:
    label: str | Promise
    href: str
    current: bool
    count: int


def items_for(request: HttpRequest) -> list[Item]:
    """What this person sees, in order; the item the page belongs to is marked current."""
    found = []
    for name, label in ITEMS:
        href = href_or_nothing(name)
        if href and _tests.get(name, _everybody)(request):
            count = _counts[name](request) if name in _counts else 0
            found.append(Item(label=label, href=href, current=_is_current(request.path, name, href), count=count))
    return found


def bell_for(request: HttpRequest) -> Bell | None:
    """The bell, for a person who is signed in."""
    if not _bells or not request.user.is_authenticated:
        return None
    [(name, count)] = _bells
    return Bell(href=href_or_nothing(name), count=count(request))


def person_note(request: HttpRequest) -> str:
    return _describers[0](request) if _describers else ""


def href_or_nothing(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _everybody(_request: HttpRequest) -> bool:
    return True


def _is_current(path: str, name: str, href: str) -> bool:
    if href == "/":
        return path == href
    return path.startswith((href, *filter(None, map(href_or_nothing, _pages.get(name, ())))))
