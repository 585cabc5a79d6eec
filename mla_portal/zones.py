"""Time zones by name, each read once: the library itself keeps no more than eight."""

from __future__ import annotations

from functools import lru_cache
from zoneinfo import ZoneInfo


# There are some six hundred.
@lru_cache(maxsize=1000)
def zone_named(name: str) -> ZoneInfo:
    """Raises LookupError for a zone that is not known."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise LookupError(f"No time zone is called {name!r}") from error
