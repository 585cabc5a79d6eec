"""What was done with what was handed over (Art. 28): the register of use, and what the two sides ask about it."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mla_portal.ids import uuid7
from requests_app.models.cases import Case
from requests_app.models.disclosures import Disclosure
from requests_app.models.dispatch import kept


class DisclosureUse(models.Model):
    """Who of the requesting side used a delivery, for what, in which case. The other side is told when it asks."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="uses")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    purpose = models.TextField(_("used for"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.CheckConstraint(name="disclosure_use_says_what", condition=~Q(purpose=""))]
        triggers: ClassVar = [
            pgtrigger.Protect(name="disclosure_use_frozen", operation=pgtrigger.Update | pgtrigger.Delete),
            kept("disclosure_use_kept"),
        ]

    def __str__(self) -> str:
        return self.purpose[:80]


class QuestionTopic(models.TextChoices):
    USE = "use", _("How it was used, 28(4)")
    OTHER_CASE = "other_case", _("Consent to use in another case")


class DisclosureQuestion(models.Model):
    """What one side asks the other about a delivery, and the one answer.

    `use` is asked by who gave it, `other_case` by who received it: `case` is theirs, and never shown to the other side,
    which reads `text`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="questions")
    topic = models.CharField(_("about"), max_length=12, choices=QuestionTopic)
    text = models.TextField(_("question"))
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.TextField(_("answer"), blank=True)
    granted = models.BooleanField(_("consent given"), null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="disclosure_question_of_a_topic",
                condition=Q(topic=QuestionTopic.USE, case__isnull=True, granted__isnull=True)
                | Q(topic=QuestionTopic.OTHER_CASE, case__isnull=False),
            ),
            models.CheckConstraint(
                name="disclosure_question_answered_whole",
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, granted__isnull=True, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False, topic=QuestionTopic.USE) & ~Q(answer="")
                | Q(
                    answered_at__isnull=False,
                    answered_by__isnull=False,
                    topic=QuestionTopic.OTHER_CASE,
                    granted__isnull=False,
                ),
            ),
            # One question of each kind is open at a time: of use one, of consent one for each case.
            models.UniqueConstraint(
                fields=["disclosure", "topic", "case"],
                condition=Q(answered_at__isnull=True),
                nulls_distinct=False,
                name="disclosure_question_open_once",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="disclosure_question_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="disclosure_question_frozen", fields=["disclosure", "topic", "text", "case", "by", "at"]
            ),
            pgtrigger.Protect(
                name="disclosure_answer_frozen",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__answered_at__isnull=False),
            ),
            kept("disclosure_question_kept"),
        ]

    def __str__(self) -> str:
        return self.text[:80]
