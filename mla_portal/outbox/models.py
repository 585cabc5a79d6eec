"""Messages to be delivered. The table is the truth about them; Celery only hurries."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mla_portal.ids import uuid7


class Status(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    INFLIGHT = "inflight", _("Being delivered")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Not deliverable")
    CANCELLED = "cancelled", _("Called off")


def _stamped(status: Status, field: str) -> models.CheckConstraint:
    """The instant is there when, and only when, the message has this status."""
    empty = Q((f"{field}__isnull", True))
    return models.CheckConstraint(
        condition=Q(status=status) & ~empty | ~Q(status=status) & empty, name=f"outbox_message_{field}"
    )


class Message(models.Model):
    """One message to one address. It is worded when it is delivered, from `template` and `context`.

    A message that waits for another attempt is QUEUED with `attempts` above 0 and `next_attempt_at` in the future.
    `cancelled_at` beside INFLIGHT, SENT or FAILED says that calling it off came too late to stop that attempt.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.TextField(_("key"), unique=True, help_text=_("Two messages with one key are one message."))
    template = models.TextField(_("template"))
    to_address = models.TextField(_("to"))
    to_name = models.TextField(_("name"), blank=True)
    language = models.TextField(_("language"), default="en")
    time_zone = models.TextField(_("time zone"), default="UTC")
    context = models.JSONField(_("particulars"), default=dict)
    topic = models.TextField(_("about"), blank=True)
    status = models.TextField(_("status"), choices=Status.choices, default=Status.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    created_at = models.DateTimeField(_("written"))
    next_attempt_at = models.DateTimeField(_("next attempt"))
    inflight_since = models.DateTimeField(_("being delivered since"), null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    failed_at = models.DateTimeField(_("failed"), null=True)
    # When it was given back by a mail server further on, after ours had taken it: it is FAILED then.
    bounced_at = models.DateTimeField(_("given back"), null=True)
    cancelled_at = models.DateTimeField(_("called off"), null=True)
    last_error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.CheckConstraint(condition=~Q(key=""), name="outbox_message_key_given"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="outbox_message_status_known"),
            _stamped(Status.INFLIGHT, "inflight_since"),
            _stamped(Status.SENT, "sent_at"),
            _stamped(Status.FAILED, "failed_at"),
            models.CheckConstraint(
                condition=~Q(status=Status.CANCELLED, cancelled_at__isnull=True)
                & ~Q(status=Status.QUEUED, cancelled_at__isnull=False),
                name="outbox_message_cancelled_at",
            ),
            models.CheckConstraint(
                condition=Q(bounced_at__isnull=True) | Q(status=Status.FAILED), name="outbox_message_bounced_at"
            ),
        ]
        indexes = [
            # services.delivery: the next one due, `status = queued and next_attempt_at <= now order by both`.
            models.Index(
                fields=["next_attempt_at", "id"], condition=Q(status=Status.QUEUED), name="outbox_message_due"
            ),
            # services.delivery: those a stopped worker left, `status = inflight and inflight_since <= ...`.
            models.Index(fields=["inflight_since"], condition=Q(status=Status.INFLIGHT), name="outbox_message_stale"),
            # selectors.messages_failed: the newest first.
            models.Index(fields=["-failed_at"], condition=Q(status=Status.FAILED), name="outbox_message_dead"),
            # selectors.messages_about and services.messages_cancel: by topic.
            models.Index(fields=["topic", "created_at"], name="outbox_message_topic"),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.to_address}"

    @property
    def message_id(self) -> str:
        """The Message-ID header: the same at every attempt, so that a repeated message is known for what it is."""
        return f"<{self.id}@{settings.OUTBOX_MESSAGE_ID_DOMAIN}>"
