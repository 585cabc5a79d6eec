import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from mla_portal.audit import sql


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ChainHead",
            fields=[
                ("chain", models.TextField(primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField()),
                ("hash", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("chain", models.TextField(verbose_name="chain")),
                ("seq", models.BigIntegerField(db_default=0, verbose_name="number in the chain")),
                ("at", models.DateTimeField(verbose_name="when it happened")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="when the database wrote it"
                    ),
                ),
                ("actor_name", models.TextField(blank=True, verbose_name="name of who, then")),
                ("verb", models.TextField(verbose_name="what")),
                ("data", models.TextField(verbose_name="particulars")),
                ("prev_hash", models.CharField(db_default="", max_length=64)),
                ("hash", models.CharField(db_default="", max_length=64)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
            ],
            options={
                "verbose_name": "event",
                "verbose_name_plural": "events",
                "constraints": [
                    models.UniqueConstraint(fields=("chain", "seq"), name="audit_event_chain_seq"),
                    models.CheckConstraint(
                        condition=models.Q(("chain__regex", "^[a-z_]+(:[A-Za-z0-9._-]+)?$")),
                        name="audit_event_chain_form",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verb__regex", "^[a-z_]+(\\.[a-z_]+)?$")), name="audit_event_verb_form"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("actor_name__regex", "[[:cntrl:]]"), _negated=True),
                        name="audit_event_actor_name_one_line",
                    ),
                ],
            },
        ),
        migrations.RunSQL(sql.FORWARD, sql.REVERSE),
    ]
