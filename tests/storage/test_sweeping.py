"""What no row names goes, after a day; nothing else does. And a crash at any line leaves nothing worse than that."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from mla_portal.accounts.models import User
from mla_portal.storage.models import StoredFile
from mla_portal.storage.objects import object_write
from mla_portal.storage.services import file_open, file_store
from mla_portal.storage.services.sweeping import orphans_sweep
from tests.killing import kill_at_every_line
from tests.storage.forgetting import forget_files

TEXT = b"What the suspect wrote. " * 4000


def in_hours(number: int) -> datetime:
    """From when the test runs, not from when it was read: the run may take longer than the margin."""
    return timezone.now() + timedelta(hours=number, minutes=5)


def objects(files: Path) -> list[Path]:
    return [path for path in files.rglob("*") if path.is_file()]


@pytest.mark.django_db
def test_what_a_row_names_stays(officer: User, files: Path) -> None:
    file_store(actor=officer, source=[TEXT], name="a.txt", now=timezone.now())
    assert (orphans_sweep(now=in_hours(24)), len(objects(files))) == (0, 1)


@pytest.mark.django_db
def test_what_no_row_names_goes_after_a_day(files: Path) -> None:
    object_write([TEXT])
    assert (orphans_sweep(now=in_hours(22)), len(objects(files))) == (0, 1)
    assert (orphans_sweep(now=in_hours(24)), objects(files), orphans_sweep(now=in_hours(24))) == (1, [], 0)


@pytest.mark.django_db
def test_what_was_never_finished_goes_and_what_is_not_ours_stays(files: Path) -> None:
    for name in ("incoming/0123456789abcdef0123456789abcdef", "lost+found/README", "notes.txt"):
        (files / name).parent.mkdir(parents=True, exist_ok=True)
        (files / name).write_bytes(b"x")
    assert orphans_sweep(now=in_hours(24)) == 1
    assert {path.name for path in objects(files)} == {"README", "notes.txt"}


@pytest.mark.django_db(transaction=True)
def test_a_crash_at_any_line_loses_nothing_and_leaves_no_plain_text(files: Path) -> None:
    def whole_or_nothing(place: str) -> None:
        assert all(b"suspect" not in path.read_bytes() for path in objects(files)), place
        kept = list(StoredFile.objects.all())
        assert kept or place
        for file in kept:
            assert b"".join(file_open(actor=None, file=file)) == TEXT, place
        orphans_sweep(now=timezone.now() + timedelta(days=1, minutes=1))
        assert len(objects(files)) == len(kept), place

    kills = kill_at_every_line(
        lambda: file_store(actor=None, source=[TEXT[:5000], TEXT[5000:]], name="a.txt", now=timezone.now()),
        modules=("mla_portal.storage.services", "mla_portal.storage.objects", "mla_portal.storage.sealing"),
        before=forget_files,
        after=whole_or_nothing,
    )
    assert kills > 60
