"""How entries of the directory came to say what they say: every change of every entry, with what stood there before."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.models.authorities import Authority
from contacts.models.geography import Jurisdiction
from mla_portal.ids import uuid7


class Origin(models.TextChoices):
    SHIPPED = "shipped", _("Came with the product")
    ADMINISTRATION = "administration", _("Entered by an administrator")
    IMPORT = "import", _("Imported from a file")
    PROPOSAL = "proposal", _("Proposed by an authority")


class ChangeState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    ACCEPTED = "accepted", _("Accepted, takes effect on its day")
    APPLIED = "applied", _("In effect")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    OVERTAKEN = "overtaken", _("Overtaken by another change")


class DirectoryChange(models.Model):
    """What an entry said `before` and says `after`, by field, as text; and who decided it, when, for what reason.

    `entry_type` and `code` name the entry (`contacts.entries`); the authority or jurisdiction is the one it belongs to.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    entry_type = models.CharField(max_length=32)
    code = models.CharField(max_length=64)
    authority = models.ForeignKey(Authority, models.PROTECT, null=True, blank=True, related_name="changes")
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, null=True, blank=True, related_name="changes")
    is_new = models.BooleanField(default=False)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    origin = models.CharField(max_length=16, choices=Origin)
    state = models.CharField(max_length=12, choices=ChangeState)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    effective_on = models.DateField(_("takes effect on"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = models.CharField(max_length=500, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name = _("change of the directory")
        verbose_name_plural = _("changes of the directory")
        indexes: ClassVar = [
            models.Index(fields=["entry_type", "code", "-id"], name="change_of_entry"),
            models.Index(fields=["authority", "-id"], name="change_of_authority"),
            models.Index(fields=["jurisdiction", "-id"], name="change_of_jurisdiction"),
            models.Index(fields=["effective_on"], condition=Q(state=ChangeState.ACCEPTED), name="change_waiting"),
            models.Index(fields=["id"], condition=Q(state=ChangeState.PROPOSED), name="change_proposed"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="change_applied_at", condition=Q(applied_at__isnull=False) | ~Q(state=ChangeState.APPLIED)
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.FSM(
                name="change_moves",
                field="state",
                transitions=[
                    (ChangeState.PROPOSED.value, ChangeState.ACCEPTED.value),
                    (ChangeState.PROPOSED.value, ChangeState.REJECTED.value),
                    (ChangeState.PROPOSED.value, ChangeState.WITHDRAWN.value),
                    (ChangeState.PROPOSED.value, ChangeState.OVERTAKEN.value),
                    (ChangeState.ACCEPTED.value, ChangeState.APPLIED.value),
                    (ChangeState.ACCEPTED.value, ChangeState.OVERTAKEN.value),
                    (ChangeState.ACCEPTED.value, ChangeState.WITHDRAWN.value),
                ],
            ),
            pgtrigger.Protect(name="change_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="change_frozen",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "entry_type",
                    "code",
                    "authority",
                    "jurisdiction",
                    "is_new",
                    "before",
                    "after",
                    "origin",
                    "made_by",
                    "made_at",
                    "effective_on",
                    "reason",
                ),
            ),
            pgtrigger.Protect(
                name="change_decided_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__decided_at__isnull=False)
                & (
                    pgtrigger.Q(old__decided_at__df=pgtrigger.F("new__decided_at"))
                    | pgtrigger.Q(old__decided_by__df=pgtrigger.F("new__decided_by"))
                ),
            ),
            pgtrigger.Protect(
                name="change_noted_once",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__decision_note="")
                & pgtrigger.Q(old__decision_note__df=pgtrigger.F("new__decision_note")),
            ),
            pgtrigger.Protect(
                name="change_applied_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__applied_at__isnull=False)
                & pgtrigger.Q(old__applied_at__df=pgtrigger.F("new__applied_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_type}:{self.code}"


class ShippedEntry(models.Model):
    """What the product last shipped of an entry: an entry that says something else was corrected here, and stays."""

    entry_type = models.CharField(max_length=32)
    code = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["entry_type", "code"], name="shipped_entry_once")]

    def __str__(self) -> str:
        return f"{self.entry_type}:{self.code}"


class DirectoryImport(models.Model):
    """A file handed in for import, between its preview and the decision to take it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=200)
    text = models.TextField()
    digest = models.CharField(max_length=64, help_text="Of the changes that the preview showed")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.name
