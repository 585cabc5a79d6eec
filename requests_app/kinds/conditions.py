"""Conditions that duties of several kinds of request share. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from requests_app.kinds.base import Answers


def says(name: str) -> Callable[[Answers], bool]:
    return lambda answers: bool(answers.content.get(name))


def data_can_be_found(answers: Answers) -> bool:
    return bool(answers.identifiers or answers.content.get("location") or answers.content.get("data_description"))


def custodian_or_location(answers: Answers) -> bool:
    custodian = answers.content.get("custodian") or {}
    return bool(custodian.get("name") or answers.content.get("location") or answers.content.get("custodian_unknown"))


def urgency_has_ground(answers: Answers) -> bool:
    return answers.urgency == "normal" or bool(answers.content.get("urgency_grounds"))


def emergency_is_one(answers: Answers) -> bool:
    return answers.urgency != "emergency" or "threat_to_life" in answers.content.get("urgency_grounds", [])


def other_ground_explained(answers: Answers) -> bool:
    return "other" not in answers.content.get("urgency_grounds", []) or bool(answers.content.get("urgency_details"))


def other_item_described(answers: Answers) -> bool:
    return "other" not in answers.content.get("subscriber_items", []) or bool(answers.content.get("data_description"))


def period_in_order(answers: Answers) -> bool:
    start, end = answers.content.get("period_from"), answers.content.get("period_to")
    return not (start and end) or datetime.fromisoformat(start) <= datetime.fromisoformat(end)
