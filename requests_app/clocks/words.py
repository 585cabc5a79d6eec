"""The steps of a reckoning in words, in the language of the reader and by the clock of the reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.names import country_name
from mla_portal.ui.times import span, written, zone_label, zone_of

SENTENCES = {
    "sent": gettext_lazy("The request was sent on %(at)s."),
    "acknowledged": gettext_lazy("Receipt was acknowledged on %(at)s."),
    "received": gettext_lazy("The request was received on %(at)s."),
    "asked_orally": gettext_lazy("The request was made by telephone on %(at)s."),
    "asked": gettext_lazy("The question was asked on %(at)s."),
    "conditions": gettext_lazy("Since %(at)s the other side waits for an answer about the conditions (Article 28(3))."),
    "postponed": gettext_lazy("On %(at)s it was postponed until %(day)s (Article 27(5))."),
    "task_made": gettext_lazy("On %(at)s the task was given, to be done until %(day)s."),
    "policy_hours": gettext_lazy("%(owner)s allows %(span)s; no treaty gives a number."),
    "policy_days": gettext_lazy("%(owner)s allows %(number)s days; no treaty gives a number."),
    "policy_working_days": gettext_lazy("%(owner)s allows %(number)s working days of %(country)s."),
    "service_hours": gettext_lazy("Only the hours in which the desk works count: %(hours)s, by the clock of %(zone)s."),
    "day_and_night": gettext_lazy("The desk answers day and night, or its hours are not known: every hour counts."),
    "country_requires": gettext_lazy("%(country)s wants the formal confirmation within %(days)s days."),
    "next_working_day": gettext_lazy("%(day)s is no working day of %(country)s: it ends on %(moved)s."),
    "working_day_before": gettext_lazy("%(day)s is no working day of %(country)s: it has to be done by %(moved)s."),
    "holidays_unknown": gettext_lazy("The public holidays of %(country)s are not known: only weekends are days off."),
    "end_of_day": gettext_lazy("The time ends with %(day)s, at midnight in %(zone)s."),
    "effected": gettext_lazy("%(custodian)s preserved the data on %(day)s, by the clock of %(zone)s."),
    "told_until": gettext_lazy("The requested authority told that they are kept until %(day)s: that goes first."),
    "minimum_days": gettext_lazy("Article 29(7): at least %(number)s days, the first one the day after: %(day)s."),
    "practice_days": gettext_lazy("%(country)s preserves for %(number)s days: until %(day)s."),
    "practice_days_unverified": gettext_lazy(
        "%(country)s is believed to preserve for %(number)s days, which is not verified: until %(day)s."
    ),
    "earliest": gettext_lazy("%(number)s custodians keep data: the earliest end counts, that of %(custodian)s."),
    "kept_through": gettext_lazy("The data are kept through %(day)s and may be deleted after midnight in %(zone)s."),
    "lapses": gettext_lazy("The data may be deleted from %(at)s on, unless the request is received before."),
    "planned": gettext_lazy("The request for mutual assistance was planned for %(day)s."),
    "way": gettext_lazy("It may be under way for %(number)s days, so it has to leave by %(day)s."),
    "mla_received": gettext_lazy("The request for mutual assistance was received on %(at)s."),
    "held": gettext_lazy("Article 29(7): the data are kept until it is decided. Nothing expires."),
    "confirm_every": gettext_lazy("Every %(number)s days one asks whether they are still kept."),
    "extended": gettext_lazy("On %(at)s it was extended to %(day)s: %(reason)s"),
    "resumed": gettext_lazy("The clock stood still for %(span)s, while the other side owed an answer."),
}

Explanation = Sequence[Mapping[str, Any]]


def in_words(steps: Explanation) -> list[str]:
    """One sentence for each step; a step that this version does not know is left out."""
    return [str(SENTENCES[one["code"]]) % _values(one) for one in steps if one.get("code") in SENTENCES]


def _values(given: Mapping[str, Any]) -> dict[str, str]:
    values = {name: "" if value is None else str(value) for name, value in given.items() if name != "code"}
    for name in ("day", "moved"):
        if values.get(name):
            values[name] = date_format(date.fromisoformat(values[name]), "j F Y")
    if values.get("at"):
        at = datetime.fromisoformat(values["at"])
        values["at"] = f"{written(at, zone_of(None))} {zone_label(zone_of(None), at)}"
    if "zone" in values:
        values["zone"] = values["zone"].rsplit("/", 1)[-1].replace("_", " ")
    if "minutes" in values:
        values["span"] = span(int(values["minutes"]) * 60)
    if "country" in values:
        values["country"] = country_name(values["country"])
    values["owner"] = values.get("owner") or _("The policy of the house")
    values["custodian"] = values.get("custodian") or _("The custodian")
    return values
