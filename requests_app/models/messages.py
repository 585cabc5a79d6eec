"""What the two sides say to each other about a request, and who has read it. Nothing said is ever changed."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mla_portal.ids import uuid7
from requests_app.models.attachments import Attachment
from requests_app.models.dispatch import kept
from requests_app.models.requests import Request
from requests_app.states import Side


class Topic(models.TextChoices):
    MESSAGE = "message", _("Message")
    CLARIFICATION = "clarification", _("Clarification")
    CONSULTATION = "consultation", _("Consultation under Article 29(6)")
    DOUBT = "doubt", _("Doubt that the request is genuine")


class Means(models.TextChoices):
    """How it was said. What was not said in the portal is recorded by somebody, as `said_by` and `said_at` tell."""

    PORTAL = "portal", _("in the portal")
    LINK = "link", _("through a link, without an account")
    PHONE = "phone", _("by telephone")
    EMAIL = "email", _("by e-mail")
    MEETING = "meeting", _("in person")
    OTHER = "other", _("in another way")

    @classmethod
    def reaching(cls) -> list[Means]:
        """Those by which a message comes to somebody here who has yet to read it; what is recorded is known."""
        return [cls.PORTAL, cls.LINK]


_ELSEWHERE = [Means.LINK, Means.PHONE, Means.EMAIL, Means.MEETING, Means.OTHER]


class Message(models.Model):
    """`side` spoke. `author` wrote it down: the speaker, or whoever recorded what `said_by` said outside the portal."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(Request, models.PROTECT, related_name="messages")
    topic = models.CharField(_("about"), max_length=16, choices=Topic, default=Topic.MESSAGE)
    side = models.CharField(_("side"), max_length=12, choices=Side)
    text = models.TextField(_("message"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    means = models.CharField(_("how it was said"), max_length=8, choices=Means, default=Means.PORTAL)
    said_by = models.CharField(_("who said it"), max_length=200, blank=True)
    said_at = models.DateTimeField(_("when it was said"), null=True)
    client_token = models.CharField(max_length=64)
    attachments: models.ManyToManyField[Attachment, MessageAttachment] = models.ManyToManyField(
        Attachment, through="MessageAttachment", related_name="messages"
    )

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            # A double click says it once.
            models.UniqueConstraint(fields=["request", "author", "client_token"], name="message_said_once"),
            models.CheckConstraint(name="message_topic_known", condition=Q(topic__in=Topic.values)),
            models.CheckConstraint(name="message_side_known", condition=Q(side__in=Side.values)),
            models.CheckConstraint(
                name="message_said_by_somebody",
                condition=Q(means=Means.PORTAL, author__isnull=False, said_by="", said_at__isnull=True)
                | Q(means__in=_ELSEWHERE) & ~Q(said_by="") & Q(said_at__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            # the thread of a request, oldest first
            models.Index(fields=["request", "id"], name="message_thread"),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="message_frozen", operation=pgtrigger.Update | pgtrigger.Delete),
            kept("message_kept"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class MessageAttachment(models.Model):
    """A file that came with a message."""

    message = models.ForeignKey(Message, models.PROTECT, related_name="+")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["message", "attachment"], name="message_attachment_once")
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="message_attachment_frozen", operation=pgtrigger.Update | pgtrigger.Delete),
            kept("message_attachment_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.attachment_id}"


class MessageReading(models.Model):
    """The first time a person of the other side was shown the message."""

    message = models.ForeignKey(Message, models.PROTECT, related_name="readings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["message", "user"], name="message_reading_first")]
        triggers: ClassVar = [
            pgtrigger.Protect(name="message_reading_frozen", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.at}"
