"""The default ladders of the emergency lane: in writing within four hours of the call, reviewed within three days."""

from datetime import timedelta

from django.db import migrations

URGENCIES = ("normal", "urgent", "emergency")
DUE_AFTER = {"written_confirmation": timedelta(hours=4), "emergency_review": timedelta(hours=72)}
OWN = ["officer", "own_supervisor"]
# kind: {percent: (whom, how)}; the supervisors have had a mail of their own when it was sent, so that is the bell alone
STEPS = {
    "written_confirmation": {50: (["officer"], "email"), 100: (OWN, "email"), 150: (OWN, "email")},
    "emergency_review": {
        0: (["own_supervisor"], "portal"),
        50: (["own_supervisor"], "email"),
        100: (["own_supervisor"], "email"),
        150: (OWN, "email"),
    },
}


def add_defaults(apps, schema_editor):
    EscalationPolicy = apps.get_model("requests_app", "EscalationPolicy")
    EscalationStep = apps.get_model("requests_app", "EscalationStep")
    for kind, due_after in DUE_AFTER.items():
        for urgency in URGENCIES:
            policy, created = EscalationPolicy.objects.get_or_create(
                authority=None, deadline_kind=kind, urgency=urgency, defaults={"due_after": due_after}
            )
            if created:
                EscalationStep.objects.bulk_create(
                    EscalationStep(policy=policy, percent=percent, audiences=audiences, channel=channel)
                    for percent, (audiences, channel) in STEPS[kind].items()
                )


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0028_emergency_lane")]
    operations = [migrations.RunPython(add_defaults, migrations.RunPython.noop)]
