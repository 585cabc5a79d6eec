from __future__ import annotations

from django.db.models import QuerySet

from mla_portal.outbox.models import Message, Status


def messages_about(topic: str) -> QuerySet[Message]:
    """What was, is or will be sent about one matter, oldest first."""
    return Message.objects.filter(topic=topic).order_by("created_at")


def messages_failed() -> QuerySet[Message]:
    """What will not be delivered unless a person mends it, newest first."""
    return Message.objects.filter(status=Status.FAILED).order_by("-failed_at")
