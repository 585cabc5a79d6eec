"""What an authority keeps at hand for drafting: passages of text, and the offences of its law."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.models import Authority
from mla_portal.ids import uuid7


class Kept(models.Model):
    """One entry, kept by the members who draft. It is ended, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class TextBlock(Kept):
    """A passage that is offered beside the long answers it is for; `questions` are names of the field tables."""

    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"))
    questions = ArrayField(models.CharField(max_length=40), verbose_name=_("offered for"))

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name = _("text block")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["authority", "title"], condition=Q(ended_at__isnull=True), name="text_block_title_once"
            ),
        ]
        indexes: ClassVar = [
            # what is offered, and the list of an authority
            models.Index(fields=["authority", "-id"], condition=Q(ended_at__isnull=True), name="text_block_list"),
        ]

    def __str__(self) -> str:
        return self.title


class CatalogueOffence(Kept):
    """An offence of the authority's law; `article` is the article of CETS 185 that it falls under, or None."""

    article = models.CharField(_("article of the Convention"), max_length=2, null=True, blank=True)  # noqa: DJ001
    provision = models.CharField(_("provision of domestic law"), max_length=200, blank=True)
    title = models.CharField(_("offence"), max_length=300)
    max_penalty = models.CharField(_("maximum penalty"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name = _("offence of the catalogue")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["authority", "title", "provision"],
                condition=Q(ended_at__isnull=True),
                name="catalogue_offence_once",
            ),
            models.CheckConstraint(
                name="catalogue_article_of_convention",
                condition=Q(article__isnull=True) | Q(article__in=[str(number) for number in range(2, 12)]),
            ),
        ]
        indexes: ClassVar = [
            # what is offered, and the list of an authority
            models.Index(fields=["authority", "-id"], condition=Q(ended_at__isnull=True), name="catalogue_list"),
        ]

    def __str__(self) -> str:
        return self.title
