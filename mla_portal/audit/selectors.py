from __future__ import annotations

from django.db.models import QuerySet

from mla_portal.audit.models import Event


def events_of(chain: str) -> QuerySet[Event]:
    """The whole of one chain, oldest first."""
    return Event.objects.filter(chain=chain).order_by("seq")
