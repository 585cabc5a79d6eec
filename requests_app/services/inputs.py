"""What comes with a move: short texts, days, choices."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from contacts.days import day_in
from mla_portal.errors import Invalid
from requests_app.instants import EARLIEST, LATEST, parse_instant
from requests_app.kinds.fields import FieldError, bounded_text


def required_text(raw: object, field: str, sentence: str, max_length: int = 2000) -> str:
    """`raw` as bounded text, or Invalid with `sentence` when it is empty."""
    text = optional_text(raw, field, max_length)
    if not text:
        raise Invalid({field: [sentence]})
    return text


def optional_text(raw: object, field: str, max_length: int) -> str:
    """`raw` as bounded text, "" when there is none; Invalid when it cannot be taken."""
    if raw is None or raw == "":
        return ""
    if not isinstance(raw, str):
        raise Invalid({field: [_("This must be text in quotation marks.")]})
    try:
        return bounded_text(raw, max_length)
    except FieldError as error:
        raise Invalid({field: error.errors[""]}) from error


def optional_day(raw: object, field: str, zone: str) -> date | None:
    """`raw` as a day, from YYYY-MM-DD or from an instant, which falls on a day of `zone`; None when there is none."""
    if raw is None or raw == "":
        return None
    try:
        day = _day(raw, zone)
    except ValueError:
        raise Invalid({field: [_("Enter a day that exists, as year-month-day, such as 2026-12-31.")]}) from None
    if not EARLIEST.date() <= day < LATEST.date():
        raise Invalid({field: [_("The year must be between 1970 and 2099.")]})
    return day


def _day(raw: object, zone: str) -> date:
    if type(raw) is date:
        return raw
    if isinstance(raw, str) and len(raw) == 10:
        return date.fromisoformat(raw)
    return day_in(zone, parse_instant(raw))


def required_choice(raw: object, field: str, choices: Iterable[str]) -> str:
    """`raw`, which has to be one of the choices."""
    known = [str(one) for one in choices]
    if not isinstance(raw, str) or raw not in known:
        raise Invalid({field: [_("Choose one of: %(choices)s.") % {"choices": ", ".join(known)}]})
    return raw
