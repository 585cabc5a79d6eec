"""The text that came formally after a request by expedited means (Art. 25(3)), beside the one that came first."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mla_portal.ids import uuid7
from mla_portal.storage.models import StoredFile
from requests_app.models.dispatch import kept
from requests_app.models.requests import Request
from requests_app.states import Side


class FormalText(models.Model):
    """Recorded by one of the sides. `first` and `text` are what both say, as data, where the file could be read; else a
    person compared them and says so in `note`. The file stays with the side that recorded it.
    """

    class Verdict(models.TextChoices):
        SAME = "same", _("It says the same")
        DIFFERENT = "different", _("It says something else")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(Request, models.PROTECT, related_name="formal_texts")
    side = models.CharField(max_length=10, choices=Side)
    verdict = models.CharField(_("what it says"), max_length=9, choices=Verdict)
    first = models.TextField(blank=True)
    text = models.TextField(blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField(_("when it came"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["recorded_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="formal_text_compared_by_somebody",
                condition=~Q(first="") & ~Q(text="") & Q(file__isnull=False) | Q(first="", text="") & ~Q(note=""),
            ),
            models.CheckConstraint(
                name="formal_text_not_before_it_came", condition=Q(received_at__lte=F("recorded_at"))
            ),
            models.CheckConstraint(
                name="formal_text_known", condition=Q(side__in=Side.values, verdict__in=["same", "different"])
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="formal_text_frozen", operation=pgtrigger.Update | pgtrigger.Delete),
            kept("formal_text_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} {self.recorded_at}"

    @property
    def is_different(self) -> bool:
        return self.verdict == self.Verdict.DIFFERENT
