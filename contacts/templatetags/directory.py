from __future__ import annotations

import re

from django import template

from contacts.names import language_name as name_of_language

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
