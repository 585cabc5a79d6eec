"""A new key: everything comes under it, whenever it is stopped; then the old one is needed no more."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings

from mla_portal.accounts.models import User
from mla_portal.storage.key_ring import KeyRing
from mla_portal.storage.models import StoredFile
from mla_portal.storage.objects import path_of
from mla_portal.storage.services import file_open, file_store, piece_add, upload_start
from mla_portal.storage.services.rewrapping import objects_rewrap
from tests.killing import kill_at_every_line

NOW = timezone.now()
OLD = KeyRing(current="k1", keys={"k1": bytes(32)})
BOTH = KeyRing(current="k2", keys={"k2": bytes(range(32)), "k1": bytes(32)})
NEW = KeyRing(current="k2", keys={"k2": bytes(range(32))})
TEXTS = [b"one" * 50_000, b"two", b""]


def store_all(settings: Settings) -> None:
    settings.FILE_KEYS = OLD
    for text in TEXTS:
        file_store(actor=None, source=[text], name="a.txt", now=NOW)


def read_all() -> list[bytes]:
    return [b"".join(file_open(actor=None, file=file)) for file in StoredFile.objects.order_by("id")]


@pytest.mark.django_db
def test_afterwards_the_new_key_alone_opens_everything(settings: Settings) -> None:
    store_all(settings)
    settings.FILE_KEYS = BOTH
    done = objects_rewrap()
    assert (done.rewrapped, done.current, done.left) == (3, 0, {})
    again = objects_rewrap()
    assert (again.rewrapped, again.current) == (0, 3)
    settings.FILE_KEYS = NEW
    assert read_all() == TEXTS


@pytest.mark.django_db
def test_pieces_of_uploads_come_with_it(settings: Settings, officer: User) -> None:
    settings.FILE_KEYS = OLD
    upload = upload_start(actor=officer, about="x", name="a", size=9, now=NOW)
    piece_add(upload=upload, offset=0, data=b"abc", now=NOW)
    settings.FILE_KEYS = BOTH
    assert objects_rewrap().rewrapped == 1


@pytest.mark.django_db
def test_what_cannot_be_is_named_and_the_command_fails(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    store_all(settings)
    lost = StoredFile.objects.order_by("id")[0].content.object_id
    path_of(lost).unlink()
    settings.FILE_KEYS = BOTH
    with pytest.raises(CommandError, match="Keep the old keys"):
        call_command("rewrap_files")
    said = capsys.readouterr()
    assert str(lost) in said.err
    assert "Under the current key: 2 objects, 2 of them newly." in said.out


@pytest.mark.django_db(transaction=True)
def test_stopped_at_any_line_nothing_is_lost(settings: Settings, files: Path) -> None:
    store_all(settings)
    before = {path: path.read_bytes() for path in files.rglob("*") if path.is_file()}
    settings.FILE_KEYS = BOTH

    def under_the_old_key() -> None:
        for path, data in before.items():
            path.write_bytes(data)

    def whole(place: str) -> None:
        assert read_all() == TEXTS, place
        assert objects_rewrap().left == {}, place
        assert read_all() == TEXTS, place

    modules = ("mla_portal.storage.services.rewrapping", "mla_portal.storage.objects")
    assert kill_at_every_line(objects_rewrap, modules=modules, before=under_the_old_key, after=whole) > 30
