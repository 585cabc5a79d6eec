"""The default ladders: acknowledgement due after 24 h, 4 h or 1 h; told at half the time, at the end, and past it."""

from datetime import timedelta

from django.db import migrations

DUE_AFTER = {"normal": timedelta(hours=24), "urgent": timedelta(hours=4), "emergency": timedelta(hours=1)}
STEPS = {
    50: ["contact"],
    100: ["contact", "backup", "officer"],
    150: ["contact", "backup", "supervisor", "officer", "own_supervisor"],
}


def add_defaults(apps, schema_editor):
    EscalationPolicy = apps.get_model("requests_app", "EscalationPolicy")
    EscalationStep = apps.get_model("requests_app", "EscalationStep")
    for urgency, due_after in DUE_AFTER.items():
        policy, _created = EscalationPolicy.objects.get_or_create(
            authority=None,
            deadline_kind="acknowledgement",
            urgency=urgency,
            defaults={"due_after": due_after, "repeat_percent": 100},
        )
        for percent, audiences in STEPS.items():
            EscalationStep.objects.get_or_create(policy=policy, percent=percent, defaults={"audiences": audiences})


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0001_initial")]
    operations = [migrations.RunPython(add_defaults, migrations.RunPython.noop)]
