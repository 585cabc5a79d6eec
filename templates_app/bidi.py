"""The direction in which a text of a person runs, for the pages: what is Arabic or Hebrew begins at the right.

WeasyPrint knows no dir=auto, so the direction is found here, by the first letter that has one (UAX 9, rules P2 and P3).
"""

from __future__ import annotations

import unicodedata

from django import template
from django.utils.safestring import SafeString

register = template.Library()
RIGHT_TO_LEFT = SafeString(' dir="rtl"')


def runs_right_to_left(text: str) -> bool:
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


@register.filter
def direction(text: str) -> SafeString:
    """The attribute of the element that holds this text and nothing else; nothing for what runs left to right."""
    return RIGHT_TO_LEFT if runs_right_to_left(str(text)) else SafeString()
