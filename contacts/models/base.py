"""What entries of the directory share: a code that never changes, where they come from, and when they hold."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contacts.languages import LANGUAGE_CODES
from mla_portal.accounts.time_zones import time_zone_names

if TYPE_CHECKING:
    from datetime import date

validate_code = RegexValidator(
    r"\A[A-Za-z0-9]+([-_][A-Za-z0-9]+)*\Z",
    _("Write a code of letters, digits and hyphens, such as NO-CETS185. It never changes afterwards."),
)


def validate_time_zone(name: str) -> None:
    if name not in time_zone_names():
        raise ValidationError(_("Enter a time zone by its name, such as Europe/Tbilisi."))


def validate_language(code: str) -> None:
    if code not in LANGUAGE_CODES:
        raise ValidationError(
            _("“%(code)s” is no code of a language (ISO 639), such as en or sr."), params={"code": code}
        )


class Standing(models.TextChoices):
    """How well founded an entry is. Only the first two count as verified."""

    CONFIRMED = "confirmed", _("Confirmed by those whom it is about")
    READ = "read", _("Read in the source named")
    BELIEVED = "believed", _("Not verified: believed, read in no source")
    POSSIBLE = "possible", _("Not verified: possible, to be looked up")


VERIFIED = frozenset({Standing.CONFIRMED, Standing.READ})


class Answer(models.TextChoices):
    """Yes, no, or nobody has looked it up yet: the three must not be confused."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class Sourced(models.Model):
    """Where the entry comes from, when somebody last looked, and how well founded it is."""

    source = models.CharField(_("source"), max_length=300, blank=True, help_text=_("A page, a treaty, a letter."))
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    standing = models.CharField(_("standing"), max_length=12, choices=Standing, default=Standing.BELIEVED)
    remark = models.TextField(_("remark"), max_length=1000, blank=True)

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        # Somewhere it is tomorrow already.
        if self.checked_on and self.checked_on > timezone.localdate() + timedelta(days=1):
            raise ValidationError(
                {"checked_on": _("This day is still to come. Enter the day on which somebody looked.")}
            )

    @property
    def verified(self) -> bool:
        return self.standing in VERIFIED


ENDS_AFTER_BEGIN = _("The day from which it no longer holds must come after the day from which it holds.")


class Dated(models.Model):
    """Holds from a day on (always, when empty) until the first day on which it no longer does."""

    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(
        _("no longer valid from"), null=True, blank=True, help_text=_("The first day on which it no longer holds.")
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.valid_from and self.valid_until and self.valid_from >= self.valid_until:
            raise ValidationError({"valid_until": ENDS_AFTER_BEGIN})

    def valid_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day < self.valid_until
        )


def valid_on(day: date, *, prefix: str = "") -> Q:
    """The condition that a `Dated` row holds on `day`; `prefix` is the path to it, such as "authority__"."""
    begun = Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": day})
    return begun & (Q(**{f"{prefix}valid_until__isnull": True}) | Q(**{f"{prefix}valid_until__gt": day}))


def in_order(name: str, first: str = "valid_from", last: str = "valid_until") -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{first}__isnull": True}) | Q(**{f"{last}__isnull": True}) | Q(**{f"{first}__lt": F(last)}),
        violation_error_message=ENDS_AFTER_BEGIN,
    )


def days(first: str, last: str) -> Func:
    """The days from `first` until before `last`, as PostgreSQL's range; an empty end is open."""
    return Func(F(first), F(last), RangeBoundary(), function="daterange")


OVERLAPS, EQUAL = RangeOperators.OVERLAPS, RangeOperators.EQUAL
