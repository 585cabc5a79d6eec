"""The directory out into a file, and a file into the directory: shown what it would change, then all or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from contacts.access import may_decide, may_export
from contacts.entries import ENTRY_TYPES
from contacts.exchange import Handed, Preview, csv_parts, file_read, json_parts
from contacts.models import DirectoryImport, Origin
from contacts.selectors.exchange import entries_as_text
from contacts.services.directory import CHAIN
from contacts.services.entries import entries_record
from contacts.services.exchange_rows import rows_lay, rows_try
from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, NotAllowed, NotFound
from mla_portal.values import one_line

# A file has addresses and numbers of people in it. What it changed stays in the history of each entry.
KEPT_WAITING = timedelta(days=7)
KEPT_APPLIED = timedelta(days=30)


class _Differs(Exception):
    def __init__(self, preview: Preview) -> None:
        self.preview = preview


def table_export(*, actor: User | None, table: str, with_demo: bool = False) -> Iterator[str]:
    """One table of ENTRY_TYPES as CSV, in parts. `actor` None: the portal itself. Raises NotAllowed."""
    _record_export(actor, [table], "csv", with_demo=with_demo)
    entry_type = ENTRY_TYPES[table]
    return csv_parts(entry_type, entries_as_text(entry_type, with_demo=with_demo))


def directory_export(*, actor: User | None, with_demo: bool = False) -> Iterator[str]:
    """All tables as JSON, in parts. `actor` None: the portal itself. Raises NotAllowed."""
    _record_export(actor, list(ENTRY_TYPES), "json", with_demo=with_demo)
    return json_parts({name: entries_as_text(one, with_demo=with_demo) for name, one in ENTRY_TYPES.items()})


def import_preview(*, actor: User, name: str, data: bytes, table: str = "") -> tuple[Preview, DirectoryImport | None]:
    """What the file would change. Only the file itself is written, when it changes something and nothing is wrong.

    `table` says what a CSV file holds. Raises NotAllowed.
    """
    import_required(actor)
    contents = file_read(data, table=table)
    preview = rows_try(contents.rows)
    problems = [*contents.problems, *preview.problems]
    if problems:
        order = {table: place for place, table in enumerate(ENTRY_TYPES)}
        problems.sort(key=lambda problem: (order.get(problem.table, -1), problem.row))
        return Preview(changes=preview.changes, unchanged=preview.unchanged, problems=problems), None
    if not preview.changes:
        return preview, None
    handed = DirectoryImport.objects.create(
        name=one_line(name)[:200] or _("A file without a name"),
        text=Handed(rows=contents.rows, preview=preview).text(),
        digest=preview.digest,
        made_by=actor,
        made_at=timezone.now(),
    )
    return preview, handed


def import_apply(*, actor: User, directory_import: DirectoryImport, seen: str) -> DirectoryImport:
    """Write all that the file changes. `seen` is the digest of the preview that the person saw.

    Again does nothing. Raises NotAllowed; NotFound when it is not kept any more; Conflict when the directory changed so
    that something else would be written or something refused: nothing is written then, and the new preview is kept in
    the import.
    """
    import_required(actor)
    try:
        with transaction.atomic():
            handed = DirectoryImport.objects.select_for_update().filter(pk=directory_import.pk).first()
            if handed is None:
                raise NotFound(_("This file is not kept any more. Hand it in again."))
            if handed.applied_at is None:
                _apply(actor, handed, seen)
            return handed
    except _Differs as differs:
        _keep(directory_import, differs.preview)
        raise Conflict(
            _("The directory changed since you looked. Nothing was written: look at what the file would change now.")
        ) from differs


def imports_purge(*, now: datetime) -> int:
    """Forget the files on which nobody decided within KEPT_WAITING, and what is in those taken over KEPT_APPLIED ago;
    how many.
    """
    waiting, _models = DirectoryImport.objects.filter(applied_at=None, made_at__lt=now - KEPT_WAITING).delete()
    taken = DirectoryImport.objects.filter(applied_at__lt=now - KEPT_APPLIED).exclude(text="").update(text="")
    return waiting + taken


def _apply(actor: User, handed: DirectoryImport, seen: str) -> None:
    rows = Handed.read(handed.text).rows
    laid = rows_lay(rows)
    preview = laid.preview()
    if preview.problems or preview.digest != seen:
        raise _Differs(preview)
    put = [(entry_type, draft) for entry_type, _row, draft in laid.put]
    # Everybody reads the history; what somebody called the file on their own computer stays with the administrators.
    reason = _("From a file handed in on %(day)s") % {"day": date_format(timezone.localdate(handed.made_at), "j F Y")}
    entries_record(actor=actor, put=put, origin=Origin.IMPORT, reason=reason)
    handed.applied_at = timezone.now()
    handed.save(update_fields=["applied_at"])
    event_record(
        chain=CHAIN,
        verb=Verb.DIRECTORY_IMPORTED,
        actor=actor,
        data={
            "import": str(handed.pk),
            "tables": sorted({row.table for row in rows}),
            "added": preview.added,
            "changed": preview.changed,
            "digest": preview.digest,
        },
    )


def _keep(directory_import: DirectoryImport, preview: Preview) -> None:
    rows = Handed.read(directory_import.text).rows
    DirectoryImport.objects.filter(pk=directory_import.pk, applied_at=None).update(
        text=Handed(rows=rows, preview=preview).text(), digest=preview.digest
    )


def import_required(user: User) -> None:
    """Raises NotAllowed for those who may not take files into the directory."""
    if not may_decide(user):
        raise NotAllowed(_("Only administrators of the directory take files into it. Ask one of them."))


def export_required(user: User) -> None:
    """Raises NotAllowed for those who may not take the directory out."""
    if not may_export(user):
        raise NotAllowed(_("Only administrators and directory managers take the directory out as a file."))


def _record_export(actor: User | None, tables: Sequence[str], form: str, *, with_demo: bool) -> None:
    if actor is not None:
        export_required(actor)
    with transaction.atomic():
        event_record(
            chain=CHAIN,
            verb=Verb.DIRECTORY_EXPORTED,
            actor=actor,
            data={"tables": list(tables), "form": form, "with_demo": with_demo},
        )
