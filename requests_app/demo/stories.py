"""The cases of the demonstration, brought by the services to different stages, so that no page is empty at first."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.utils import timezone

from contacts.models import Authority
from mla_portal.accounts.models import User
from requests_app.models import Case, Request
from requests_app.services.actions import action_perform
from requests_app.services.cases import case_open
from requests_app.services.drafts import request_draft
from requests_app.states import Action

CASES = Path(__file__).parent / "cases"
_STEPS = (Action.SUBMIT, Action.APPROVE, Action.SEND, Action.ACKNOWLEDGE)
_BETWEEN_STEPS = timedelta(minutes=50)


@dataclass(frozen=True, kw_only=True)
class Story:
    """A request of a file of cases/, the last move made with it, and how long ago that was."""

    case: str
    number: int
    last: Action | None
    ago: timedelta
    # how long the requested authority took, when it has acknowledged
    answered_after: timedelta = timedelta(0)
    answers: Mapping[str, str] | None = None

    @property
    def token(self) -> str:
        return f"demo:{self.case}:{self.number}"


STORIES = (
    Story(
        case="phishing",
        number=1,
        last=Action.ACKNOWLEDGE,
        ago=timedelta(hours=20),
        answered_after=timedelta(minutes=74),
        answers={"their_reference": "DEMO-RO-2026/118", "note": "The provider was called and the order is prepared."},
    ),
    Story(case="phishing", number=2, last=Action.SEND, ago=timedelta(minutes=35)),
    Story(case="intrusion", number=1, last=Action.SEND, ago=timedelta(hours=31)),
    Story(
        case="intrusion",
        number=2,
        last=Action.SEND,
        ago=timedelta(hours=5),
        answers={"channel": "email", "note": "To the duty desk, encrypted."},
    ),
    Story(case="threats", number=1, last=Action.SEND, ago=timedelta(minutes=12)),
    Story(case="clinic", number=1, last=Action.APPROVE, ago=timedelta(hours=2)),
    Story(case="clinic", number=2, last=None, ago=timedelta(hours=1)),
    Story(case="marketplace", number=1, last=Action.SUBMIT, ago=timedelta(hours=3)),
)


def stories_load(authorities: Mapping[str, Authority], people: Mapping[str, User]) -> int:
    """Tell every story that was not told before; how many that were."""
    now = timezone.now()
    told = set(Request.objects.filter(author__in=people.values()).values_list("client_token", flat=True))
    new = [story for story in STORIES if story.token not in told]
    for story in new:
        _tell(story, authorities, people, now)
    return len(new)


def _tell(story: Story, authorities: Mapping[str, Authority], people: Mapping[str, User], now: datetime) -> None:
    given = _case_file(story.case)
    asked = given["requests"][story.number - 1]
    steps = _STEPS[: _STEPS.index(story.last) + 1] if story.last else ()
    home, away = given["case"]["authority"][:2].lower(), asked["requested_authority"][:2].lower()
    officer, supervisor, contact = (
        people[f"officer.{home}"],
        people[f"supervisor.{home}"],
        people.get(f"contact.{away}"),
    )
    at = now - story.ago - story.answered_after - _BETWEEN_STEPS * len(steps)
    with _clock_at(at):
        request = request_draft(
            actor=officer,
            case=_case(given["case"], authorities, officer),
            requested_authority=authorities[asked["requested_authority"]],
            client_token=story.token,
            **{name: asked[name] for name in ("kind", "urgency", "content", "identifiers")},
        )
    actors = {Action.APPROVE: supervisor, Action.ACKNOWLEDGE: contact or officer}
    for step in steps:
        at += story.answered_after if step is Action.ACKNOWLEDGE else _BETWEEN_STEPS
        with _clock_at(at):
            action_perform(
                actor=actors.get(step, officer),
                request=request,
                action=step.value,
                answers=(story.answers or {}) if step is story.last else {},
            )


def _case(given: Mapping[str, Any], authorities: Mapping[str, Authority], officer: User) -> Case:
    authority = authorities[given["authority"]]
    case = Case.objects.filter(authority=authority, reference=given["reference"]).first()
    answers = {name: value for name, value in given.items() if name != "authority"}
    return case or case_open(actor=officer, authority=authority, answers=answers)


@cache
def _case_file(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return content


@contextmanager
def _clock_at(instant: datetime) -> Iterator[None]:
    """What happens inside is dated `instant`, as if it had been done then: a portal an hour old has nothing overdue.

    The trail is not deceived: beside that instant it keeps the one at which the database wrote each event.
    """
    with patch.object(timezone, "now", return_value=instant):
        yield
