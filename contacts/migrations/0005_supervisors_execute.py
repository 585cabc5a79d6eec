"""Supervisors may execute: the role gained the permission, and those who hold the role gain it with it."""

from __future__ import annotations

from typing import Any

from django.db import migrations


def grant(apps: Any, _schema_editor: Any) -> None:
    """On an empty database there is neither the permission yet nor anybody who would need it."""
    execute = (
        apps.get_model("auth", "Permission")
        .objects.filter(content_type__app_label="contacts", content_type__model="authority", codename="execute")
        .first()
    )
    if execute is None:
        return
    running = apps.get_model("contacts", "Membership").objects.filter(role="supervisor", until__isnull=True)
    held = apps.get_model("contacts", "AuthorityUserObjectPermission")
    held.objects.bulk_create(
        [
            held(user_id=user, content_object_id=authority, permission=execute)
            for user, authority in running.values_list("user_id", "authority_id")
        ],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0004_ends_and_ratification"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
