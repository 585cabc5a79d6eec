"""The work: cases, requests and what happens to them. Invariants are constraints and triggers of the database."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from contacts.models import Authority, Channel
from mla_portal.ids import uuid7
from requests_app.states import Outcome, Status, transitions


class Urgency(models.TextChoices):
    NORMAL = "normal", _("Normal")
    URGENT = "urgent", _("Urgent")
    EMERGENCY = "emergency", _("Emergency")


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


class ReferenceCounter(models.Model):
    """The last running number given in a series such as "GE-2026"."""

    series = models.CharField(primary_key=True, max_length=32)
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.series}: {self.last}"


class Request(models.Model):
    """One request to one authority."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    reference = models.CharField(_("reference"), max_length=32, unique=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="requests")
    kind = models.CharField(_("kind"), max_length=32)
    # Equal to case.authority; here too, so that the access rule reads one row.
    requesting_authority = models.ForeignKey(Authority, models.PROTECT, related_name="requests_made")
    requested_authority = models.ForeignKey(Authority, models.PROTECT, related_name="requests_received")
    urgency = models.CharField(_("urgency"), max_length=12, choices=Urgency, default=Urgency.NORMAL)
    status = models.CharField(_("status"), max_length=16, choices=Status, default=Status.DRAFT)
    outcome = models.CharField(_("outcome"), max_length=16, choices=Outcome, blank=True)
    content = models.JSONField(default=dict)
    schema_version = models.PositiveSmallIntegerField(default=1)
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="requests_drafted")
    client_token = models.CharField(max_length=64)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # given with the last move that needs one: why it was returned, or withdrawn
    reason = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            # A double click or a lost answer makes one draft, not two.
            models.UniqueConstraint(fields=["author", "client_token"], name="request_drafted_once"),
            models.CheckConstraint(
                name="request_to_another_authority", condition=~Q(requesting_authority=F("requested_authority"))
            ),
            models.CheckConstraint(name="request_status_known", condition=Q(status__in=Status.values)),
            # Another person than the author approves.
            models.CheckConstraint(
                name="request_approved_by_another",
                condition=Q(approved_by__isnull=True)
                | ~Q(approved_by=F("author")) & (Q(submitted_by__isnull=True) | ~Q(approved_by=F("submitted_by"))),
            ),
            models.CheckConstraint(
                name="request_sent_has_instant",
                condition=Q(status__in=[Status.DRAFT, Status.IN_REVIEW, Status.APPROVED], sent_at__isnull=True)
                | Q(status__in=[Status.SENT, Status.ACKNOWLEDGED, Status.WITHDRAWN], sent_at__isnull=False),
            ),
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
        ]
        triggers: ClassVar = [
            pgtrigger.FSM(name="request_moves", field="status", transitions=transitions()),
            pgtrigger.Protect(name="request_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.reference


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
            models.UniqueConstraint(
                fields=["request", "type", "value", "port", "at", "until"],
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

    def __str__(self) -> str:
        return f"{self.type} {self.value}"


class Document(models.Model):
    """A frozen rendering: what was approved is what leaves. A correction is a new revision."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(Request, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=32)
    revision = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=12)
    template_version = models.CharField(max_length=64)
    context = models.TextField()
    html = models.TextField()
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    context_sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField()
    software_version = models.CharField(max_length=32)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["request", "kind", "revision"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "kind", "revision"], name="document_revision_once"),
        ]
        indexes: ClassVar = [
            # "is this file one of ours"
            models.Index(fields=["sha256"], name="document_by_hash"),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="document_frozen", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="document_kept",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'documents are frozen: the table cannot be emptied';",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.revision}"


class Transmission(models.Model):
    """One document sent to one recipient by one channel. For channels outside the portal, the record that it was."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(Request, models.PROTECT, related_name="transmissions")
    document = models.ForeignKey(Document, models.PROTECT, related_name="transmissions")
    recipient = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    channel = models.CharField(_("channel"), max_length=16, choices=Channel)
    note = models.CharField(_("note"), max_length=500, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["sent_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "recipient", "channel"], name="transmission_once"),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="transmission_frozen", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.document} → {self.recipient}"


class Acknowledgement(models.Model):
    """Receipt by a person of the requested authority; one per transmission."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    transmission = models.OneToOneField(Transmission, models.PROTECT, related_name="acknowledgement")
    request = models.ForeignKey(Request, models.PROTECT, related_name="acknowledgements")
    their_reference = models.CharField(_("their reference"), max_length=80, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    # Of a member: the person who pressed. Of an outsider: the officer who recorded the answer that came outside.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at"]
        indexes: ClassVar = [
            # search by the number the other side gave
            models.Index(fields=["their_reference"], condition=~Q(their_reference=""), name="ack_their_reference"),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="acknowledgement_frozen", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.their_reference or str(self.at)


class Reading(models.Model):
    """The first time a person of the requested authority opened the request."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="readings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["request", "user"], name="reading_first")]

    def __str__(self) -> str:
        return f"{self.user} {self.at}"


class DeadlineKind(models.TextChoices):
    ACKNOWLEDGEMENT = "acknowledgement", _("Acknowledgement")


class Audience(models.TextChoices):
    """Who a rung of the ladder tells."""

    CONTACT = "contact", _("first contact point of the requested authority")
    BACKUP = "backup", _("back-up contact points of the requested authority")
    SUPERVISOR = "supervisor", _("supervisors of the requested authority")
    OFFICER = "officer", _("the officer who sent the request")
    OWN_SUPERVISOR = "own_supervisor", _("supervisors of the requesting authority")


class EscalationPolicy(models.Model):
    """How long an answer may take, by authority and urgency. Without one of its own an authority has the default."""

    authority = models.ForeignKey(Authority, models.CASCADE, null=True, blank=True, related_name="escalation_policies")
    deadline_kind = models.CharField(_("deadline"), max_length=24, choices=DeadlineKind)
    urgency = models.CharField(_("urgency"), max_length=12, choices=Urgency)
    due_after = models.DurationField(_("due after"))
    # After the last rung it is said again and again, each time this share of `due_after` later, until somebody acts.
    repeat_percent = models.PositiveSmallIntegerField(_("then repeat every (% of the time)"), default=100)

    class Meta:
        ordering: ClassVar = ["authority", "deadline_kind", "urgency"]
        verbose_name = _("escalation policy")
        verbose_name_plural = _("escalation policies")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["authority", "deadline_kind", "urgency"],
                nulls_distinct=False,
                name="escalation_policy_once",
            ),
            models.CheckConstraint(name="escalation_policy_repeats", condition=Q(repeat_percent__gte=10)),
        ]

    def __str__(self) -> str:
        return f"{self.get_deadline_kind_display()} · {self.get_urgency_display()}"


class EscalationStep(models.Model):
    """One rung: at this share of the time (100 = when it is due), tell these people."""

    policy = models.ForeignKey(EscalationPolicy, models.CASCADE, related_name="steps")
    percent = models.PositiveSmallIntegerField(_("at (% of the time)"))
    audiences = ArrayField(models.CharField(max_length=16, choices=Audience), verbose_name=_("tell"))

    class Meta:
        ordering: ClassVar = ["policy", "percent"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["policy", "percent"], name="escalation_step_once"),
            models.CheckConstraint(name="escalation_step_audience", condition=Q(audiences__len__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.percent} %"


class Deadline(models.Model):
    """An instant by which something is owed, with the rule that gave it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(Request, models.PROTECT, related_name="deadlines")
    kind = models.CharField(max_length=24, choices=DeadlineKind)
    rule = models.CharField(max_length=200)
    policy = models.ForeignKey(EscalationPolicy, models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    due_at = models.DateTimeField()
    # The rung of the ladder that comes next, counted from 0, and its instant; None when the ladder is done.
    next_step = models.PositiveSmallIntegerField(default=0)
    next_step_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_reason = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering: ClassVar = ["due_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["request", "kind"], condition=Q(closed_at__isnull=True), name="deadline_open_once"
            ),
            models.CheckConstraint(name="deadline_in_order", condition=Q(due_at__gt=F("starts_at"))),
        ]
        indexes: ClassVar = [
            # the sweep: what is due to be said now
            models.Index(
                fields=["next_step_at"],
                condition=Q(closed_at__isnull=True, next_step_at__isnull=False),
                name="deadline_sweep",
            ),
            # the lists by date: overdue, due next
            models.Index(fields=["due_at", "id"], condition=Q(closed_at__isnull=True), name="deadline_open_by_date"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.due_at}"


class Reminder(models.Model):
    """That one person was told at one rung of one deadline; the mail itself is in the outbox, under the same key."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="reminders")
    step = models.PositiveSmallIntegerField()
    audience = models.CharField(max_length=16, choices=Audience)
    recipient = models.CharField(max_length=254)
    recipient_name = models.CharField(max_length=200)
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["created_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["deadline", "step", "recipient"], name="reminder_once"),
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.recipient}"
