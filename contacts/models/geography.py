"""States, and territories with a contact point of their own."""

from __future__ import annotations

import re
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contacts.models.base import validate_time_zone
from contacts.names import country_name

_ISO_3166 = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")


class Jurisdiction(models.Model):
    """A State, or a territory (which carries its parent). `time_zone` is that of the capital."""

    code = models.CharField(_("ISO 3166-1 code"), primary_key=True, max_length=6)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="territories")
    time_zone = models.CharField(_("time zone"), max_length=64, validators=[validate_time_zone])

    class Meta:
        ordering: ClassVar = ["code"]
        verbose_name = _("jurisdiction")
        verbose_name_plural = _("jurisdictions")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="jurisdiction_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("code")),
                violation_error_message=_("A territory cannot be its own parent. Choose the State it belongs to."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if not _ISO_3166.fullmatch(self.code):
            raise ValidationError({"code": _("Write a code of ISO 3166 in capitals, such as RO or GB-SCT.")})

    @property
    def name(self) -> str:
        return country_name(self.code)
