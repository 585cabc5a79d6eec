"""Who is on duty at a desk, and how one shift hands over to the next."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from contacts.models.authorities import ContactPoint
from contacts.models.base import EQUAL, OVERLAPS
from contacts.telephones import validate_telephone
from mla_portal.ids import uuid7


class DutyShift(models.Model):
    """One person on duty at one desk, from an instant until before another.

    `person` is a member of the portal, or nobody when the desk is kept by people without an account (`name` says who).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    desk = models.ForeignKey(ContactPoint, models.PROTECT, related_name="shifts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=200)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True, validators=[validate_telephone])
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))

    class Meta:
        ordering: ClassVar = ["desk", "starts_at"]
        verbose_name = _("duty shift")
        verbose_name_plural = _("duty shifts")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="duty_shift_in_order",
                condition=Q(starts_at__lt=F("ends_at")),
                violation_error_message=_("A shift must end after it begins."),
            ),
            ExclusionConstraint(
                name="duty_shift_one_at_a_time",
                expressions=[
                    (F("desk"), EQUAL),
                    (Func(F("starts_at"), F("ends_at"), RangeBoundary(), function="tstzrange"), OVERLAPS),
                ],
                violation_error_message=_("Two shifts of this desk overlap."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class HandOver(models.Model):
    """How the shift was handed over to the person who took it up: with what note, and whether they said so."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    shift = models.OneToOneField(DutyShift, models.PROTECT, related_name="hand_over")
    note = models.TextField(_("note"), max_length=4000, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(_("written at"), null=True, blank=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    taken_at = models.DateTimeField(_("taken up at"), null=True, blank=True)

    class Meta:
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")

    def __str__(self) -> str:
        return str(self.shift)
