"""The ladders that are climbed until somebody acts: data that an authority edits for itself."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contacts.models import Authority
from requests_app.clocks.kinds import NEVER_STOPPED, DeadlineKind
from requests_app.models.requests import Urgency


class Audience(models.TextChoices):
    """Who a rung of the ladder tells."""

    CONTACT = "contact", _("first contact point of the requested authority")
    DUTY = "duty", _("whoever is on duty at the requested authority")
    BACKUP = "backup", _("back-up contact points of the requested authority")
    SUPERVISOR = "supervisor", _("supervisors of the requested authority")
    CENTRAL = "central", _("central authority of the requested country")
    OFFICER = "officer", _("the officer who sent the request")
    OWN_SUPERVISOR = "own_supervisor", _("supervisors of the requesting authority")


class Counting(models.TextChoices):
    """How the time allowed is counted: hours and days are different things."""

    CLOCK = "clock", _("hours, day and night")
    SERVICE = "service", _("hours in which the desk works")
    CALENDAR = "calendar", _("days of the calendar")
    WORKING = "working", _("working days")


class ReminderChannel(models.TextChoices):
    EMAIL = "email", _("by e-mail, and in the portal")
    PORTAL = "portal", _("in the portal alone")


IN_HOURS = (Counting.CLOCK, Counting.SERVICE)


class EscalationPolicy(models.Model):
    """How long something may take, by authority and urgency. Without one of its own an authority has the default."""

    authority = models.ForeignKey(Authority, models.CASCADE, null=True, blank=True, related_name="escalation_policies")
    deadline_kind = models.CharField(_("deadline"), max_length=24, choices=DeadlineKind)
    urgency = models.CharField(_("urgency"), max_length=12, choices=Urgency)
    # Of days the whole ones count; where a date is told (29(7), 27(5)) it goes before both.
    due_after = models.DurationField(_("due after"))
    counting = models.CharField(_("counted in"), max_length=10, choices=Counting, default=Counting.CLOCK)
    # After the last rung it is said again and again, each time this share of the time later, until somebody acts; or
    # each time so much later, where that is given.
    repeat_percent = models.PositiveSmallIntegerField(_("then repeat every (% of the time)"), default=100)
    repeat_every = models.DurationField(_("or repeat every"), null=True, blank=True)
    min_gap = models.DurationField(_("never two reminders within"), default=timedelta(0))
    quiet_from = models.TimeField(_("nobody is written to from"), default=time(20))
    quiet_until = models.TimeField(_("until"), default=time(7))
    # A supervisor stopped the whole ladder: until then nobody is told. What is over stays as it was said.
    stopped_at = models.DateTimeField(null=True, editable=False)
    stopped_until = models.DateTimeField(null=True, editable=False)
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    stopped_reason = models.CharField(max_length=500, blank=True, editable=False)

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
            models.CheckConstraint(
                name="escalation_policy_repeats_slowly",
                condition=Q(repeat_every__isnull=True) | Q(repeat_every__gte=timedelta(minutes=5)),
            ),
            models.CheckConstraint(name="escalation_policy_due_later", condition=Q(due_after__gt=timedelta(0))),
            models.CheckConstraint(name="escalation_policy_gap", condition=Q(min_gap__gte=timedelta(0))),
            models.CheckConstraint(
                name="escalation_policy_stopped_whole",
                condition=Q(stopped_at__isnull=True, stopped_until__isnull=True, stopped_by__isnull=True)
                | Q(authority__isnull=False, stopped_by__isnull=False, stopped_until__gte=F("stopped_at"))
                & ~Q(stopped_reason=""),
            ),
            # An alarm that is stopped is evidence lost (29(7)); in an emergency it may be a life.
            models.CheckConstraint(
                name="escalation_policy_never_stopped",
                condition=Q(stopped_at__isnull=True)
                | ~Q(deadline_kind__in=NEVER_STOPPED) & ~Q(urgency=Urgency.EMERGENCY),
            ),
            models.CheckConstraint(
                name="escalation_policy_whole_days",
                condition=Q(counting__in=IN_HOURS) | Q(due_after__gte=timedelta(days=1)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_deadline_kind_display()} · {self.get_urgency_display()}"

    def stopped_for(self, authority: int, now: datetime) -> bool:
        """Whether it is stopped now for what this authority asked: who owes something silences nobody who waits."""
        return self.stopped_until is not None and now < self.stopped_until and self.authority_id == authority


class EscalationStep(models.Model):
    """One rung: at this share of the time (100 = when it is due), or so long before it is due, tell these people."""

    policy = models.ForeignKey(EscalationPolicy, models.CASCADE, related_name="steps")
    percent = models.PositiveSmallIntegerField(_("at (% of the time)"), null=True, blank=True)
    # Negative: after it was due.
    before_due = models.DurationField(_("or before it is due"), null=True, blank=True)
    audiences = ArrayField(models.CharField(max_length=16, choices=Audience), verbose_name=_("tell"))
    channel = models.CharField(_("how"), max_length=8, choices=ReminderChannel, default=ReminderChannel.EMAIL)
    # The authority's own words, printed in the mail. No facts of a case: mail travels in the open.
    wording = models.CharField(_("own words"), max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["policy", "percent", "-before_due"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["policy", "percent"], name="escalation_step_once"),
            models.UniqueConstraint(fields=["policy", "before_due"], name="escalation_step_before_once"),
            models.CheckConstraint(name="escalation_step_audience", condition=Q(audiences__len__gte=1)),
            models.CheckConstraint(
                name="escalation_step_one_moment",
                condition=Q(percent__isnull=True, before_due__isnull=False)
                | Q(percent__isnull=False, before_due__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.percent} %" if self.percent is not None else str(self.before_due)
