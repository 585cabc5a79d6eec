"""A line as it can be stored, printed and compared."""

from __future__ import annotations

import unicodedata

from django.utils.translation import gettext as _

from requests_app.kinds.fields import FieldError, bounded_text

LONGEST_VALUE = 2000
# Between letters these two shape names in Persian and Hindi, and join parts of an emoji.
JOINERS = "\u200c\u200d"
# What a copy from a page or a file leaves at the ends.
_LEFT_BEHIND = "\ufeff\u200b\u2060"


def one_line(raw: str, *, allowed: str = "") -> str:
    """`raw` without what a copy left at its ends. Refuses line breaks, and invisible characters but those allowed."""
    text = bounded_text(raw.strip().strip(_LEFT_BEHIND), LONGEST_VALUE)
    text = "".join(" " if unicodedata.category(char) == "Zs" else char for char in text)
    if "\n" in text:
        raise FieldError(_("Enter one identifier on one line."))
    if "\ufffd" in text:
        raise FieldError(_("A character was lost on the way and stands as \ufffd now. Type it again."))
    for place, char in enumerate(text):
        if not char.isprintable() and char not in allowed:
            raise FieldError(_invisible(char, text[:place]))
    return text


def _invisible(char: str, before: str) -> str:
    names = {"code": f"U+{ord(char):04X}", "before": before[-20:]}
    if before:
        return _("There is an invisible character (%(code)s) after “%(before)s”. Remove it.") % names
    return _("There is an invisible character (%(code)s) at the beginning. Remove it.") % names
