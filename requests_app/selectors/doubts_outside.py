"""The doubt of an authority outside whether our request is genuine: said on its link, answered by a call back."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from requests_app.models import Means, Message, Request, Topic


def doubt_outside(request: Request) -> Message | None:
    """The one that stands: nobody has recorded a call about it yet."""
    return doubts_standing().filter(request=request).order_by("-id").first()


def doubted_outside() -> Exists:
    """Of rows of requests: whether one stands."""
    return Exists(doubts_standing().filter(request=OuterRef("pk")))


def doubts_standing() -> QuerySet[Message]:
    said = Q(topic=Topic.DOUBT)
    called = Message.objects.filter(said, request=OuterRef("request"), means=Means.PHONE, pk__gt=OuterRef("pk"))
    return Message.objects.filter(said, ~Exists(called), means=Means.LINK)
