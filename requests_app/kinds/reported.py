"""What the requested authority may report: outcomes, days of a preservation, an answer for each item. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from contacts.facts import MINIMUM_DAYS
from requests_app.kinds.base import Kind
from requests_app.kinds.fields import FieldError, bounded_text
from requests_app.states import Outcome

# The others have moves of their own, or nobody reports them.
REPORTED = (
    Outcome.EXECUTED,
    Outcome.PARTLY,
    Outcome.NO_DATA,
    Outcome.DATA_DELETED,
    Outcome.WRONG_CUSTODIAN,
    Outcome.INCOMPLETE,
)
# Something was done of what was asked.
DONE = frozenset({Outcome.EXECUTED, Outcome.PARTLY})
# Data are gone, wholly or in part: since which day may be known.
GONE = frozenset({Outcome.DATA_DELETED, Outcome.NO_DATA, Outcome.PARTLY})
ITEM_KEYS = frozenset({"identifier", "what", "outcome", "note"})
MOST_ITEMS = 2000

Errors = dict[str, list[str]]


@dataclass(frozen=True, kw_only=True)
class Report:
    """`sent_on` and `today` are days of the requested country."""

    outcome: str
    note: str
    preserved_from: date | None
    preserved_until: date | None
    sent_on: date
    today: date
    deleted_on: date | None = None


def report_errors(kind: Kind, report: Report) -> Errors:
    """What is wrong with the days, and what has to be explained."""
    return _deletion_errors(report) | _preservation_errors(kind, report)


def _deletion_errors(report: Report) -> Errors:
    if report.deleted_on is None:
        return {}
    if report.outcome not in GONE:
        return {"deleted_on": [_("With this outcome nothing is gone: leave the day of deletion empty.")]}
    if report.deleted_on > report.today:
        return {"deleted_on": [_("This day is still to come. Give the day on which the data were deleted.")]}
    return {}


def _preservation_errors(kind: Kind, report: Report) -> Errors:
    begin, end = report.preserved_from, report.preserved_until
    if not kind.preserves or report.outcome not in DONE:
        return _no_days(kind, report)
    errors: Errors = {}
    if begin is None and not kind.must_follow:
        errors["preserved_from"] = [_("Say from which day the data are preserved.")]
    elif begin is not None and begin > report.today:
        errors["preserved_from"] = [_("The preservation has to be in effect: this day is still to come.")]
    elif begin is not None and begin < report.sent_on and not kind.must_follow:
        errors["preserved_from"] = [
            _(
                "The request was sent on %(day)s: nothing was preserved for it before. Give the first day on which the"
                " data are kept for this request."
            )
            % {"day": _written(report.sent_on)}
        ]
    if end is None:
        errors["preserved_until"] = [_("Say until which day the data are preserved: the other side counts on it.")]
    elif begin is not None and end <= begin:
        errors["preserved_until"] = [_("The last day must be after the first.")]
    elif begin is not None and _too_short(kind, report, (end - begin).days):
        errors["note"] = [
            _(
                "Data are preserved for not less than %(days)d days (Art. 29(7)). If it cannot be longer, say in the"
                " note why."
            )
            % {"days": MINIMUM_DAYS}
        ]
    return errors


def _too_short(kind: Kind, report: Report, days: int) -> bool:
    return not kind.must_follow and days < MINIMUM_DAYS and not report.note


def _no_days(kind: Kind, report: Report) -> Errors:
    if kind.preserves:
        sentence = _("With this outcome nothing is preserved: leave the day empty.")
    else:
        sentence = _("This kind of request asks for no preservation: leave the day empty.")
    given = {"preserved_from": report.preserved_from, "preserved_until": report.preserved_until}
    return {name: [sentence] for name, day in given.items() if day is not None}


def clean_items(raw: object, identifiers: Mapping[str, str]) -> tuple[list[dict[str, str]], list[str]]:
    """(answers item by item, what is wrong). `identifiers` is {id: value} of the request; a value names one too."""
    if raw is None:
        return [], []
    if not isinstance(raw, list) or len(raw) > MOST_ITEMS:
        return [], [_("This must be a list, with one answer for each item.")]
    by_value = {value: key for key, value in identifiers.items()}
    cleaned: list[dict[str, str]] = []
    wrong: list[str] = []
    for number, item in enumerate(raw, start=1):
        error = _item_error(item, identifiers, by_value)
        if error:
            wrong.append(_("Item %(number)d: %(error)s") % {"number": number, "error": error})
            continue
        named = item.get("identifier") or ""
        cleaned.append(
            {
                "identifier": by_value.get(named, named),
                "what": item.get("what") or "",
                "outcome": item["outcome"],
                "note": item.get("note") or "",
            }
        )
    return cleaned, wrong


def _item_error(item: Any, identifiers: Mapping[str, str], by_value: Mapping[str, str]) -> str:
    if not isinstance(item, dict) or not set(item) <= ITEM_KEYS:
        return _("it takes identifier, what, outcome and note.")
    texts = [item.get(name) for name in ("identifier", "what", "note")]
    if not all(text is None or _is_text(text) for text in texts):
        return _("identifier, what and note are texts of at most 2000 characters.")
    if item.get("outcome") not in list(REPORTED):
        return _("outcome is one of: %(outcomes)s.") % {"outcomes": ", ".join(REPORTED)}
    named = item.get("identifier") or ""
    if not named and not item.get("what"):
        return _("name the identifier, or say what it is about.")
    if named and named not in identifiers and named not in by_value:
        return _("the request has no such identifier.")
    return ""


def _is_text(raw: Any) -> bool:
    try:
        return isinstance(raw, str) and bounded_text(raw, 2000) == raw
    except FieldError:
        return False


def _written(day: date) -> str:
    return date_format(day, "j F Y")
