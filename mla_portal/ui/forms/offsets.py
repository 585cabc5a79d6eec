"""The UTC offsets in use on Earth, with places that keep them, so that nobody has to compute."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

Label = str | Promise

# Places without summer time stand under their one offset; the others say which half of the year it is.
_PLACES: tuple[tuple[str, Label], ...] = (
    ("+00:00", _("UTC; London, Lisbon in winter; Accra, Dakar")),
    ("+01:00", _("Paris, Rome, Tirane in winter; London in summer; Lagos")),
    ("+02:00", _("Kyiv, Chisinau, Athens in winter; Paris, Tirane in summer")),
    ("+03:00", _("Istanbul; Kyiv, Chisinau, Athens in summer; Nairobi")),
    ("+03:30", _("Tehran")),
    ("+04:00", _("Tbilisi, Yerevan, Baku, Dubai, Port Louis")),
    ("+04:30", _("Kabul")),
    ("+05:00", _("Astana, Tashkent, Karachi")),
    ("+05:30", _("Colombo, New Delhi")),
    ("+05:45", _("Kathmandu")),
    ("+06:00", _("Bishkek, Dhaka")),
    ("+06:30", _("Yangon")),
    ("+07:00", _("Bangkok, Hanoi")),
    ("+08:00", _("Manila, Singapore, Perth")),
    ("+08:45", _("Eucla")),
    ("+09:00", _("Tokyo, Seoul")),
    ("+09:30", _("Darwin; Adelaide in winter")),
    ("+10:00", _("Brisbane; Sydney in winter")),
    ("+10:30", _("Adelaide in summer; Lord Howe in winter")),
    ("+11:00", _("Sydney in summer; Noumea")),
    ("+12:00", _("Suva, Tarawa; Auckland in winter")),
    ("+12:45", _("Chatham in winter")),
    ("+13:00", _("Nukuʻalofa; Auckland in summer")),
    ("+13:45", _("Chatham in summer")),
    ("+14:00", _("Kiritimati")),
    ("-01:00", _("Praia; Azores in winter")),
    ("-02:00", _("South Georgia; Nuuk in winter")),
    ("-02:30", _("St. John’s in summer")),
    ("-03:00", _("Buenos Aires, São Paulo; Santiago in summer")),
    ("-03:30", _("St. John’s in winter")),
    ("-04:00", _("Santo Domingo, Willemstad; New York in summer")),
    ("-05:00", _("Bogotá, Lima, Panama; New York in winter")),
    ("-06:00", _("San José; Chicago in winter")),
    ("-07:00", _("Phoenix; Los Angeles in summer")),
    ("-08:00", _("Los Angeles in winter")),
    ("-09:00", _("Anchorage in winter")),
    ("-09:30", _("Marquesas")),
    ("-10:00", _("Honolulu")),
    ("-11:00", _("Pago Pago")),
    ("-12:00", _("Baker Island")),
)


_WRITTEN = re.compile(r"^([+-])(\d{2}):([0-5]\d)$")
_WIDEST = timedelta(hours=14)


def read_offset(written: str) -> timedelta | None:
    """Four hours for +04:00; None when it is not an offset, or wider than any on Earth."""
    found = _WRITTEN.match(written)
    if not found:
        return None
    sign, hours, minutes = found.groups()
    size = timedelta(hours=int(hours), minutes=int(minutes))
    if size > _WIDEST:
        return None
    return -size if sign == "-" else size


def write_offset(offset: timedelta) -> str:
    """+04:00 for four hours east."""
    minutes = round(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def offset_choices() -> list[tuple[Label, Any]]:
    """Choices of the select: UTC first, then east, where most Parties lie, then west."""
    utc, *others = [(written, format_lazy("{} {}", written, places)) for written, places in _PLACES]
    return [
        ("", _("Choose the UTC offset")),
        utc,
        (_("East of Greenwich"), [choice for choice in others if choice[0][0] == "+"]),
        (_("West of Greenwich"), [choice for choice in others if choice[0][0] == "-"]),
    ]


class OffsetSelect(forms.Select):
    """The offsets in use; one that came from elsewhere and is rarer is shown too, so that it is not lost."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, choices=offset_choices())

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> list[Any]:
        groups: list[Any] = super().optgroups(name, value, attrs)
        listed = {written for written, _places in _PLACES}
        for written in value:
            if written not in listed and read_offset(written) is not None:
                groups.append((None, [self.create_option(name, written, written, True, len(groups))], len(groups)))
        return groups
