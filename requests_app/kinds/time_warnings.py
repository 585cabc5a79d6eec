"""What runs out while the request is under way. Pure; codes are those of the HTTP contract."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from requests_app.kinds.base import Answers, Caution

# An answer to a request for mutual assistance takes half a year and more (T-CY(2013)17rev).
LIMITATION_NEAR = timedelta(days=180)
DETENTION_NEAR = timedelta(days=30)
# When the first reminder of a preservation that runs out would be due.
LAPSE_NEAR = timedelta(days=30)
PRESERVATIONS = frozenset({"preservation", "un_preservation"})
PRESERVING = PRESERVATIONS | {"extension"}


def limitation(answers: Answers) -> list[Caution]:
    passed = _("The offence became time-barred on %(day)s: say in the facts what still lets it be prosecuted.")
    near = _("The offence becomes time-barred on %(day)s. Say by when the answer is needed, and mark the urgency.")
    return _near(answers, "limitation_on", "limitation_near", LIMITATION_NEAR, passed, near)


def detention(answers: Answers) -> list[Caution]:
    passed = _("The detention ended on %(day)s: correct the day, or leave it out.")
    near = _("The detention ends on %(day)s. Say by when the answer is needed, and mark the urgency.")
    return _near(answers, "detention_until", "detention_near", DETENTION_NEAR, passed, near)


def lapsing(answers: Answers) -> list[Caution]:
    """Article 29(7): the data are kept until the period ends, unless the request for them has been received before."""
    told, earliest = _told(answers), _earliest(answers)
    until = told or earliest
    if until is None or until - answers.country.on > LAPSE_NEAR:
        return []
    if until < answers.country.on:
        certain = _("The preservation has lapsed: it ended on %(day)s.")
        perhaps = _("Counted from its sending, the preservation may have lapsed on %(day)s.")
        act = _("Ask at once whether the data still exist.")
    else:
        certain = _("The preservation lapses on %(day)s.")
        perhaps = _("Counted from its sending, the preservation may lapse on %(day)s: nobody has told until when.")
        act = _("This has to be received before.")
    sentence = (certain if told else perhaps) % {"day": _written(until)}
    return [Caution("lapsing", "29(7)", f"{sentence} {act}")]


def extension_limit(answers: Answers) -> list[Caution]:
    """That the country extends by less, or not at all, as far as the directory knows: by one extension, or by the sum
    of all, with the one that is asked.
    """
    practice, days = answers.country.practice, answers.content.get("days") or 0
    if practice is None:
        return []
    total = _in_all(answers, days)
    names = {
        "country": answers.country.name,
        "days": practice.extension_days,
        "most": practice.max_total_days,
        "total": total,
    }
    if practice.extension_mode == "none":
        sentence = _("%(country)s does not extend a preservation: send the request for mutual assistance in time.")
    elif practice.extension_days and days > practice.extension_days:
        sentence = _("%(country)s extends a preservation by %(days)s days: send the request for the data in time.")
    elif practice.max_total_days and total and total > practice.max_total_days:
        sentence = _(
            "With this extension the data would be preserved for %(total)s days in all; %(country)s preserves for"
            " %(most)s at the most. Send the request for the data now, or ask for a new preservation."
        )
    else:
        return []
    doubt = "" if practice.provenance.verified else _("This is not verified.")
    return [Caution("extension_limit", "29(7)", f"{sentence % names} {doubt}".strip(), "days")]


def _in_all(answers: Answers, days: int) -> int:
    """For how many days it would be preserved, with those that are asked; 0 where nobody has recorded since when."""
    previous = answers.previous
    if not days or previous is None or previous.preserved_from is None or previous.preserved_until is None:
        return 0
    return (previous.preserved_until - previous.preserved_from).days + days


NEAR = (limitation, detention)


def _told(answers: Answers) -> date | None:
    """The last day as the requested authority told it."""
    given = answers.content.get("preserved_until")
    given = given or (answers.content.get("previous_preservation") or {}).get("preserved_until")
    if given:
        return date.fromisoformat(given)
    return answers.previous.preserved_until if answers.previous else None


def _earliest(answers: Answers) -> date | None:
    """When the preservation may end where nobody has told: its period runs from a day that is not known yet either."""
    previous = answers.previous
    if previous is None or previous.kind not in PRESERVATIONS or previous.sent_on is None:
        return None
    return previous.sent_on + timedelta(days=answers.country.initial_days)


def _near(answers: Answers, field: str, code: str, within: timedelta, passed: str, near: str) -> list[Caution]:
    given = answers.content.get(field)
    if not given:
        return []
    day, today = date.fromisoformat(given), answers.country.on
    if day - today > within:
        return []
    sentence = passed if day < today else near
    return [Caution(code, "25(3)", sentence % {"day": _written(day)}, field)]


def _written(day: date) -> str:
    return date_format(day, "j F Y")
