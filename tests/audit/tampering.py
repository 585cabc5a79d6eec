"""What only the owner of the tables can do, and what the hashes are there to show."""

from __future__ import annotations

from django.db import connection

TABLES = ("audit_event", "audit_chainhead")


def tamper(sql: str) -> None:
    """Run one statement with the triggers of the trail switched off."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        for table in TABLES:
            cursor.execute(f"alter table {table} disable trigger user")
        cursor.execute(sql)
        for table in TABLES:
            cursor.execute(f"alter table {table} enable trigger user")
