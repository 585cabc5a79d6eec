"""Treaties, who is a Party to them and when, and what Parties reserved or declared."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contacts.articles import ARTICLE, validate_article
from contacts.models.base import ENDS_AFTER_BEGIN, EQUAL, OVERLAPS, Dated, Sourced, days, in_order, validate_code
from contacts.models.geography import Jurisdiction

if TYPE_CHECKING:
    from datetime import date


class InstrumentKind(models.TextChoices):
    MULTILATERAL = "multilateral", _("Multilateral treaty")
    BILATERAL = "bilateral", _("Bilateral treaty")
    ARRANGEMENT = "arrangement", _("Arrangement")


class Instrument(Sourced):
    """A treaty or arrangement. `in_force_on` is the day on which it began to bind anybody at all."""

    code = models.CharField(_("code"), max_length=32, unique=True, validators=[validate_code])
    name = models.CharField(_("name"), max_length=300)
    short_name = models.CharField(_("short name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=16, choices=InstrumentKind)
    opened_on = models.DateField(_("opened for signature"), null=True, blank=True)
    in_force_on = models.DateField(_("in force since"), null=True, blank=True)
    url = models.URLField(_("address of the text"), blank=True)

    class Meta:
        ordering: ClassVar = ["code"]
        verbose_name = _("instrument")
        verbose_name_plural = _("instruments")

    def __str__(self) -> str:
        return self.short_name


class Ratification(models.TextChoices):
    UNDATED = "undated", _("Ratified or acceded, the day is not known")


class InstrumentStatus(Sourced):
    """Where one jurisdiction stands with one instrument in one period. Signing or ratifying alone binds nobody yet."""

    code = models.CharField(_("code"), max_length=64, unique=True, validators=[validate_code])
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="statuses")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="statuses")
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    ratified_on = models.DateField(_("ratified or acceded on"), null=True, blank=True)
    ratification = models.CharField(
        _("ratification without its day"),
        max_length=8,
        choices=Ratification,
        blank=True,
        help_text=_("Only while the day of ratification or accession is not known."),
    )
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    in_force_until = models.DateField(
        _("no longer in force from"), null=True, blank=True, help_text=_("The first day on which it no longer binds.")
    )

    class Meta:
        ordering: ClassVar = ["instrument", "jurisdiction", "in_force_from"]
        verbose_name = _("status of a treaty")
        verbose_name_plural = _("status of treaties")
        constraints: ClassVar = [
            in_order("status_in_order", "in_force_from", "in_force_until"),
            models.CheckConstraint(
                name="status_ends_what_began",
                condition=Q(in_force_until__isnull=True) | Q(in_force_from__isnull=False),
                violation_error_message=_("Enter the day from which it was in force, too."),
            ),
            models.CheckConstraint(
                name="status_ratified_once",
                condition=Q(ratification="") | Q(ratified_on__isnull=True),
                violation_error_message=_("The day of ratification is entered. Do not also say that it is not known."),
            ),
            ExclusionConstraint(
                name="status_once_at_a_time",
                expressions=[
                    (F("jurisdiction"), EQUAL),
                    (F("instrument"), EQUAL),
                    (days("in_force_from", "in_force_until"), OVERLAPS),
                ],
                violation_error_message=_(
                    "This country has another entry for this instrument that overlaps. End that one first."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jurisdiction_id} · {self.instrument_id}"

    def clean(self) -> None:
        super().clean()
        if self.in_force_from and self.in_force_until and self.in_force_from >= self.in_force_until:
            raise ValidationError({"in_force_until": ENDS_AFTER_BEGIN})

    def in_force_on(self, day: date) -> bool:
        return (
            self.in_force_from is not None
            and self.in_force_from <= day
            and (self.in_force_until is None or day < self.in_force_until)
        )


def in_force_on(day: date) -> Q:
    """The condition that an `InstrumentStatus` binds on `day`."""
    return Q(in_force_from__lte=day) & (Q(in_force_until__isnull=True) | Q(in_force_until__gt=day))


class Reservation(Sourced, Dated):
    """What a Party reserved or declared under an article. Reservations are withdrawn, so each has its dates."""

    class Nature(models.TextChoices):
        RESERVATION = "reservation", _("Reservation")
        DECLARATION = "declaration", _("Declaration")

    code = models.CharField(_("code"), max_length=64, unique=True, validators=[validate_code])
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="reservations")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="reservations")
    nature = models.CharField(_("nature"), max_length=12, choices=Nature)
    article = models.CharField(
        _("article"), max_length=20, validators=[validate_article], help_text=_("As in the treaty, such as 29(4).")
    )
    text = models.TextField(_("text"), max_length=6000)

    class Meta:
        ordering: ClassVar = ["instrument", "jurisdiction", "article"]
        verbose_name = _("reservation or declaration")
        verbose_name_plural = _("reservations and declarations")
        constraints: ClassVar = [
            in_order("reservation_in_order"),
            models.CheckConstraint(
                name="reservation_article_form",
                condition=Q(article__regex=ARTICLE),
                violation_error_message=_("Write the number of one article as in the treaty, such as 29(4)."),
            ),
            ExclusionConstraint(
                name="reservation_once_at_a_time",
                expressions=[
                    (F("jurisdiction"), EQUAL),
                    (F("instrument"), EQUAL),
                    (F("nature"), EQUAL),
                    (F("article"), EQUAL),
                    (days("valid_from", "valid_until"), OVERLAPS),
                ],
                violation_error_message=_(
                    "This country has another entry for this article that overlaps. End that one first, or add to it."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jurisdiction_id} · {self.article}"
