"""Cases: the domestic file, its offences, and who may open it when it is sealed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from contacts.models import Authority
from mla_portal.ids import uuid7


class Case(models.Model):
    """The domestic file of one authority. Never shown to the other side."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="cases")
    reference = models.CharField(_("case number"), max_length=80)
    title = models.CharField(_("title"), max_length=200)
    facts = models.TextField(_("summary of the facts"), blank=True)
    sealed = models.BooleanField(_("sealed"), default=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]
        permissions: ClassVar = [("open_sealed", _("Open the case although it is sealed"))]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["authority", "reference"],
                name="case_reference_once",
                violation_error_message=_("Your authority already has a case with this number."),
            ),
        ]
        indexes: ClassVar = [
            # the case list of an authority, newest first
            models.Index(fields=["authority", "-id"], name="case_list"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"


class CaseUserObjectPermission(UserObjectPermissionBase):
    """Guardian's rows for a sealed case: the colleagues named to open it."""

    content_object = models.ForeignKey(Case, on_delete=models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False


class Offence(models.Model):
    """An offence of the case; `article` is the article of CETS 185 ("2" to "11") that it falls under, or None."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="offences")
    position = models.PositiveSmallIntegerField()
    article = models.CharField(_("article of the Convention"), max_length=2, null=True, blank=True)  # noqa: DJ001
    provision = models.CharField(_("provision of domestic law"), max_length=200, blank=True)
    title = models.CharField(_("offence"), max_length=300)
    max_penalty = models.CharField(_("maximum penalty"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "position"], name="offence_position"),
            models.CheckConstraint(
                name="offence_article_of_convention",
                condition=Q(article__isnull=True) | Q(article__in=[str(number) for number in range(2, 12)]),
            ),
        ]

    def __str__(self) -> str:
        return self.title
