"""Mail as the portal tries to deliver it: to whom and how it went, never what it was about."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mla_portal.administration import ReadOnlyAdmin
from mla_portal.outbox.models import Message
from mla_portal.outbox.services import messages_requeue


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin):
    list_display = ("created_at", "template", "to_address", "status", "attempts", "next_attempt_at", "last_error")
    list_filter = ("status", "template")
    search_fields = ("to_address", "to_name", "last_error")
    ordering = ("-created_at",)
    fields = (
        "template",
        "to_name",
        "to_address",
        "status",
        "attempts",
        "created_at",
        "next_attempt_at",
        "sent_at",
        "failed_at",
        "bounced_at",
        "cancelled_at",
        "last_error",
    )
    actions = ("requeue",)
    show_full_result_count = False

    @admin.action(description=gettext_lazy("Try the chosen messages that failed again"))
    def requeue(self, request: HttpRequest, queryset: QuerySet[Message]) -> None:
        again = messages_requeue(queryset, now=timezone.now())
        said = ngettext("%d message is tried again.", "%d messages are tried again.", again) % again
        self.message_user(request, said if again else _("None of the chosen messages has failed."))
