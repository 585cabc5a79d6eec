from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from contacts.entries import ENTRY_TYPES
from contacts.services.exchange import directory_export, table_export


class Command(BaseCommand):
    help = "Writes the directory to standard output: all tables as JSON, or one as CSV. import_directory reads it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--table", choices=list(ENTRY_TYPES), help="this table alone, as CSV")
        parser.add_argument("--demo", action="store_true", help="with the entries that are for demonstration")

    def handle(self, *args: Any, table: str | None, demo: bool, **options: Any) -> None:
        if table:
            parts = table_export(actor=None, table=table, with_demo=demo)
        else:
            parts = directory_export(actor=None, with_demo=demo)
        for part in parts:
            self.stdout.write(part, ending="")
