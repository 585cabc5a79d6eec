"""What of a delivery may not be read by everybody: privileged material, other people's; and that it was filtered."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mla_portal.ids import uuid7
from requests_app.models.disclosures import Disclosure, DisclosureFile
from requests_app.models.dispatch import kept
from requests_app.states import Side


class MaterialGround(models.TextChoices):
    PRIVILEGED = "privileged", _("Legally privileged, such as between lawyer and client")
    THIRD_PARTY = "third_party", _("Of a person who has nothing to do with the matter")
    OTHER = "other", _("Another reason")


class MaterialMark(models.Model):
    """A side says so of a delivery, or of one file of it: from then on the persons named alone open it, on both sides.

    What was filtered is on record once. With nothing taken out the mark holds no more; else the delivery stays as it
    is, and another one without it takes its place.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="marks")
    # none: the whole delivery
    part = models.ForeignKey(DisclosureFile, models.PROTECT, null=True, related_name="marks")
    ground = models.CharField(_("ground"), max_length=12, choices=MaterialGround)
    reason = models.TextField(_("reason"))
    side = models.CharField(max_length=12, choices=Side)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    filtered_by = models.CharField(_("who filtered"), max_length=200, blank=True)
    taken_out = models.TextField(_("what was taken out"), blank=True)
    superseded_by = models.ForeignKey(Disclosure, models.PROTECT, null=True, related_name="supersedes")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    filtered_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="material_mark_known", condition=Q(ground__in=MaterialGround.values) & ~Q(reason="")
            ),
            models.CheckConstraint(
                name="material_filtered_whole",
                condition=Q(filtered_at__isnull=True, filtered_by="", taken_out="", superseded_by__isnull=True)
                | Q(filtered_at__isnull=False, recorded_by__isnull=False, taken_out="", superseded_by__isnull=True)
                & ~Q(filtered_by="")
                | Q(filtered_at__isnull=False, recorded_by__isnull=False, superseded_by__isnull=False)
                & ~Q(filtered_by="")
                & ~Q(taken_out=""),
            ),
            models.UniqueConstraint(
                fields=["disclosure", "part"],
                condition=Q(filtered_at__isnull=True),
                nulls_distinct=False,
                name="material_marked_once",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="material_mark_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="material_mark_frozen", fields=["disclosure", "part", "ground", "reason", "side", "by", "at"]
            ),
            pgtrigger.Protect(
                name="material_filter_frozen",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__filtered_at__isnull=False),
            ),
            kept("material_mark_kept"),
        ]

    def __str__(self) -> str:
        return self.get_ground_display()

    @property
    def holds(self) -> bool:
        """Whether it keeps the files shut for everybody who is not named."""
        return self.filtered_at is None or bool(self.taken_out)


class MaterialReader(models.Model):
    """Somebody who may open what is marked, to filter it; named by a supervisor of the own authority."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    mark = models.ForeignKey(MaterialMark, models.PROTECT, related_name="readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["mark", "user"], name="material_reader_once")]
        triggers: ClassVar = [
            pgtrigger.Protect(name="material_reader_frozen", operation=pgtrigger.Update | pgtrigger.Delete),
            kept("material_reader_kept"),
        ]

    def __str__(self) -> str:
        return str(self.user)
