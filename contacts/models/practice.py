"""How a country handles requests: how long it preserves, in what languages and ways it wants to be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contacts.models.authorities import Channel
from contacts.models.base import (
    EQUAL,
    OVERLAPS,
    Answer,
    Dated,
    Sourced,
    days,
    in_order,
    validate_code,
    validate_language,
)
from contacts.models.geography import Jurisdiction

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_DAYS = [MinValueValidator(1), MaxValueValidator(3660)]


def _languages(label: _StrPromise) -> ArrayField[list[str], list[str]]:
    return ArrayField(
        models.CharField(max_length=3, validators=[validate_language]), verbose_name=label, default=list, blank=True
    )


class PreservationPractice(Sourced, Dated):
    """How long data are preserved for a foreign request. What was granted for a request always overrides it."""

    class Extension(models.TextChoices):
        ON_REQUEST = "on_request", _("On request")
        COURT = "court", _("By a court")
        NONE = "none", _("Not possible")
        UNKNOWN = "unknown", _("Not known")

    code = models.CharField(_("code"), max_length=64, unique=True, validators=[validate_code])
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="preservation_practices")
    initial_days = models.PositiveSmallIntegerField(_("days at first"), null=True, blank=True, validators=_DAYS)
    extension_days = models.PositiveSmallIntegerField(_("days by extension"), null=True, blank=True, validators=_DAYS)
    max_total_days = models.PositiveSmallIntegerField(_("days at most"), null=True, blank=True, validators=_DAYS)
    extension_mode = models.CharField(_("how extended"), max_length=12, choices=Extension, default=Extension.UNKNOWN)
    conditions = models.TextField(_("what else it asks for"), max_length=2000, blank=True)

    class Meta:
        ordering: ClassVar = ["jurisdiction", "valid_from"]
        verbose_name = _("preservation practice")
        verbose_name_plural = _("preservation practice")
        constraints: ClassVar = [
            in_order("preservation_practice_in_order"),
            models.CheckConstraint(
                name="preservation_practice_within_limit",
                condition=Q(max_total_days__isnull=True)
                | Q(initial_days__isnull=True)
                | Q(initial_days__lte=F("max_total_days")),
                violation_error_message=_("The days at most cannot be fewer than the days at first."),
            ),
            ExclusionConstraint(
                name="preservation_practice_once_at_a_time",
                expressions=[(F("jurisdiction"), EQUAL), (days("valid_from", "valid_until"), OVERLAPS)],
                violation_error_message=_("This country has another entry that overlaps. End that one first."),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Requirements(Sourced, Dated):
    """What a country wants of a request: languages, channels, form. The fields of the PC-OC country sheets."""

    code = models.CharField(_("code"), max_length=64, unique=True, validators=[validate_code])
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="requirements")
    preservation_languages = _languages(_("languages for preservation requests"))
    mla_languages = _languages(_("languages for requests for mutual assistance"))
    certified_translation = models.CharField(
        _("certified translation"), max_length=8, choices=Answer, default=Answer.UNKNOWN
    )
    channels: ArrayField[list[str], list[str]] = ArrayField(
        models.CharField(max_length=16, choices=Channel), verbose_name=_("channels accepted"), default=list, blank=True
    )
    formal_confirmation = models.CharField(
        _("formal confirmation of an electronic request (Art. 25(3))"),
        max_length=8,
        choices=Answer,
        default=Answer.UNKNOWN,
    )
    formal_confirmation_days = models.PositiveSmallIntegerField(
        _("days for the formal confirmation"), null=True, blank=True, validators=_DAYS
    )
    electronic_signature = models.CharField(
        _("electronic signature"), max_length=8, choices=Answer, default=Answer.UNKNOWN
    )
    encryption = models.CharField(_("encryption"), max_length=8, choices=Answer, default=Answer.UNKNOWN)
    dual_criminality = models.TextField(_("double criminality"), max_length=2000, blank=True)
    limitation_of_use = models.TextField(_("limitation of use of evidence"), max_length=2000, blank=True)
    thresholds = models.TextField(_("thresholds"), max_length=2000, blank=True)
    documents_wanted = models.TextField(_("documents wanted"), max_length=2000, blank=True)
    links = models.TextField(
        _("laws and guides"), max_length=2000, blank=True, help_text=_("One address on each line.")
    )

    class Meta:
        ordering: ClassVar = ["jurisdiction", "valid_from"]
        verbose_name = _("requirements of a country")
        verbose_name_plural = _("requirements of countries")
        constraints: ClassVar = [
            in_order("requirements_in_order"),
            models.CheckConstraint(
                name="requirements_confirmation_days",
                condition=Q(formal_confirmation_days__isnull=True) | Q(formal_confirmation=Answer.YES),
                violation_error_message=_("Days for the formal confirmation need the answer that it is required."),
            ),
            ExclusionConstraint(
                name="requirements_once_at_a_time",
                expressions=[(F("jurisdiction"), EQUAL), (days("valid_from", "valid_until"), OVERLAPS)],
                violation_error_message=_("This country has another entry that overlaps. End that one first."),
            ),
        ]

    def __str__(self) -> str:
        return self.code
