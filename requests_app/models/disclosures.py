"""What was handed over for a request, part by part, under which conditions, and what became of them (Art. 28)."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mla_portal.ids import uuid7
from mla_portal.storage.models import StoredFile
from requests_app.models.dispatch import kept
from requests_app.models.requests import Request
from requests_app.states import AT_WORK, Side, Status


class DisclosureState(models.TextChoices):
    """Read from the steps; files are open in `open`, `accepted` and `given`."""

    OPEN = "open", _("Handed over")
    OFFERED = "offered", _("Waits for an answer to the conditions")
    ACCEPTED = "accepted", _("Conditions accepted")
    DECLINED = "declined", _("Conditions declined")
    GIVEN = "given", _("Given without the conditions")
    TAKEN_BACK = "taken_back", _("Taken back")


class DisclosureAction(models.TextChoices):
    ACCEPT = "accept", _("Accept the conditions")
    DECLINE = "decline", _("Decline the conditions")
    GIVE = "give", _("Give nevertheless")
    TAKE_BACK = "take_back", _("Take back")


class Disclosure(models.Model):
    """One delivery of the requested side. Of an authority outside, what the officer who asked says has arrived.

    `contains` says what is in it, and is read before the conditions are accepted; the data are in the files.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(Request, models.PROTECT, related_name="disclosures")
    number = models.PositiveSmallIntegerField(_("delivery"))
    contains = models.TextField(_("what it contains"))
    final = models.BooleanField(_("the last delivery"), default=False)
    # what went by courier or in another way: a disk, its number, its hash
    outside = models.TextField(_("handed over outside the portal"), blank=True)
    # Art. 28(2)(a) and (b), and any other
    confidential = models.BooleanField(_("to be kept confidential"), default=False)
    no_other_use = models.BooleanField(_("for no other investigation or proceedings"), default=False)
    condition = models.TextField(_("another condition"), blank=True)
    # who gave it and when, where it is recorded and not given in the portal
    given_by = models.CharField(_("who gave it"), max_length=200, blank=True)
    given_on = models.DateField(_("received on"), null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    client_token = models.CharField(max_length=64)
    files: models.ManyToManyField[StoredFile, DisclosureFile] = models.ManyToManyField(
        StoredFile, through="DisclosureFile", related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "number"], name="disclosure_numbered_once"),
            # A double click hands it over once.
            models.UniqueConstraint(fields=["request", "by", "client_token"], name="disclosure_made_once"),
            models.CheckConstraint(name="disclosure_says_what", condition=~Q(contains="")),
            models.CheckConstraint(
                name="disclosure_given_by_somebody",
                condition=Q(given_by="", given_on__isnull=True) | ~Q(given_by="") & Q(given_on__isnull=False),
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="disclosure_frozen", operation=pgtrigger.Update | pgtrigger.Delete),
            kept("disclosure_kept"),
        ]

    def __str__(self) -> str:
        return _("Delivery %(number)d") % {"number": self.number}

    @property
    def withheld(self) -> bool:
        """Whether it is in doubt who asks: `selectors.disclosures.disclosures_of` reads it with the delivery."""
        return bool(getattr(self, "doubted", False))

    @property
    def recorded(self) -> bool:
        return bool(self.given_by)

    @property
    def conditional(self) -> bool:
        return self.confidential or self.no_other_use or bool(self.condition)

    @property
    def state(self) -> DisclosureState:
        last = max(self.steps.all(), key=lambda one: one.pk, default=None)
        if last is not None:
            return LEADS_TO[DisclosureAction(last.action)]
        return DisclosureState.OFFERED if self.conditional else DisclosureState.OPEN

    @property
    def is_open(self) -> bool:
        """Whether the requesting side may open the files."""
        return self.state in OPEN

    @property
    def waits_to_be_opened(self) -> bool:
        """Whether it is open to the requesting side, and nobody there has looked at it yet."""
        return self.is_open and not self.recorded and not hasattr(self, "opening")

    @property
    def binds(self) -> bool:
        """Whether its conditions were accepted: then they bind (Art. 28(3))."""
        return self.state == DisclosureState.ACCEPTED


# Where a request stands while results are handed over for it.
GIVABLE = (*AT_WORK, Status.COMPLETED)
OPEN = (DisclosureState.OPEN, DisclosureState.ACCEPTED, DisclosureState.GIVEN)
LEADS_TO = {
    DisclosureAction.ACCEPT: DisclosureState.ACCEPTED,
    DisclosureAction.DECLINE: DisclosureState.DECLINED,
    DisclosureAction.GIVE: DisclosureState.GIVEN,
    DisclosureAction.TAKE_BACK: DisclosureState.TAKEN_BACK,
}
# Who declined may not think again alone: the other side has been told, and decides (Art. 28(3)).
FROM = {
    DisclosureAction.ACCEPT: (DisclosureState.OFFERED,),
    DisclosureAction.DECLINE: (DisclosureState.OFFERED,),
    DisclosureAction.GIVE: (DisclosureState.DECLINED,),
    DisclosureAction.TAKE_BACK: (DisclosureState.OFFERED, DisclosureState.DECLINED),
}
SIDES = {
    DisclosureAction.ACCEPT: Side.REQUESTING,
    DisclosureAction.DECLINE: Side.REQUESTING,
    DisclosureAction.GIVE: Side.REQUESTED,
    DisclosureAction.TAKE_BACK: Side.REQUESTED,
}


class DisclosureFile(models.Model):
    """A file of a delivery. It is no `Attachment`: those are open to both sides, or to one for ever."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="parts")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["disclosure", "file"], name="disclosure_file_once"),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="disclosure_file_frozen", operation=pgtrigger.Update | pgtrigger.Delete),
            kept("disclosure_file_kept"),
        ]

    def __str__(self) -> str:
        return self.file.name


class DisclosureStep(models.Model):
    """What a side decided about the conditions of a delivery, with its reasons."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="steps")
    action = models.CharField(_("decision"), max_length=12, choices=DisclosureAction)
    reason = models.TextField(_("reason"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="disclosure_step_known", condition=Q(action__in=DisclosureAction.values)),
            models.UniqueConstraint(
                fields=["disclosure"],
                condition=Q(action__in=[DisclosureAction.ACCEPT, DisclosureAction.DECLINE]),
                name="disclosure_answered_once",
            ),
            # What was accepted, given or taken back stays so.
            models.UniqueConstraint(
                fields=["disclosure"],
                condition=Q(action__in=[DisclosureAction.ACCEPT, DisclosureAction.GIVE, DisclosureAction.TAKE_BACK]),
                name="disclosure_settled_once",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="disclosure_step_frozen", operation=pgtrigger.Update | pgtrigger.Delete),
            kept("disclosure_step_kept"),
        ]

    def __str__(self) -> str:
        return self.get_action_display()
