"""What the law does not forbid but the other side will send back. Pure; codes are those of the HTTP contract."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from requests_app.kinds.base import Answers, Caution
from requests_app.kinds.identifier_warnings import future_instant, of_identifier


def identifiers(answers: Answers) -> list[Caution]:
    found = [caution for identifier in answers.identifiers for caution in of_identifier(identifier, now=answers.now)]
    for name in ("period_from", "period_to"):
        given = answers.content.get(name)
        if given and datetime.fromisoformat(given) > answers.now:
            found.append(future_instant(given, name))
    return found


def scope(answers: Answers) -> list[Caution]:
    has_period = bool(answers.content.get("period_from") and answers.content.get("period_to"))
    every_one_dated = bool(answers.identifiers) and all(one.at is not None for one in answers.identifiers)
    if answers.identifiers and (has_period or every_one_dated):
        return []
    missing, field = (_("no period"), "period_from") if answers.identifiers else (_("no identifier"), "identifiers")
    return [
        Caution(
            "over_broad",
            "29(2)(c)",
            _("The request may be returned as too broad: it has %(missing)s.") % {"missing": missing},
            field,
        )
    ]


def path(answers: Answers) -> list[Caution]:
    if not answers.content.get("disclose_path") or "traffic" in answers.content.get("data_categories", []):
        return []
    return [
        Caution(
            "path_without_traffic",
            "30(1)",
            _("Disclosure of the path is asked, but not the preservation of traffic data, from which it is read."),
        )
    ]
