"""Service providers: custodians of data, and the legal entities on which orders are served."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.models.base import Answer, Dated, Sourced, in_order, validate_code
from contacts.models.geography import Jurisdiction

_DAYS = [MinValueValidator(1), MaxValueValidator(3660)]


class ServiceProvider(Sourced):
    code = models.CharField(_("code"), max_length=32, unique=True, validators=[validate_code])
    name = models.CharField(_("name"), max_length=200)
    services = models.CharField(
        _("services"), max_length=300, blank=True, help_text=_("By what names people know its services.")
    )
    website = models.URLField(_("website"), blank=True)

    class Meta:
        ordering: ClassVar = ["name"]
        verbose_name = _("service provider")
        verbose_name_plural = _("service providers")

    def __str__(self) -> str:
        return self.name


class ProviderEntity(Sourced, Dated):
    """A legal entity of a provider in one country, and what it does with requests from abroad."""

    class Notice(models.TextChoices):
        YES = "yes", _("Yes")
        UNLESS_FORBIDDEN = "unless_forbidden", _("Yes, unless it is forbidden to")
        NO = "no", _("No")
        UNKNOWN = "unknown", _("Not known")

    code = models.CharField(_("code"), max_length=64, unique=True, validators=[validate_code])
    provider = models.ForeignKey(ServiceProvider, models.PROTECT, related_name="entities")
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="provider_entities")
    legal_name = models.CharField(_("legal name"), max_length=200)
    address = models.TextField(_("address"), max_length=500, blank=True)
    orders_served = models.CharField(_("where orders are served"), max_length=300, blank=True)
    channel = models.CharField(
        _("channel for authorities"), max_length=300, blank=True, help_text=_("A page, an e-mail address.")
    )
    emergency_channel = models.CharField(_("channel in an emergency"), max_length=300, blank=True)
    preserves = models.CharField(_("preserves on request"), max_length=8, choices=Answer, default=Answer.UNKNOWN)
    preservation_days = models.PositiveSmallIntegerField(
        _("preserves for, days"), null=True, blank=True, validators=_DAYS
    )
    extension_days = models.PositiveSmallIntegerField(_("extends by, days"), null=True, blank=True, validators=_DAYS)
    direct_subscriber_requests = models.CharField(
        _("takes direct requests from abroad for subscriber information"),
        max_length=8,
        choices=Answer,
        default=Answer.UNKNOWN,
    )
    notifies_users = models.CharField(_("tells its users"), max_length=16, choices=Notice, default=Notice.UNKNOWN)

    class Meta:
        ordering: ClassVar = ["provider", "jurisdiction"]
        verbose_name = _("legal entity of a provider")
        verbose_name_plural = _("legal entities of providers")
        constraints: ClassVar = [in_order("provider_entity_in_order")]

    def __str__(self) -> str:
        return self.legal_name
