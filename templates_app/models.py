"""Templates of the administrators, letterheads of authorities, and which translations somebody has confirmed.

Templates know no authority but by its code, and no person but as who did it.
"""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mla_portal.ids import uuid7
from mla_portal.storage.models import StoredFile

# Shipped versions count from 1. These do from here, so that the two never meet.
FIRST_VERSION = 1001


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", _("Retired")


class StudioVersion(models.Model):
    """A shipped version with changes. Once published it is what frozen documents name: nothing of it changes again.

    `data` and `translations` are what documents are made of, frozen at publishing; `changes` is how it came about.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=32)
    # The authority whose documents it is for; empty for all that have none of their own.
    authority = models.CharField(max_length=32, blank=True)
    base_version = models.PositiveSmallIntegerField()
    changes = models.JSONField(default=dict)
    note = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(null=True)
    data = models.JSONField(null=True)
    translations = models.JSONField(null=True)
    # Counts the changes, so that two administrators do not write over each other unseen.
    edition = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name = _("document template")
        verbose_name_plural = _("document templates")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "version"], name="studio_version_once"),
            models.UniqueConstraint(
                fields=["code", "authority"], condition=Q(state=State.PUBLISHED), name="studio_one_in_use"
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, version=None)
                | Q(~Q(state=State.DRAFT), version__gte=FIRST_VERSION, data__isnull=False),
                name="studio_published_is_whole",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="studio_published_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.state <> 'draft'"),
                func="""
                    IF TG_OP = 'DELETE'
                        OR NEW.state NOT IN ('published', 'retired')
                        OR (OLD.state = 'retired' AND NEW.state <> 'retired')
                        OR to_jsonb(NEW) - 'state' - 'retired_at' <> to_jsonb(OLD) - 'state' - 'retired_at'
                    THEN
                        RAISE EXCEPTION 'a published template stays as it is: it can only be retired';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="studio_kept",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'this table keeps the record: it cannot be emptied';",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}/{self.version or self.state}"


class Letterhead(models.Model):
    """The lines under the name of an authority at the head of its documents; each keeps those it was made with."""

    authority = models.CharField(primary_key=True, max_length=32)
    lines = ArrayField(models.CharField(max_length=120), verbose_name=_("lines"))
    # as the portal made it anew, and what it shows
    picture = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    picture_text = models.CharField(_("what the picture shows"), max_length=200, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="letterhead_picture_said", condition=Q(picture__isnull=True) | ~Q(picture_text="")
            ),
        ]

    def __str__(self) -> str:
        return self.authority


class TranslationReview(models.Model):
    """Somebody who answers for the wording has confirmed a shipped translation; `tag` as versions name it, "fr.2"."""

    tag = models.CharField(primary_key=True, max_length=16)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = [
            pgtrigger.Protect(name="translation_review_stays", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.tag
