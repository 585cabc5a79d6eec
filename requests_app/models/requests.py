"""Requests and what the data is found by."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5
from django.utils.translation import gettext_lazy as _

from contacts.models import Authority, Instrument
from mla_portal.ids import uuid7
from requests_app.models.cases import Case
from requests_app.models.registration import Registration
from requests_app.states import ENDED, OPEN, SENT_ONWARDS, UNAPPROVED, UNSENT, Outcome, Side, Status, transitions


class Urgency(models.TextChoices):
    NORMAL = "normal", _("Normal")
    URGENT = "urgent", _("Urgent")
    EMERGENCY = "emergency", _("Emergency")


def in_english() -> list[str]:
    return ["en"]


class ReferenceCounter(models.Model):
    """The last running number given in a series such as "GE-2026"."""

    series = models.CharField(primary_key=True, max_length=32)
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.series}: {self.last}"


# Frozen once it is no draft; the second ones are corrected where a person wrote them down from a letter, and with them
# what else is known only from that person.
_FROZEN = (
    *("registered_at", "original", "forwarded_from", "languages", "translations"),
    *("requested_authority", "case", "reference"),
)
_CORRECTABLE = ("sender_reference", "content", "urgency", "instrument")
_WRITTEN_DOWN = ("kind", "requesting_authority", "sent_at", "received_channel", "received_note")


def _changed(*names: str) -> pgtrigger.Q:
    condition = pgtrigger.Q()
    for name in names:
        condition |= pgtrigger.Q(**{f"old__{name}__df": pgtrigger.F(f"new__{name}")})
    return condition


class Request(Registration):
    """One request to one authority."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    reference = models.CharField(_("reference"), max_length=32, unique=True)
    # None of a request that was registered: the file lies with an authority outside
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="requests")
    kind = models.CharField(_("kind"), max_length=32)
    # Equal to case.authority; here too, so that the access rule reads one row.
    requesting_authority = models.ForeignKey(Authority, models.PROTECT, related_name="requests_made")
    requested_authority = models.ForeignKey(Authority, models.PROTECT, related_name="requests_received")
    # the treaty under which it is made; null while none was chosen
    instrument = models.ForeignKey(
        Instrument, models.PROTECT, null=True, blank=True, verbose_name=_("legal basis"), related_name="+"
    )
    urgency = models.CharField(_("urgency"), max_length=12, choices=Urgency, default=Urgency.NORMAL)
    status = models.CharField(_("status"), max_length=16, choices=Status, default=Status.DRAFT)
    outcome = models.CharField(_("outcome"), max_length=16, choices=Outcome, blank=True)
    content = models.JSONField(default=dict)
    # The languages of its document, the first above; and translations of what was typed: {field, language, text,
    # machine, of}, where `of` tells which text was translated.
    languages: ArrayField[list[str], list[str]] = ArrayField(models.CharField(max_length=3), default=in_english)
    translations = models.JSONField(default=list)
    schema_version = models.PositiveSmallIntegerField(default=1)
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    # the one that reached the wrong authority, of one that was passed on (Art. 27(9)(c)); passed on once
    forwarded_from = models.OneToOneField(
        "self", models.PROTECT, null=True, editable=False, related_name="forwarded_to"
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="requests_drafted")
    client_token = models.CharField(max_length=64)
    # Who is responsible at either authority; nobody yet while null. The rows of `Assignment` say how it came about.
    requesting_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    requested_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # what it said when it was submitted; approval is of exactly that
    submitted_digest = models.CharField(max_length=32, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # what the directory said against it when it was approved (`Caution.about`): anything else stops the sending
    approved_cautions: ArrayField[list[str], list[str]] = ArrayField(
        models.CharField(max_length=64), default=list, blank=True
    )
    # given with the last move that needs one: why it was returned, refused, postponed or withdrawn
    reason = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    # when the requested authority gave its answer: executed, refused or passed on
    completed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            *Registration.Meta.constraints,
            # A double click or a lost answer makes one draft, not two.
            models.UniqueConstraint(fields=["author", "client_token"], name="request_drafted_once"),
            models.CheckConstraint(
                name="request_to_another_authority", condition=~Q(requesting_authority=F("requested_authority"))
            ),
            models.CheckConstraint(name="request_in_one_or_two_languages", condition=Q(languages__len__in=[1, 2])),
            models.CheckConstraint(name="request_status_known", condition=Q(status__in=Status.values)),
            # Another person than the author approves.
            models.CheckConstraint(
                name="request_approved_by_another",
                condition=Q(approved_by__isnull=True)
                | ~Q(approved_by=F("author")) & (Q(submitted_by__isnull=True) | ~Q(approved_by=F("submitted_by"))),
            ),
            models.CheckConstraint(
                name="request_sent_has_instant",
                condition=Q(status__in=UNSENT, sent_at__isnull=True)
                | Q(status__in=SENT_ONWARDS, sent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="request_ended_has_outcome",
                condition=Q(status__in=ENDED) & ~Q(outcome="") | ~Q(status__in=ENDED) & Q(outcome=""),
            ),
            models.CheckConstraint(name="request_outcome_known", condition=Q(outcome__in=["", *Outcome.values])),
        ]
        indexes: ClassVar = [
            # outbox and dashboard of the requesting authority, newest first
            models.Index(fields=["requesting_authority", "status", "-id"], name="request_outbox"),
            # inbox of the requested authority
            models.Index(
                fields=["requested_authority", "status", "-id"],
                condition=Q(sent_at__isnull=False),
                name="request_inbox",
            ),
            # what was acknowledged lately: the newest of the inbox, and of the home page of who asked
            models.Index(fields=["-sent_at", "-id"], condition=Q(sent_at__isnull=False), name="request_by_sending"),
            models.Index(
                fields=["requesting_authority", "-acknowledged_at"],
                condition=Q(acknowledged_at__isnull=False),
                name="request_answered",
            ),
            # what one person is responsible for, of what was written and of what arrived
            models.Index(
                fields=["requesting_person", "-id"],
                condition=Q(requesting_person__isnull=False),
                name="request_mine_written",
            ),
            models.Index(
                fields=["requested_person", "-sent_at", "-id"],
                condition=Q(requested_person__isnull=False),
                name="request_mine_received",
            ),
            # what is nobody's, of what is still open
            models.Index(
                fields=["requesting_authority", "-id"],
                condition=Q(requesting_person__isnull=True, status__in=OPEN[Side.REQUESTING]),
                name="request_nobodys_written",
            ),
            models.Index(
                fields=["requested_authority", "-sent_at", "-id"],
                condition=Q(requested_person__isnull=True, status__in=OPEN[Side.REQUESTED]),
                name="request_nobodys_received",
            ),
            # was it registered already, under the requester's own number
            models.Index(
                fields=["requesting_authority", "sender_reference"],
                condition=~Q(sender_reference=""),
                name="request_sender_reference",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.FSM(name="request_moves", field="status", transitions=transitions()),
            # What nobody approved leaves only as an emergency, with the facts that show it.
            pgtrigger.Trigger(
                name="request_unapproved_in_emergency",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status__in=UNAPPROVED, new__status=Status.SENT),
                func="""
                    IF NOT EXISTS (SELECT 1 FROM requests_app_emergencysending WHERE request_id = NEW.id) THEN
                        RAISE EXCEPTION 'a request leaves without approval only in an emergency';
                    END IF;
                    RETURN NEW;
                """,
            ),
            # What nobody acknowledged is closed as unanswered, and as nothing else.
            pgtrigger.Protect(
                name="request_unanswered_says_so",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status=Status.SENT, new__status=Status.CLOSED)
                & ~pgtrigger.Q(new__outcome=Outcome.NO_REPLY),
            ),
            pgtrigger.Protect(name="request_never_deleted", operation=pgtrigger.Delete),
            # Once it is no draft, what it says stands still.
            pgtrigger.Protect(
                name="request_answers_frozen",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__status=Status.DRAFT)
                & (_changed(*_FROZEN) | pgtrigger.Q(old__registered_at__isnull=True) & _changed(*_CORRECTABLE)),
            ),
            # What was written down by hand changes only with a `Correction` that keeps what it said before: one row,
            # one change.
            pgtrigger.Trigger(
                name="request_corrected_on_record",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__registered_at__isnull=False)
                & _changed(*_CORRECTABLE, *_WRITTEN_DOWN, "corrections_made"),
                func="""
                    IF NEW.corrections_made <> OLD.corrections_made + 1 OR NOT EXISTS (
                        SELECT 1 FROM requests_app_correction
                        WHERE request_id = NEW.id AND number = NEW.corrections_made
                    ) THEN
                        RAISE EXCEPTION 'what was registered changes only by a correction on record';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def own_case(self) -> Case:
        """The case, of a request that the reader's own side wrote: that always has one."""
        if self.case is None:
            raise ValueError(f"{self.reference} was registered: it has no case here")
        return self.case


class Identifier(models.Model):
    """What the data is found by. Instants keep the UTC offset they were given with, in minutes."""

    class Type(models.TextChoices):
        IP = "ip", _("IP address")
        EMAIL = "email", _("E-mail address")
        ACCOUNT = "account", _("Account or user name")
        URL = "url", _("Web address (URL)")
        DOMAIN = "domain", _("Domain name")
        PHONE = "phone", _("Telephone number")
        IMEI = "imei", _("IMEI")
        IMSI = "imsi", _("IMSI")
        WALLET = "wallet", _("Wallet address")
        OTHER = "other", _("Other")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(Request, models.CASCADE, related_name="identifiers")
    type = models.CharField(_("type"), max_length=12, choices=Type)
    value = models.CharField(_("value"), max_length=2000)
    port = models.PositiveIntegerField(_("port"), null=True, blank=True)
    at = models.DateTimeField(_("at"), null=True, blank=True)
    at_offset = models.SmallIntegerField(null=True, blank=True)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    until_offset = models.SmallIntegerField(null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            # By the hash of the value: an index holds no 2,000 characters.
            models.UniqueConstraint(
                "request",
                "type",
                MD5("value"),
                "port",
                "at",
                "until",
                nulls_distinct=False,
                name="identifier_once",
            ),
            models.CheckConstraint(
                name="identifier_port_range", condition=Q(port__isnull=True) | Q(port__gte=1, port__lte=65535)
            ),
            models.CheckConstraint(
                name="identifier_at_has_offset",
                condition=Q(at__isnull=True, at_offset__isnull=True) | Q(at__isnull=False, at_offset__isnull=False),
            ),
            models.CheckConstraint(
                name="identifier_until_has_offset",
                condition=Q(until__isnull=True, until_offset__isnull=True)
                | Q(until__isnull=False, until_offset__isnull=False),
            ),
            models.CheckConstraint(
                name="identifier_period_in_order",
                condition=Q(until__isnull=True) | Q(at__isnull=False, until__gte=F("at")),
            ),
        ]
        indexes: ClassVar = [
            # who else asks about the same: by the hash, as above
            models.Index("type", MD5("value"), name="identifier_by_value"),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="identifier_of_a_draft",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("row_request", "uuid")],
                # A request that is registered or passed on never was a draft: it comes with its identifiers. While a
                # correction is being made they may be others, but for those that a custodian has answered about.
                func="""
                    row_request := CASE WHEN TG_OP = 'DELETE' THEN OLD.request_id ELSE NEW.request_id END;
                    IF (SELECT status <> 'draft'
                               AND NOT (TG_OP = 'INSERT' AND status = 'sent'
                                        AND (registered_at IS NOT NULL OR forwarded_from_id IS NOT NULL))
                               AND NOT (TG_OP <> 'UPDATE' AND EXISTS (
                                        SELECT 1 FROM requests_app_correction AS begun
                                        WHERE begun.request_id = requests_app_request.id
                                              AND begun.number = requests_app_request.corrections_made + 1))
                        FROM requests_app_request WHERE id = row_request) THEN
                        RAISE EXCEPTION 'identifiers change only while the request is a draft';
                    END IF;
                    IF TG_OP = 'DELETE' THEN
                        IF EXISTS (SELECT 1 FROM requests_app_measure WHERE request_id = OLD.request_id
                                   AND items @> jsonb_build_array(jsonb_build_object('identifier', OLD.id))) THEN
                            RAISE EXCEPTION 'an answer is recorded for this identifier';
                        END IF;
                        RETURN OLD;
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.value}"
