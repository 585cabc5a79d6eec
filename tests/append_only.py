"""A test with transaction=True ends by emptying every table, which tables that keep everything refuse, rightly.

Only this emptying, and only by the owner of the tables, goes around their triggers; in a test itself they all hold.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations

_TRUNCATE = 32  # pg_trigger.tgtype

_KEEPERS = """
    select format('alter table %%s %%s trigger %%I', tgrelid::regclass, word, tgname)
    from pg_trigger, unnest(array['disable', 'enable']) as word
    where not tgisinternal and tgtype & %s <> 0 and tgenabled <> 'D'
    order by word
"""


@pytest.fixture(autouse=True, scope="session")
def _empty_tables_that_keep_everything() -> Iterator[None]:
    flush = DatabaseOperations.execute_sql_flush

    def flush_all(self: DatabaseOperations, sql_list: list[str]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(_KEEPERS, [_TRUNCATE])
            statements = [row[0] for row in cursor.fetchall()]
        half = len(statements) // 2
        flush(self, [*statements[:half], *sql_list, *statements[half:]])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", flush_all)
        yield
