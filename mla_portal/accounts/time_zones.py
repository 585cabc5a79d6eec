"""The time zones a person may choose: names of the IANA data base that this machine knows."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Aliases of a place, a country or a fixed offset: they work when typed, but a list is shorter without them.
_HIDDEN = ("Etc/", "SystemV/", "US/", "Brazil/", "Canada/", "Chile/", "Mexico/")


@cache
def time_zone_names() -> frozenset[str]:
    return frozenset(available_timezones()) - {"Factory", "localtime"}


@cache
def time_zones_by_region() -> dict[str, list[str]]:
    """{"Europe": ["Europe/Amsterdam", ...], ...} for a list a person picks from; UTC stands first."""
    regions: dict[str, list[str]] = {"UTC": ["UTC"]}
    for name in sorted(time_zone_names()):
        if "/" in name and not name.startswith(_HIDDEN):
            regions.setdefault(name.split("/", 1)[0], []).append(name)
    return regions


def time_zone_default() -> str:
    return str(settings.DEFAULT_USER_TIME_ZONE)


def time_zone_validate(name: str) -> None:
    if name not in time_zone_names():
        raise ValidationError(
            _("“%(name)s” is not a time zone. Give a name such as Europe/Tirane or Asia/Tbilisi."),
            code="time_zone",
            params={"name": name},
        )
