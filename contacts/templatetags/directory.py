from __future__ import annotations

import re
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.facts import Provenance
from contacts.models.base import Sourced
from contacts.names import language_name as name_of_language
from contacts.selectors.facts import provenance_of

register = template.Library()

_WITH_COUNTRY = re.compile(r"\+[\d\s().\-/]+")


@register.filter
def dialled(number: str) -> str:
    """`tel:+995320000101` for a number written with its country; "" for one that a press would dial wrongly."""
    if not _WITH_COUNTRY.fullmatch(number.strip()):
        return ""
    digits = re.sub(r"\D", "", number.replace("(0)", ""))
    return f"tel:+{digits}" if digits else ""


@register.filter
def language_name(code: str) -> str:
    """The name of a language in the reader's own."""
    return name_of_language(code)


@register.inclusion_tag("contacts/standing.html")
def standing(given: Sourced | Provenance, short: bool = False) -> dict[str, Any]:
    """How well founded an entry or a fact is: mark, source, and the day somebody looked; `short`: the mark alone.

    That something verified was not looked at for 180 days is said in both.
    """
    fact = given if isinstance(given, Provenance) else provenance_of(given)
    mark = {
        "standing": fact.standing,
        "label": _labels()[fact.standing],
        "tone": "good" if fact.verified else "wait",
        "stale": fact.verified and fact.stale(timezone.localdate()),
    }
    if short:
        return mark
    href = fact.source if fact.source.startswith("https://") and " " not in fact.source else ""
    return mark | {"source": fact.source, "href": href, "checked_on": fact.checked_on, "remark": fact.remark}


def _labels() -> dict[str, str]:
    return {
        "confirmed": _("Confirmed"),
        "read": _("Read in the source"),
        "believed": _("Not verified"),
        "possible": _("Not verified, only possible"),
    }
