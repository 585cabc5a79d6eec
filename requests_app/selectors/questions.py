"""Questions of the requested authority, open and answered."""

from __future__ import annotations

from django.db.models import QuerySet

from contacts.access import Held, may
from contacts.roles import Permission
from mla_portal.accounts.models import User
from requests_app.models import Question, Request, Topic
from requests_app.selectors.answers import kind_of
from requests_app.states import AT_WORK


def questions_of(request: Request) -> QuerySet[Question]:
    return request.questions.select_related("asked", "answer", "closed_by")


def open_question(request: Request, topic: Topic) -> Question | None:
    return request.questions.filter(topic=topic, closed_at__isnull=True).first()


def askable(request: Request) -> list[Topic]:
    """What the requested authority may ask now. Article 29(6) is about preserving data, and about nothing else."""
    if request.status not in AT_WORK:
        return []
    kind = kind_of(request)
    topics = [Topic.CLARIFICATION]
    if kind.preserves and not kind.must_follow:
        topics.append(Topic.CONSULTATION)
    asked = set(request.questions.filter(closed_at__isnull=True).values_list("topic", flat=True))
    return [topic for topic in topics if topic.value not in asked]


def may_answer(user: User, request: Request, held: Held | None = None) -> bool:
    """Of a registered request the authority that received it records what its sender answers."""
    if request.is_registered:
        return may(user, Permission.ACKNOWLEDGE, request.requested_authority, held)
    return may(user, Permission.SEND, request.requesting_authority, held)
