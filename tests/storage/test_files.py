"""Storing and opening: once, whole, verified, and with a trace of everybody who did."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from pytest_django import Settings

from mla_portal.accounts.models import User
from mla_portal.audit.models import Event
from mla_portal.errors import Conflict, Invalid
from mla_portal.storage.models import Content, Scan, StoredFile
from mla_portal.storage.objects import path_of
from mla_portal.storage.services import file_open, file_store
from mla_portal.storage.services.files import FileDamaged
from tests.storage.vectors import plain

pytestmark = pytest.mark.django_db
NOW = timezone.now()
PDF = b"%PDF-1.7\n" + plain("a pdf", 200_000)


def store(actor: User | None, data: bytes = PDF, name: str = "order.pdf") -> StoredFile:
    return file_store(actor=actor, source=[data[:70_000], data[70_000:]], name=name, now=NOW)


def objects(files: Path) -> list[Path]:
    return [path for path in files.rglob("*") if path.is_file()]


def test_what_is_stored_is_told_and_comes_back(officer: User) -> None:
    file = store(officer)
    assert (file.sha256, file.size, file.media_type) == (sha256(PDF).hexdigest(), len(PDF), "application/pdf")
    assert (file.name, file.created_by, file.created_at, file.scan) == ("order.pdf", officer, NOW, Scan.OFF)
    assert b"".join(file_open(actor=officer, file=file)) == PDF


def test_the_trail_of_a_file_says_who_stored_and_who_opened_it(officer: User) -> None:
    file = store(None)
    file_open(actor=officer, file=file)
    stored, opened = Event.objects.filter(chain=f"file:{file.pk}").order_by("seq")
    assert (stored.verb, stored.actor, opened.verb, opened.actor) == ("file.stored", None, "file.opened", officer)
    assert json.loads(stored.data) == {"sha256": file.sha256, "size": len(PDF), "media_type": "application/pdf"}


def test_neither_name_nor_text_lies_on_the_disk(officer: User, files: Path) -> None:
    store(officer, b"The suspect is called Secret." * 5000, name="secret-suspect.txt")
    [path] = objects(files)
    assert b"Secret" not in path.read_bytes()
    assert "secret" not in str(path.relative_to(files))
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_the_same_bytes_are_kept_once_and_are_two_files(officer: User, files: Path) -> None:
    first, second = store(officer), store(None, name="again.pdf")
    assert (first.pk != second.pk, first.content, Content.objects.count(), len(objects(files))) == (
        True,
        second.content,
        1,
        1,
    )
    assert b"".join(file_open(actor=None, file=second)) == PDF


def test_an_empty_file_is_a_file(officer: User) -> None:
    file = store(officer, b"")
    assert (file.size, b"".join(file_open(actor=officer, file=file))) == (0, b"")


def test_a_source_that_breaks_off_leaves_nothing(officer: User, files: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield PDF
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        file_store(actor=officer, source=broken(), name="x", now=NOW)
    assert (objects(files), StoredFile.objects.count()) == ([], 0)


def test_one_that_is_too_large_is_refused_before_all_of_it_came(officer: User, files: Path, settings: Settings) -> None:
    settings.FILE_SIZE_LIMIT = 1024**2
    given = 0

    def endless() -> Iterator[bytes]:
        nonlocal given
        while True:
            given += 1
            yield bytes(300_000)

    with pytest.raises(Invalid, match="larger than 1 MB"):
        file_store(actor=officer, source=endless(), name="x", now=NOW)
    assert (given, objects(files)) == (4, [])


def test_a_type_that_is_not_known_is_plain_bytes_or_refused(officer: User, files: Path, settings: Settings) -> None:
    program = b"MZ\x90\0" + bytes(500)
    assert store(officer, program, name="holiday.jpg").media_type == "application/octet-stream"
    settings.FILE_OTHER_TYPES = False
    with pytest.raises(Invalid, match="not taken here"):
        store(officer, program + b"2", name="holiday.jpg")
    assert len(objects(files)) == 1


@pytest.mark.parametrize("place", [3, 50, 100, 150_000])
def test_a_changed_byte_on_the_disk_stops_the_stream(officer: User, place: int) -> None:
    file = store(officer)
    _spoil(file, place)
    with pytest.raises(FileDamaged, match=str(file.pk)):
        b"".join(file_open(actor=officer, file=file))


def test_one_that_is_damaged_from_the_start_is_not_said_to_have_been_opened(officer: User) -> None:
    file = store(officer)
    _spoil(file, 95)
    with pytest.raises(FileDamaged):
        file_open(actor=officer, file=file)
    assert not Event.objects.filter(verb="file.opened").exists()


def test_two_objects_that_were_swapped_show(officer: User) -> None:
    one, other = store(officer), store(officer, PDF + b"other")
    mine, theirs = path_of(one.content.object_id), path_of(other.content.object_id)
    held = mine.read_bytes()
    mine.write_bytes(theirs.read_bytes())
    theirs.write_bytes(held)
    for file in (one, other):
        with pytest.raises(FileDamaged):
            file_open(actor=officer, file=file)


def test_one_that_is_gone_from_the_disk_says_so(officer: User) -> None:
    file = store(officer)
    path_of(file.content.object_id).unlink()
    with pytest.raises(FileDamaged):
        file_open(actor=officer, file=file)


def test_malware_never_opens(officer: User) -> None:
    file = store(officer)
    Content.objects.update(scan=Scan.INFECTED)
    file.content.refresh_from_db()
    with pytest.raises(Conflict, match="Malware"):
        file_open(actor=officer, file=file)


def test_where_there_is_a_scanner_one_waits_for_it(officer: User, settings: Settings) -> None:
    settings.CLAMAV_ADDRESS = "clamav:3310"
    file = store(officer)
    assert file.scan == Scan.UNSCANNED
    with pytest.raises(Conflict, match="being checked"):
        file_open(actor=officer, file=file)


def test_rows_of_files_never_change(officer: User) -> None:
    file = store(officer)
    for change in (
        lambda: StoredFile.objects.filter(pk=file.pk).update(name="other.pdf"),
        lambda: StoredFile.objects.filter(pk=file.pk).delete(),
        lambda: Content.objects.update(size=1),
        lambda: Content.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def _spoil(file: StoredFile, place: int) -> None:
    path = path_of(file.content.object_id)
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)
