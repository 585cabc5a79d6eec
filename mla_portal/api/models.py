from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from mla_portal.ids import uuid7


class FirstAnswer(models.Model):
    """That a POST with an Idempotency-Key was answered, so that the same POST does nothing again.

    No word of the answer is here: `reference` says by ids what it told of, and the view tells it anew.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    path = models.TextField()
    body_sha256 = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    reference = models.JSONField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="first_answer_once_per_key")]
        indexes = [
            # first_answers_purge
            models.Index(fields=["created_at"], name="first_answer_created"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.path}"
