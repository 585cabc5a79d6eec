from __future__ import annotations

from django.db import migrations

from mla_portal.audit import sql


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunSQL(sql.BY_INDEX, sql.NOT_BY_INDEX)]
