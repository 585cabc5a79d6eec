"""The default ladders of all kinds of deadline. No treaty gives a number; these are those of good practice."""

from datetime import timedelta

from django.db import migrations

DAY = timedelta(days=1)
URGENCIES = ("normal", "urgent", "emergency")
HOURS = {"preservation_report": (72, 48, 24), "clarification_reply": (240, 48, 4)}
# kind: (due after, counting, repeat every)
DAYS = {
    "preservation_expiry": (60 * DAY, "calendar", DAY),
    "mla_follow_up": (46 * DAY, "calendar", 2 * DAY),
    "held_watch": (90 * DAY, "calendar", 30 * DAY),
    "formal_confirmation": (30 * DAY, "calendar", 7 * DAY),
    "status_enquiry": (30 * DAY, "calendar", 30 * DAY),
    "postponed_review": (30 * DAY, "calendar", 7 * DAY),
}
OWN = ["officer", "own_supervisor"]
THEIRS = ["contact", "backup", "supervisor"]
# kind: [(percent, days before it is due, whom)]
STEPS = {
    "preservation_report": [
        (50, None, ["contact"]),
        (100, None, ["contact", "backup", "officer"]),
        (150, None, [*THEIRS, *OWN]),
    ],
    "clarification_reply": [
        (50, None, ["officer", "contact"]),
        (100, None, ["officer", "contact", "own_supervisor", "supervisor"]),
    ],
    "preservation_expiry": [
        (None, 30, ["officer"]),
        (None, 14, ["officer"]),
        (None, 7, OWN),
        (None, 3, OWN),
        (None, 1, [*OWN, "contact"]),
        (None, 0, [*OWN, "contact"]),
    ],
    "mla_follow_up": [(None, 7, ["officer"]), (None, 2, ["officer"]), (None, 0, OWN)],
    "held_watch": [(100, None, ["contact", "officer"]), (None, -14, [*THEIRS, *OWN])],
    "formal_confirmation": [(None, 10, ["officer"]), (None, 3, ["officer"]), (None, 0, OWN)],
    "status_enquiry": [(100, None, ["officer"]), (200, None, ["officer", "contact"]), (300, None, [*THEIRS, *OWN])],
    "postponed_review": [(None, 7, ["contact"]), (None, 0, ["contact", "officer"]), (None, -7, [*THEIRS, *OWN])],
}


def add_defaults(apps, schema_editor):
    EscalationPolicy = apps.get_model("requests_app", "EscalationPolicy")
    EscalationStep = apps.get_model("requests_app", "EscalationStep")
    for kind, steps in STEPS.items():
        for place, urgency in enumerate(URGENCIES):
            policy, created = EscalationPolicy.objects.get_or_create(
                authority=None, deadline_kind=kind, urgency=urgency, defaults=_time(kind, place)
            )
            if created:
                EscalationStep.objects.bulk_create(
                    EscalationStep(
                        policy=policy,
                        percent=percent,
                        before_due=None if percent else before * DAY,
                        audiences=audiences,
                    )
                    for percent, before, audiences in steps
                )


def _time(kind, place):
    if kind in HOURS:
        return {"due_after": timedelta(hours=HOURS[kind][place]), "counting": "clock"}
    due_after, counting, repeat_every = DAYS[kind]
    return {"due_after": due_after, "counting": counting, "repeat_every": repeat_every}


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0011_deadline_kinds")]
    operations = [migrations.RunPython(add_defaults, migrations.RunPython.noop)]
