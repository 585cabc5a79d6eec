"""What day it is somewhere. Whether an entry holds today is judged by the day of the country or authority that it is
of: whoever reads of it and whoever is served by it then agree. Pure.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo


def day_in(zone: str, instant: datetime) -> date:
    """The day that it is at that instant in a time zone, such as Europe/Tbilisi."""
    return instant.astimezone(ZoneInfo(zone)).date()
