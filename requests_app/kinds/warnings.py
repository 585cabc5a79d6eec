"""What the law does not forbid but the other side will send back. Pure; codes are those of the HTTP contract."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from requests_app.kinds.base import Answers, Caution
from requests_app.kinds.clock_warnings import clocks_in
from requests_app.kinds.identifier_warnings import future_instant, of_identifiers
from requests_app.kinds.questions import DATA_CATEGORIES


def identifiers(answers: Answers) -> list[Caution]:
    clocks = clocks_in(answers.asking, answers.country)
    found = of_identifiers(answers.identifiers, now=answers.now, clocks=clocks)
    for name in ("period_from", "period_to"):
        given = answers.content.get(name)
        if given and datetime.fromisoformat(given) > answers.now:
            found.append(future_instant(given, name))
    return found


def scope(answers: Answers) -> list[Caution]:
    return _over_broad(answers, "29(2)(c)")


def mla_scope(answers: Answers) -> list[Caution]:
    return _over_broad(answers, "31(1)")


def un_scope(answers: Answers) -> list[Caution]:
    return _over_broad(answers, "42(3)(c) UNCC")


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


def content_on_subscriber_form(answers: Answers) -> list[Caution]:
    """Domestic law asks more before it lets go of traffic data, and most before content, than of Article 18(3)."""
    asked = answers.content.get("data_categories", [])
    beyond = [str(label).lower() for code, label in DATA_CATEGORIES if code in asked and code != "subscriber"]
    if not beyond:
        return []
    sentence = _(
        "This form is for subscriber information, and %(categories)s fall under stricter conditions. Ask for them in a"
        " request for stored computer data."
    )
    return [
        Caution("content_on_subscriber_form", "18(3)", sentence % {"categories": ", ".join(beyond)}, "data_categories")
    ]


def _over_broad(answers: Answers, article: str) -> list[Caution]:
    """Where all data of everybody are asked, or of all times."""
    has_period = bool(answers.content.get("period_from") and answers.content.get("period_to"))
    every_one_dated = bool(answers.identifiers) and all(one.at is not None for one in answers.identifiers)
    if answers.identifiers and (has_period or every_one_dated):
        return []
    missing, field = (_("no period"), "period_from") if answers.identifiers else (_("no identifier"), "identifiers")
    sentence = _("The request may be returned as too broad: it has %(missing)s.") % {"missing": missing}
    return [Caution("over_broad", article, sentence, field)]
