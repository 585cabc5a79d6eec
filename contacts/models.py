"""Who we talk to: jurisdictions, their authorities, the desks that answer, and who belongs to an authority."""

from __future__ import annotations

import zoneinfo
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from contacts.names import country_name
from contacts.roles import Permission, Role
from mla_portal.ids import uuid7

if TYPE_CHECKING:
    from datetime import date


def validate_time_zone(name: str) -> None:
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("Enter a time zone by its name, such as Europe/Tbilisi."))


class Jurisdiction(models.Model):
    """A State, or a territory with its own contact point (which carries its parent)."""

    code = models.CharField(_("ISO 3166-1 code"), primary_key=True, max_length=6)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="territories")
    time_zone = models.CharField(_("time zone"), max_length=64, validators=[validate_time_zone])

    class Meta:
        ordering: ClassVar = ["code"]
        verbose_name = _("jurisdiction")
        verbose_name_plural = _("jurisdictions")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return country_name(self.code)


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


class Authority(models.Model):
    code = models.SlugField(_("code"), max_length=32, unique=True)
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="authorities")
    kind = models.CharField(_("kind"), max_length=32, choices=AuthorityKind)
    name = models.CharField(_("name"), max_length=200)
    original_name = models.CharField(_("name in its own language"), max_length=200, blank=True)
    address = models.TextField(_("address"), max_length=500, blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    fax = models.CharField(_("fax"), max_length=40, blank=True)
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
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    is_demo = models.BooleanField(_("demonstration entry"), default=False, editable=False)

    class Meta:
        ordering: ClassVar = ["code"]
        verbose_name = _("authority")
        verbose_name_plural = _("authorities")
        permissions: ClassVar = [(permission.value, permission.label) for permission in Permission]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="authority_valid_in_order",
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_from__lt=models.F("valid_until")),
                violation_error_message=_("The last day must come after the first day."),
            ),
            models.CheckConstraint(
                name="authority_member_uses_portal",
                condition=Q(member=True, channel=Channel.PORTAL) | Q(member=False) & ~Q(channel=Channel.PORTAL),
                violation_error_message=_("A member is reached through this portal; an outsider by another channel."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def country(self) -> str:
        return country_name(self.jurisdiction_id)

    def valid_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day < self.valid_until
        )


class ContactPoint(models.Model):
    """A desk or person at an authority. `order` 1 is asked first; the next ones are the back-up."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="contact_points")
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    name = models.CharField(_("desk or person"), max_length=200)
    function = models.CharField(_("function"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    cell_phone = models.CharField(_("cell phone"), max_length=40, blank=True)
    hours = models.CharField(_("hours"), max_length=120, blank=True)
    round_the_clock = models.BooleanField(_("answers day and night"), default=False)
    language = models.CharField(_("language of messages"), max_length=12, default="en")

    class Meta:
        ordering: ClassVar = ["authority", "order"]
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["authority", "order"], name="contact_point_order"),
            models.CheckConstraint(
                name="contact_point_reachable",
                condition=~Q(email="") | ~Q(telephone="") | ~Q(cell_phone=""),
                violation_error_message=_("Enter an e-mail address or a telephone number."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def telephones(self) -> list[str]:
        return [number for number in (self.telephone, self.cell_phone) if number]


class Membership(models.Model):
    """A person's role at an authority, kept after it ends. The permissions that follow from it are guardian's."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=24, choices=Role)
    since = models.DateTimeField(_("since"), default=timezone.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["authority", "role"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "authority", "role"], condition=Q(until__isnull=True), name="membership_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.authority}"


class AuthorityUserObjectPermission(UserObjectPermissionBase):
    """Guardian's rows for Authority, with a real foreign key: they are joined in every list."""

    content_object = models.ForeignKey(Authority, on_delete=models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False
