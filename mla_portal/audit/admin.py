"""The trail of the portal itself. What happened in a case is read by those who belong to it."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from mla_portal.administration import ReadOnlyAdmin
from mla_portal.audit.models import Event

# The chains of requests and cases are left out: to administer the portal is no reason to read them.
_OPEN_CHAINS = ("accounts", "directory")


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ("at", "chain", "seq", "verb", "actor_name", "data")
    list_filter = ("chain", "at")
    search_fields = ("actor_name", "verb", "data")
    ordering = ("-id",)
    fields = ("chain", "seq", "at", "recorded_at", "actor_name", "verb", "data", "prev_hash", "hash")
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        return super().get_queryset(request).filter(chain__in=_OPEN_CHAINS)
