"""Every address of the project, by the name of its route."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def route_names() -> set[str]:
    """All but the administration's; a route without a name is called by its address."""
    return {name or route for name, route in _walk(get_resolver()) if not route.startswith("admin/")}


def administration() -> set[str]:
    """The addresses of the administration, where a place is to be filled in with 1."""
    return {route for _name, route in _walk(get_resolver()) if route.startswith("admin/")}


def _walk(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, str]]:
    for one in resolver.url_patterns:
        route = f"{prefix}{one.pattern}"
        if isinstance(one, URLResolver):
            yield from _walk(one, route)
        elif isinstance(one, URLPattern):
            yield one.name or "", route
