"""What the requested authority does for a request: its orders to custodians, and what is preserved because of them."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mla_portal.ids import uuid7
from requests_app.models.dispatch import kept
from requests_app.models.requests import Request


class MeasureKind(models.TextChoices):
    PRESERVATION_ORDER = "preservation_order", _("Preservation order")
    PRODUCTION_ORDER = "production_order", _("Production order")
    SEARCH = "search", _("Search or seizure")
    OTHER = "other", _("Other measure")


class Measure(models.Model):
    """One order to one custodian: made, served, answered. `items` are its answers, one by one, as in a `Decision`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(Request, models.PROTECT, related_name="measures")
    kind = models.CharField(_("kind"), max_length=24, choices=MeasureKind)
    custodian = models.CharField(_("custodian"), max_length=200)
    # the custodian's own number
    reference = models.CharField(_("reference of the custodian"), max_length=80, blank=True)
    ordered_on = models.DateField(_("ordered on"), null=True)
    served_on = models.DateField(_("served on"), null=True)
    answered_on = models.DateField(_("answered on"), null=True)
    # what the order rests on in the law of the authority that makes it; the custodian is told, the other side is not
    legal_basis = models.CharField(_("legal basis of the order"), max_length=500, blank=True)
    items = models.JSONField(_("item by item"), default=list)
    # for the colleagues: the other side is not shown it
    note = models.TextField(_("note"), blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="measure_of_somebody", condition=~Q(custodian="")),
            # A day left out is not known; those that are known are in order.
            models.CheckConstraint(
                name="measure_in_order",
                condition=(Q(ordered_on__isnull=True) | Q(served_on__isnull=True) | Q(served_on__gte=F("ordered_on")))
                & (Q(served_on__isnull=True) | Q(answered_on__isnull=True) | Q(answered_on__gte=F("served_on")))
                & (Q(ordered_on__isnull=True) | Q(answered_on__isnull=True) | Q(answered_on__gte=F("ordered_on"))),
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="measure_never_deleted", operation=pgtrigger.Delete),
            kept("measure_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.custodian}"


class PreservationState(models.TextChoices):
    ACTIVE = "active", _("Preserved")
    HELD = "held", _("Held until the request for the data is decided")
    LAPSED = "lapsed", _("Lapsed")
    RELEASED = "released", _("Released")


class Preservation(models.Model):
    """What one custodian keeps for a request, from the day it was effected until its last day.

    It is over only when that is recorded (`lapsed_at`, `released_on`), and has no end while it is held: the request for
    the data was received by the requested Party (`held_since`, Art. 29(7)).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(Request, models.PROTECT, related_name="preservations")
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, related_name="preservations")
    custodian = models.CharField(_("custodian"), max_length=200)
    effected_on = models.DateField(_("preserved from"))
    # the last day, extensions included
    until = models.DateField(_("preserved until"))
    held_since = models.DateTimeField(null=True)
    held_for = models.ForeignKey(Request, models.PROTECT, null=True, related_name="holds")
    lapsed_at = models.DateTimeField(null=True)
    released_on = models.DateField(_("released on"), null=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["until", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["request", "custodian"],
                condition=Q(lapsed_at__isnull=True, released_on__isnull=True),
                name="preservation_once_at_a_custodian",
            ),
            models.CheckConstraint(name="preservation_in_order", condition=Q(until__gt=F("effected_on"))),
            models.CheckConstraint(
                name="preservation_held_for_a_request",
                condition=Q(held_since__isnull=True, held_for__isnull=True)
                | Q(held_since__isnull=False, held_for__isnull=False),
            ),
            # What is held does not lapse, and what was released can do neither.
            models.CheckConstraint(
                name="preservation_one_end",
                condition=Q(lapsed_at__isnull=True)
                | Q(lapsed_at__isnull=False, held_since__isnull=True, released_on__isnull=True),
            ),
        ]
        indexes: ClassVar = [
            # the sweep of what has lapsed; the lists of what is at risk, and of what nobody followed
            models.Index(
                fields=["until", "id"],
                condition=Q(held_since__isnull=True, lapsed_at__isnull=True, released_on__isnull=True),
                name="preservation_running",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="preservation_never_deleted", operation=pgtrigger.Delete),
            kept("preservation_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.custodian} {self.until}"

    @property
    def state(self) -> PreservationState:
        if self.released_on:
            return PreservationState.RELEASED
        if self.held_since:
            return PreservationState.HELD
        return PreservationState.LAPSED if self.lapsed_at else PreservationState.ACTIVE

    def over_on(self, day: date) -> bool:
        """Whether its last day is past, also where nobody has recorded it yet."""
        return self.state is PreservationState.ACTIVE and self.until < day


class PreservationChange(models.Model):
    """What was decided about a preservation after it began: an extension granted, by half or not at all; a release."""

    class What(models.TextChoices):
        EXTENDED = "extended", _("Extended")
        NOT_EXTENDED = "not_extended", _("Not extended")
        CORRECTED = "corrected", _("Corrected")
        HELD = "held", _("Held until the request for the data is decided")
        LAPSED = "lapsed", _("Lapsed")
        RELEASED = "released", _("Released")
        # whether it is still needed: no request for the data came
        ASKED = "asked", _("Asked whether it is still needed")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    preservation = models.ForeignKey(Preservation, models.PROTECT, related_name="changes")
    what = models.CharField(max_length=16, choices=What)
    until_before = models.DateField()
    until_after = models.DateField()
    # the extension that was asked, or the request for the data that was received
    because_of = models.ForeignKey(Request, models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)
    # None: the portal, when the time was over
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        triggers: ClassVar = [
            pgtrigger.Protect(name="preservation_change_frozen", operation=pgtrigger.Update | pgtrigger.Delete),
            kept("preservation_change_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.until_after}"
