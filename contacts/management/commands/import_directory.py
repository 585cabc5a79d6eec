from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from contacts.entries import ENTRY_TYPES
from contacts.exchange import SIZE_LIMIT, Change, Preview
from contacts.services.exchange import import_apply, import_preview
from mla_portal.accounts.models import User
from mla_portal.errors import Refusal


class Command(BaseCommand):
    help = (
        "Shows what a file would change in the directory, or what is wrong with it; with --apply, takes it over: all of"
        " it or nothing. Ends with 1 when something is wrong. Entries that are missing in the file are not touched."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="CSV or JSON, as export_directory writes them")
        parser.add_argument("--by", required=True, metavar="USERNAME", help="the administrator who does it")
        parser.add_argument("--table", choices=list(ENTRY_TYPES), default="", help="which one a CSV file is for")
        parser.add_argument("--apply", action="store_true", help="take the changes over")

    def handle(self, *args: Any, file: Path, by: str, table: str, apply: bool, **options: Any) -> None:
        actor = User.objects.filter_named(by).filter(is_active=True).first()
        if actor is None:
            raise CommandError(f"Nobody named {by} may sign in.")
        try:
            preview, handed = import_preview(actor=actor, name=file.name, data=_read(file), table=table)
            if preview.problems:
                self._show_problems(preview)
                raise CommandError("Nothing was changed. Mend what is wrong, and try again.")
            self._show(preview)
            if handed and apply:
                import_apply(actor=actor, directory_import=handed, seen=preview.digest)
                self.stdout.write("All of it is in effect.")
            elif handed:
                self.stdout.write("Nothing was changed yet. Take it over with --apply.")
        except Refusal as refusal:
            raise CommandError(refusal.message) from refusal

    def _show_problems(self, preview: Preview) -> None:
        for problem in preview.problems:
            row = f"row {problem.row}" if problem.row else "the file"
            place = ", ".join(filter(None, (problem.table, row, problem.code, problem.field)))
            self.stderr.write(f"{place}: {problem.text}")

    def _show(self, preview: Preview) -> None:
        for change in preview.changes:
            self._show_change(change)
        self.stdout.write(f"New: {preview.added}. Changed: {preview.changed}. Unchanged: {preview.unchanged}.")

    def _show_change(self, change: Change) -> None:
        self.stdout.write(f"{'New' if change.is_new else 'Changed'}: {change.table} {change.code}")
        for name, text in change.after.items():
            stood = "" if change.is_new else f"{change.before[name]!r} -> "
            self.stdout.write(f"  {name}: {stood}{text!r}")


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
