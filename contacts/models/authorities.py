"""The authorities of each country, and the desks at which they answer."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contacts.models.base import (
    EQUAL,
    OVERLAPS,
    Dated,
    Sourced,
    days,
    in_order,
    validate_code,
    validate_language,
    validate_time_zone,
)
from contacts.models.geography import Jurisdiction
from contacts.names import country_name
from contacts.roles import Permission
from contacts.telephones import validate_telephone
from mla_portal.ids import uuid7


class AuthorityKind(models.TextChoices):
    CENTRAL_AUTHORITY = "central_authority", _("Central authority (Art. 27(2))")
    CONTACT_POINT_247 = "contact_point_247", _("24/7 point of contact (Art. 35)")
    PROSECUTION_OFFICE = "prosecution_office", _("Prosecution office")
    COURT = "court", _("Court")
    POLICE_UNIT = "police_unit", _("Police unit")
    INTERPOL_NCB = "interpol_ncb", _("INTERPOL National Central Bureau")
    ORGANISATION = "organisation", _("International organisation")


class Channel(models.TextChoices):
    """How a request reaches an authority. Only `portal` is carried by the portal itself."""

    PORTAL = "portal", _("This portal")
    EMAIL = "email", _("E-mail")
    INTERPOL = "interpol", _("INTERPOL I-24/7")
    SIENA = "siena", _("Europol SIENA")
    EUROJUST = "eurojust", _("Eurojust")
    DIPLOMATIC = "diplomatic", _("Diplomatic channel")
    POST = "post", _("Post or courier")


# Words that stand where the code of an authority stands in an address of the directory.
RESERVED_CODES = frozenset({"changes", "countries", "exchange", "export", "providers", "treaties", "verification"})


class Authority(Sourced, Dated):
    code = models.SlugField(_("code"), max_length=32, unique=True)
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="authorities")
    kind = models.CharField(_("kind"), max_length=32, choices=AuthorityKind)
    name = models.CharField(_("name"), max_length=200)
    original_name = models.CharField(_("name in its own language"), max_length=200, blank=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    address = models.TextField(_("address"), max_length=500, blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True, validators=[validate_telephone])
    email = models.EmailField(_("e-mail"), blank=True)
    fax = models.CharField(_("fax"), max_length=40, blank=True, validators=[validate_telephone])
    languages: ArrayField[list[str], list[str]] = ArrayField(
        models.CharField(max_length=3, validators=[validate_language]),
        verbose_name=_("languages"),
        default=list,
        blank=True,
    )
    office_hours = models.CharField(_("office hours"), max_length=120, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, validators=[validate_time_zone])
    member = models.BooleanField(_("works in this portal"), default=False)
    channel = models.CharField(
        _("channel"),
        max_length=16,
        choices=Channel,
        default=Channel.PORTAL,
        help_text=_("How a request reaches it. Members of the portal are always reached in the portal."),
    )
    is_demo = models.BooleanField(_("demonstration entry"), default=False, editable=False)

    class Meta:
        ordering: ClassVar = ["code"]
        verbose_name = _("authority")
        verbose_name_plural = _("authorities")
        permissions: ClassVar = [(permission.value, permission.label) for permission in Permission]
        constraints: ClassVar = [
            in_order("authority_valid_in_order"),
            models.CheckConstraint(
                name="authority_member_uses_portal",
                condition=Q(member=True, channel=Channel.PORTAL) | Q(member=False) & ~Q(channel=Channel.PORTAL),
                violation_error_message=_("A member is reached through this portal; an outsider by another channel."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.code in RESERVED_CODES:
            raise ValidationError({"code": _("This word is an address of the directory itself. Choose another code.")})

    @property
    def country(self) -> str:
        return country_name(self.jurisdiction_id)


def desk_code() -> str:
    """A code for a desk that nobody has to think of."""
    return f"desk-{uuid7().hex[-12:]}"


class ContactPoint(Dated):
    """A desk or person at an authority. `order` 1 is asked first; the next ones are the back-up."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(
        _("code"), max_length=64, unique=True, default=desk_code, editable=False, validators=[validate_code]
    )
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="contact_points")
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    name = models.CharField(_("desk or person"), max_length=200)
    function = models.CharField(_("function"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True, validators=[validate_telephone])
    cell_phone = models.CharField(_("cell phone"), max_length=40, blank=True, validators=[validate_telephone])
    secure_channel = models.CharField(
        _("secure channel"),
        max_length=200,
        blank=True,
        help_text=_("Such as an address for encrypted mail and its key."),
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        validators=[validate_time_zone],
        help_text=_("Empty: that of its authority."),
    )
    hours = models.CharField(_("hours"), max_length=120, blank=True)
    round_the_clock = models.BooleanField(_("answers day and night"), default=False)
    language = models.CharField(_("language of messages"), max_length=12, default="en")

    class Meta:
        ordering: ClassVar = ["authority", "order", "id"]
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")
        constraints: ClassVar = [
            in_order("contact_point_in_order"),
            ExclusionConstraint(
                name="contact_point_order_once_at_a_time",
                expressions=[
                    (F("authority"), EQUAL),
                    (F("order"), EQUAL),
                    (days("valid_from", "valid_until"), OVERLAPS),
                ],
                violation_error_message=_(
                    "Another contact point of this authority has this place in the order at that time."
                ),
            ),
            models.CheckConstraint(
                name="contact_point_reachable",
                condition=~Q(email="") | ~Q(telephone="") | ~Q(cell_phone="") | ~Q(secure_channel=""),
                violation_error_message=_("Enter an e-mail address, a telephone number or a secure channel."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> str:
        """The zone in which its hours and its roster are written."""
        return self.time_zone or self.authority.time_zone

    @property
    def telephones(self) -> list[str]:
        return [number for number in (self.telephone, self.cell_phone) if number]
