"""Tasks at home are deadlines like the others: their default ladder, and the clocks of those that are open."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import migrations, models
from django.utils import timezone

DAY = timedelta(days=1)
URGENCIES = ("normal", "urgent", "emergency")
OWN = ["officer", "own_supervisor"]
# (days before it is due, whom); then every other day, for normal matters
STEPS = [(3, ["officer"]), (1, ["officer"]), (0, OWN)]
REPEAT = {"normal": 2 * DAY, "urgent": DAY, "emergency": timedelta(hours=12)}


def add_defaults(apps, schema_editor):
    EscalationPolicy = apps.get_model("requests_app", "EscalationPolicy")
    EscalationStep = apps.get_model("requests_app", "EscalationStep")
    for urgency in URGENCIES:
        policy, created = EscalationPolicy.objects.get_or_create(
            authority=None,
            deadline_kind="domestic_task",
            urgency=urgency,
            # the day is given with each task: this is what the form of the ladder shows
            defaults={"due_after": 2 * DAY, "counting": "calendar", "repeat_every": REPEAT[urgency]},
        )
        if created:
            EscalationStep.objects.bulk_create(
                EscalationStep(policy=policy, before_due=before * DAY, audiences=audiences)
                for before, audiences in STEPS
            )


def start_clocks(apps, schema_editor):
    """The next sweep finds the rung at which each of them is."""
    Deadline = apps.get_model("requests_app", "Deadline")
    DomesticTask = apps.get_model("requests_app", "DomesticTask")
    EscalationPolicy = apps.get_model("requests_app", "EscalationPolicy")
    defaults = {row.urgency: row for row in EscalationPolicy.objects.filter(deadline_kind="domestic_task")}
    now = timezone.now()
    for task in DomesticTask.objects.filter(state="open").select_related("request__requesting_authority"):
        zone = task.request.requesting_authority.time_zone
        end = datetime.combine(task.due_on + DAY, time(), ZoneInfo(zone))
        due_at = max(end, task.at + timedelta(minutes=1))
        steps = [
            {"code": "task_made", "at": task.at.isoformat(), "day": task.due_on.isoformat()},
            {"code": "end_of_day", "day": task.due_on.isoformat(), "zone": zone},
        ]
        Deadline.objects.create(
            request=task.request,
            kind="domestic_task",
            subject=task.pk,
            owed_by="requesting",
            rule="30(1)",
            policy=defaults[task.request.urgency],
            starts_at=task.at,
            due_at=due_at,
            zone=zone,
            explanation=steps,
            next_step_at=max(now, due_at - 3 * DAY),
        )


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0043_unanswered_says_so")]
    operations = [
        migrations.AlterField(
            model_name="deadline",
            name="kind",
            field=models.CharField(
                choices=[
                    ("acknowledgement", "Acknowledgement"),
                    ("preservation_report", "Report on the preservation"),
                    ("preservation_expiry", "End of the preservation"),
                    ("mla_follow_up", "Request for mutual assistance"),
                    ("held_watch", "Confirmation that the data are still kept"),
                    ("formal_confirmation", "Formal confirmation"),
                    ("clarification_reply", "Reply to a question"),
                    ("conditions_answer", "Answer about the conditions of a delivery"),
                    ("status_enquiry", "Result, or an enquiry about it"),
                    ("postponed_review", "Review of a postponement"),
                    ("written_confirmation", "Written confirmation of an oral request"),
                    ("emergency_review", "Review of an emergency sending"),
                    ("domestic_task", "Task at home"),
                ],
                max_length=24,
            ),
        ),
        migrations.AlterField(
            model_name="escalationpolicy",
            name="deadline_kind",
            field=models.CharField(
                choices=[
                    ("acknowledgement", "Acknowledgement"),
                    ("preservation_report", "Report on the preservation"),
                    ("preservation_expiry", "End of the preservation"),
                    ("mla_follow_up", "Request for mutual assistance"),
                    ("held_watch", "Confirmation that the data are still kept"),
                    ("formal_confirmation", "Formal confirmation"),
                    ("clarification_reply", "Reply to a question"),
                    ("conditions_answer", "Answer about the conditions of a delivery"),
                    ("status_enquiry", "Result, or an enquiry about it"),
                    ("postponed_review", "Review of a postponement"),
                    ("written_confirmation", "Written confirmation of an oral request"),
                    ("emergency_review", "Review of an emergency sending"),
                    ("domestic_task", "Task at home"),
                ],
                max_length=24,
                verbose_name="deadline",
            ),
        ),
        migrations.RunPython(add_defaults, migrations.RunPython.noop),
        migrations.RunPython(start_clocks, migrations.RunPython.noop),
    ]
