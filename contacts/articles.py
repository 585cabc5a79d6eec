"""The article of a treaty as the directory keeps it, so that one article is found by one text. Pure."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# "29(4)", "27(9)(e)": also the condition of the database.
ARTICLE = r"^[0-9]+[a-z]?(\([0-9a-z]+\))*$"
_BEFORE = re.compile(r"(articles?|art)\b\.?", re.IGNORECASE)
_DOTTED = re.compile(r"\.([0-9a-z]+)")


def article_normal(text: str) -> str:
    """`29(4)` for Art. 29 (4), 29(4) and 29.4. Raises ValidationError for what names no single article."""
    plain = re.sub(r"\s", "", _BEFORE.sub("", text.strip(), count=1)).lower()
    plain = _DOTTED.sub(r"(\1)", plain)
    if not re.fullmatch(ARTICLE, plain):
        raise ValidationError(_("Write the number of one article as in the treaty, such as 29(4) or 27(9)(e)."))
    return plain


def validate_article(text: str) -> None:
    article_normal(text)
