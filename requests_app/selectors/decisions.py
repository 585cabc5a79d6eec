"""Decisions of the requested authority, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from requests_app.models import Decision, Measure, Preservation, Topic
from requests_app.models.questions import Verdict
from requests_app.states import Action, Outcome


def decision_text(key: str | None) -> str:
    """All that one says, a line for each thing; the words are in the record, not in the trail."""
    decision = Decision.objects.filter(pk=key).select_related("authority").first() if key else None
    return "\n".join(decision_lines(decision)) if decision else ""


def decision_lines(decision: Decision) -> list[str]:
    lines = []
    if decision.action == Action.REFUSE:
        lines.append(f"{decision.get_ground_display()}{_cited(decision)}")
    if decision.until:
        lines.append(_("Review on %(day)s") % {"day": _day(decision.until)} + _cited(decision))
    if decision.authority:
        lines.append(_("To %(authority)s") % {"authority": decision.authority.name} + _cited(decision))
    lines += preserved_lines(decision)
    if decision.deleted_on:
        lines.append(_("Deleted on %(day)s") % {"day": _day(decision.deleted_on)})
    lines += _items(decision.items)
    if decision.text:
        lines.append(decision.text)
    if decision.considered:
        lines.append(_("Considered before (Art. 27(6)): %(what)s") % {"what": decision.considered})
    return lines


def preserved_lines(decision: Decision) -> list[str]:
    begin, end = decision.preserved_from, decision.preserved_until
    if begin and end:
        return [_("Preserved from %(begin)s until %(end)s") % {"begin": _day(begin), "end": _day(end)}]
    return [_("Preserved until %(end)s") % {"end": _day(end)}] if end else []


def keeping_text(data: Mapping[str, Any]) -> str:
    """`Hosting SRL: until 3 March 2027`; of a measure its kind and whom it is for."""
    if "preservation" in data:
        kept = Preservation.objects.get(pk=data["preservation"])
        names = {"custodian": kept.custodian, "day": _day(date.fromisoformat(data["until"]))}
        return _("%(custodian)s: until %(day)s") % names
    return str(Measure.objects.get(pk=data["measure"])) if "measure" in data else ""


def question_text(data: Mapping[str, Any]) -> str:
    """What it is about, and how it was decided; the words are messages."""
    topic = str(Topic(data["topic"]).label)
    return f"{topic}: {Verdict(data['verdict']).label}" if "verdict" in data else topic


def outcome_text(data: Mapping[str, Any]) -> str:
    code = data.get("outcome") or ""
    return str(Outcome(code).label) if code in Outcome.values else ""


def _items(items: list[dict[str, str]]) -> list[str]:
    """`Executed: 3, No data: 1`."""
    counted = Counter(item["outcome"] for item in items)
    if not counted:
        return []
    told = ", ".join(f"{Outcome(code).label}: {number}" for code, number in counted.most_common())
    return [_("Item by item: %(counts)s") % {"counts": told}]


def _cited(decision: Decision) -> str:
    return f" ({decision.article})" if decision.article else ""


def _day(day: Any) -> str:
    return date_format(day, "j F Y")
