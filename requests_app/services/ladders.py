"""An authority edits its own ladders: how long something may take, who is told when, by what words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.models import Authority
from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.errors import Invalid
from requests_app.access import require
from requests_app.models import Counting, EscalationPolicy, EscalationStep
from requests_app.models.ladders import IN_HOURS
from requests_app.services.escalation import escalation_change_record

STEPS_LIMIT = 20


@dataclass(frozen=True, kw_only=True)
class LadderAnswers:
    """What the form gives. `steps` are not saved yet and belong to no policy."""

    due_after: timedelta
    counting: str
    repeat_every: timedelta | None
    min_gap: timedelta
    quiet_from: time
    quiet_until: time
    steps: Sequence[EscalationStep]

    def times(self) -> dict[str, object]:
        names = ("due_after", "counting", "repeat_every", "min_gap", "quiet_from", "quiet_until")
        return {name: getattr(self, name) for name in names}


@transaction.atomic
def ladder_save(
    *, actor: User, authority: Authority, kind: str, urgency: str, answers: LadderAnswers
) -> EscalationPolicy:
    """The authority's own ladder for this kind and urgency, in the place of the one it had, or of everybody's.

    Deadlines that run keep their dates; whom their next rung tells is what stands here then. Raises NotAllowed and
    Invalid.
    """
    require(actor, Permission.SUPERVISE, authority)
    ladder_check(answers)
    policy, made = EscalationPolicy.objects.select_for_update().get_or_create(
        authority=authority, deadline_kind=kind, urgency=urgency, defaults=answers.times()
    )
    if not made:
        for name, value in answers.times().items():
            setattr(policy, name, value)
        policy.save(update_fields=[*answers.times()])
        policy.steps.all().delete()
    for step in answers.steps:
        step.policy = policy
    EscalationStep.objects.bulk_create(answers.steps)
    escalation_change_record(actor=actor, policy=policy, fields=[*answers.times(), "steps"])
    return policy


def ladder_check(answers: LadderAnswers) -> None:
    """Raises Invalid for what would remind nobody, or without end at once."""
    errors: dict[str, list[str]] = {}
    if answers.due_after <= timedelta(0):
        errors["due_after"] = [_("Give a time longer than nothing.")]
    elif answers.counting not in IN_HOURS and answers.due_after % timedelta(days=1):
        errors["due_after"] = [_("Days are counted whole.")]
    if answers.counting not in Counting.values:
        errors["counting"] = [_("Choose how the time is counted.")]
    if not answers.steps:
        errors["steps"] = [_("Keep at least one step: a ladder without one tells nobody.")]
    elif len(answers.steps) > STEPS_LIMIT:
        errors["steps"] = [_("A ladder has at most %(number)d steps.") % {"number": STEPS_LIMIT}]
    moments = [(step.percent, step.before_due) for step in answers.steps]
    if len(set(moments)) < len(moments):
        errors["steps"] = [_("Two steps stand at the same moment: make one of them.")]
    if errors:
        raise Invalid(errors)
