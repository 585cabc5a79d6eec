"""What was mistyped when a request from outside was written down, and what stood there before."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mla_portal.ids import uuid7
from requests_app.models.dispatch import kept
from requests_app.models.requests import Request


class Correction(models.Model):
    """One correction of a registered request. `before` is all that was written down until then, as
    `selectors.corrections.written_down` tells it; `changed` names what this correction changed of it.

    The row is written first, and lets the request change once; the database refuses it where nothing changes after.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(Request, models.PROTECT, related_name="corrections")
    # 1 for the first of a request
    number = models.PositiveSmallIntegerField()
    reason = models.TextField(_("why it is corrected"))
    changed: ArrayField[list[str], list[str]] = ArrayField(models.CharField(max_length=80))
    before = models.JSONField()
    # of `before` and of what stands there since, as canonical JSON
    before_sha256 = models.CharField(max_length=64)
    after_sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "number"], name="correction_counted"),
            models.CheckConstraint(name="correction_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="correction_changes_something", condition=Q(changed__len__gt=0)),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="correction_of_what_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("row_request", "record")],
                func="""
                    SELECT * INTO row_request FROM requests_app_request WHERE id = NEW.request_id;
                    IF row_request.registered_at IS NULL OR row_request.forwarded_from_id IS NOT NULL
                       OR row_request.status NOT IN ('sent', 'acknowledged', 'in_execution', 'postponed') THEN
                        RAISE EXCEPTION 'only what was registered by hand is corrected, and only until it is answered';
                    END IF;
                    IF NEW.number <> row_request.corrections_made + 1 THEN
                        RAISE EXCEPTION 'corrections are counted one by one';
                    END IF;
                    IF NEW.before -> 'content' IS DISTINCT FROM row_request.content
                       OR NEW.before ->> 'kind' IS DISTINCT FROM row_request.kind
                       OR NEW.before ->> 'sender_reference' IS DISTINCT FROM row_request.sender_reference THEN
                        RAISE EXCEPTION 'a correction keeps what was said before';
                    END IF;
                    RETURN NEW;
                """,
            ),
            # Else what it lets change would stay open.
            pgtrigger.Trigger(
                name="correction_was_made",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func="""
                    IF (SELECT corrections_made < NEW.number FROM requests_app_request WHERE id = NEW.request_id) THEN
                        RAISE EXCEPTION 'a correction that was begun has to be made';
                    END IF;
                    RETURN NULL;
                """,
            ),
            pgtrigger.Protect(name="correction_frozen", operation=pgtrigger.Update | pgtrigger.Delete),
            kept("correction_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.number}"
