"""Whoever sent a request, or else wrote it, is responsible for it from now on, as they were without the word."""

from __future__ import annotations

from django.db import migrations

_UNTIL_NOW = """
    UPDATE requests_app_request r SET requesting_person_id = coalesce(
        (SELECT t.sent_by_id FROM requests_app_transmission t WHERE t.request_id = r.id ORDER BY t.sent_at DESC LIMIT 1),
        r.author_id)
    WHERE r.case_id IS NOT NULL AND r.requesting_person_id IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [
        ("requests_app", "0024_assignments"),
    ]

    operations = [migrations.RunSQL(_UNTIL_NOW, migrations.RunSQL.noop)]
