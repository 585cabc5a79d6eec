"""Large files come in pieces: each at its place, once; finished once; carried on after whatever happened."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, Invalid, NotFound
from mla_portal.storage.models import StoredFile, Upload, UploadPart
from mla_portal.storage.services import file_open, piece_add, upload_complete, upload_of, upload_start
from mla_portal.storage.services.sweeping import orphans_sweep
from mla_portal.storage.services.uploads import OPEN_LIMIT, PIECE_LIMIT, uploads_expire
from tests.killing import kill_at_every_line
from tests.storage.forgetting import forget_files
from tests.storage.vectors import plain

NOW = timezone.now()
DATA = plain("an upload", 250_000)
ABOUT = "request:0"


def begin(officer: User, data: bytes = DATA, **more: Any) -> Upload:
    given: dict[str, Any] = {"name": "disk.img", "size": len(data), "sha256": sha256(data).hexdigest(), **more}
    return upload_start(actor=officer, about=ABOUT, now=NOW, **given)


def send(upload: Upload, *, step: int = 100_000, until: int = len(DATA)) -> Upload:
    for at in range(upload.received, until, step):
        upload = piece_add(upload=upload, offset=at, data=DATA[at : at + step], now=NOW)
    return upload


def objects(files: Path) -> list[Path]:
    return [path for path in files.rglob("*") if path.is_file()]


@pytest.mark.django_db(transaction=True)
def test_pieces_become_the_file_once_and_leave_nothing(officer: User, files: Path) -> None:
    upload = send(begin(officer))
    file = upload_complete(actor=officer, upload=upload, now=NOW)
    assert (file.sha256, file.name, file.created_by) == (sha256(DATA).hexdigest(), "disk.img", officer)
    assert b"".join(file_open(actor=officer, file=file)) == DATA
    assert upload_complete(actor=officer, upload=upload, now=NOW) == file
    assert (StoredFile.objects.count(), UploadPart.objects.count(), len(objects(files))) == (1, 0, 1)


@pytest.mark.django_db
def test_it_is_carried_on_from_where_it_stopped(officer: User) -> None:
    begun = send(begin(officer), until=100_000)
    again = upload_of(actor=officer, about=ABOUT, pk=begun.pk)
    assert again.received == 100_000
    assert upload_complete(actor=officer, upload=send(again, step=70_000), now=NOW).sha256 == sha256(DATA).hexdigest()


@pytest.mark.django_db
@pytest.mark.parametrize("offset", [0, 99_999, 100_001, 150_000])
def test_a_piece_that_is_not_the_next_is_told_where_to_go_on(officer: User, files: Path, offset: int) -> None:
    upload = send(begin(officer), until=100_000)
    with pytest.raises(Conflict, match="Carry on") as refused:
        piece_add(upload=upload, offset=offset, data=b"x", now=NOW)
    assert (refused.value.details["offset"], len(objects(files))) == (100_000, 1)


@pytest.mark.django_db
def test_of_two_that_send_the_same_piece_one_is_taken(officer: User, files: Path) -> None:
    one, other = begin(officer), Upload.objects.get()
    piece_add(upload=one, offset=0, data=DATA[:100], now=NOW)
    with pytest.raises(Conflict):
        piece_add(upload=other, offset=0, data=DATA[:100], now=NOW)
    assert (Upload.objects.get().received, UploadPart.objects.count(), len(objects(files))) == (100, 1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("data", [b"", bytes(PIECE_LIMIT + 1), DATA + b"x"])
def test_a_piece_of_the_wrong_size_is_refused(officer: User, data: bytes) -> None:
    with pytest.raises(Invalid):
        piece_add(upload=begin(officer), offset=0, data=data, now=NOW)


@pytest.mark.django_db
def test_it_is_not_finished_before_all_of_it_came(officer: User) -> None:
    with pytest.raises(Conflict) as refused:
        upload_complete(actor=officer, upload=send(begin(officer), until=100_000), now=NOW)
    assert refused.value.details == {"offset": 100_000}


@pytest.mark.django_db
def test_what_is_not_what_was_announced_is_no_file(officer: User) -> None:
    upload = send(begin(officer, sha256="0" * 64))
    with pytest.raises(Invalid, match="not the file that was announced"):
        upload_complete(actor=officer, upload=upload, now=NOW)
    assert StoredFile.objects.count() == 0


@pytest.mark.django_db
def test_an_empty_file_needs_no_piece(officer: User) -> None:
    assert upload_complete(actor=officer, upload=begin(officer, b""), now=NOW).size == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": 7}, "name"),
        ({"size": -1}, "size"),
        ({"size": "9"}, "size"),
        ({"size": True}, "size"),
        ({"size": 1.5}, "size"),
        ({"size": 2**31 + 1}, "size"),
        ({"sha256": "abc"}, "sha256"),
    ],
)
def test_what_is_announced_wrongly_is_named(officer: User, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        begin(officer, **wrong)
    assert list(refused.value.errors) == [field]


@pytest.mark.django_db
def test_nobody_else_carries_it_on(officer: User) -> None:
    upload = begin(officer)
    other = User.objects.create_user("other", name="Other")
    for actor, about in ((other, ABOUT), (officer, "request:1")):
        with pytest.raises(NotFound):
            upload_of(actor=actor, about=about, pk=upload.pk)


@pytest.mark.django_db
def test_nobody_begins_without_end(officer: User, settings: Settings) -> None:
    for _ in range(OPEN_LIMIT):
        begin(officer)
    with pytest.raises(Conflict, match="Finish them first"):
        begin(officer)


@pytest.mark.django_db(transaction=True)
def test_one_that_is_not_carried_on_expires_with_its_pieces(officer: User, files: Path) -> None:
    send(begin(officer), until=100_000)
    assert (uploads_expire(now=NOW + timedelta(days=1)), len(objects(files))) == (0, 1)
    assert (uploads_expire(now=NOW + timedelta(days=3)), objects(files), Upload.objects.count()) == (1, [], 0)


@pytest.mark.django_db
def test_its_pieces_are_no_orphans(officer: User, files: Path) -> None:
    send(begin(officer), until=100_000)
    assert (orphans_sweep(now=timezone.now() + timedelta(days=2)), len(objects(files))) == (0, 1)


@pytest.mark.django_db(transaction=True)
def test_after_a_crash_at_any_line_it_is_carried_on(officer: User, files: Path) -> None:
    """The client asks where to go on, sends the rest and finishes; nothing of the crash is left but for the sweep."""

    def before() -> None:
        forget_files()
        begin(officer)

    def work() -> None:
        upload_complete(actor=officer, upload=send(Upload.objects.get(), step=200_000), now=NOW)

    def after(place: str) -> None:
        assert all(DATA[1000:1100] not in path.read_bytes() for path in objects(files)), place
        work()
        [file] = StoredFile.objects.all()
        assert b"".join(file_open(actor=officer, file=file)) == DATA, place
        orphans_sweep(now=timezone.now() + timedelta(days=1, minutes=1))
        assert len(objects(files)) == 1, place

    modules = ("mla_portal.storage.services.uploads", "mla_portal.storage.services.files")
    assert kill_at_every_line(work, modules=modules, before=before, after=after) > 50
