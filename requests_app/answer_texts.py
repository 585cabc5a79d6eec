"""Answers in words, for the pages that show a draft. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from requests_app.case_answers import ARTICLES
from requests_app.kinds.base import GivenOffence
from requests_app.kinds.fields import ChoicesField, DayField, Field, FlagField, GroupField, InstantField
from templates_app.values import instant


def texts_of(question: Field, value: Any) -> list[str]:
    """The lines that say an answer; none when there is no answer."""
    if not value:
        return []
    match question:
        case ChoicesField(choices=choices):
            return [str(label) for code, label in choices if code in value]
        case FlagField():
            return [_("Yes")]
        case DayField():
            return [date_format(date.fromisoformat(value), "j F Y")]
        case InstantField():
            return list(instant(datetime.fromisoformat(value)))
        case GroupField(parts=parts):
            return [f"{part.label}: {line}" for part in parts for line in texts_of(part, value.get(part.name))]
        case _:
            return [str(value)]


def offence_text(offence: Mapping[str, Any] | GivenOffence) -> str:
    """`Computer-related fraud (Article 8) – Criminal Code 180 – 9 years`."""
    given = offence if isinstance(offence, Mapping) else vars(offence)
    title = given["title"]
    if given["article"]:
        title = _("%(title)s (Article %(article)s)") % given
    return " – ".join(part for part in (title, given["provision"], given["max_penalty"]) if part)


def article_text(number: str | None) -> str:
    """`Article 8: Computer-related fraud`; empty for an offence outside Articles 2 to 11."""
    title = dict(ARTICLES).get(number or "")
    return _("Article %(number)s: %(title)s") % {"number": number, "title": title} if title else ""
