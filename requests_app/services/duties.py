"""What the law demands of a request before it goes on."""

from __future__ import annotations

from datetime import datetime

from mla_portal.errors import Invalid
from requests_app.kinds import Duty
from requests_app.models import Request
from requests_app.selectors.answers import completeness_of


def refuse_incomplete(request: Request, now: datetime, sentence: str) -> None:
    """Invalid naming each duty that is not met, by the field that meets it."""
    errors: dict[str, list[str]] = {}
    for duty in completeness_of(request, now=now).missing:
        errors.setdefault(duty.field, []).append(duty_text(duty))
    if errors:
        raise Invalid(errors, sentence)


def duty_text(duty: Duty) -> str:
    return f"{duty.message} (Art. {duty.article})"
