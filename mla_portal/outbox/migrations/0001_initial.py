from django.db import migrations, models

import mla_portal.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.UUIDField(default=mla_portal.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "key",
                    models.TextField(
                        help_text="Two messages with one key are one message.", unique=True, verbose_name="key"
                    ),
                ),
                ("template", models.TextField(verbose_name="template")),
                ("to_address", models.TextField(verbose_name="to")),
                ("to_name", models.TextField(blank=True, verbose_name="name")),
                ("language", models.TextField(default="en", verbose_name="language")),
                ("time_zone", models.TextField(default="UTC", verbose_name="time zone")),
                ("context", models.JSONField(default=dict, verbose_name="particulars")),
                ("topic", models.TextField(blank=True, verbose_name="about")),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("queued", "Waiting"),
                            ("inflight", "Being delivered"),
                            ("sent", "Sent"),
                            ("failed", "Not deliverable"),
                            ("cancelled", "Called off"),
                        ],
                        default="queued",
                        verbose_name="status",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("created_at", models.DateTimeField(verbose_name="written")),
                ("next_attempt_at", models.DateTimeField(verbose_name="next attempt")),
                ("inflight_since", models.DateTimeField(null=True, verbose_name="being delivered since")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="sent")),
                ("failed_at", models.DateTimeField(null=True, verbose_name="failed")),
                ("cancelled_at", models.DateTimeField(null=True, verbose_name="called off")),
                ("last_error", models.TextField(blank=True, verbose_name="last error")),
            ],
            options={
                "verbose_name": "message",
                "verbose_name_plural": "messages",
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "queued")),
                        fields=["next_attempt_at", "id"],
                        name="outbox_message_due",
                    ),
                    models.Index(
                        condition=models.Q(("status", "inflight")),
                        fields=["inflight_since"],
                        name="outbox_message_stale",
                    ),
                    models.Index(
                        condition=models.Q(("status", "failed")), fields=["-failed_at"], name="outbox_message_dead"
                    ),
                    models.Index(fields=["topic", "created_at"], name="outbox_message_topic"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("key", ""), _negated=True), name="outbox_message_key_given"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["queued", "inflight", "sent", "failed", "cancelled"])),
                        name="outbox_message_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "inflight"), models.Q(("inflight_since__isnull", True), _negated=True)),
                            models.Q(models.Q(("status", "inflight"), _negated=True), ("inflight_since__isnull", True)),
                            _connector="OR",
                        ),
                        name="outbox_message_inflight_since",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "sent"), models.Q(("sent_at__isnull", True), _negated=True)),
                            models.Q(models.Q(("status", "sent"), _negated=True), ("sent_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="outbox_message_sent_at",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "failed"), models.Q(("failed_at__isnull", True), _negated=True)),
                            models.Q(models.Q(("status", "failed"), _negated=True), ("failed_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="outbox_message_failed_at",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancelled_at__isnull", True), ("status", "cancelled"), _negated=True),
                            models.Q(("cancelled_at__isnull", False), ("status", "queued"), _negated=True),
                        ),
                        name="outbox_message_cancelled_at",
                    ),
                ],
            },
        ),
    ]
