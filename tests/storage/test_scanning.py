"""With a scanner: nothing opens before its verdict, what it finds never does, and while it is away everything waits."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.utils import timezone
from pytest_django import Settings

from mla_portal.audit.models import Event
from mla_portal.errors import Conflict
from mla_portal.local import files as local_files
from mla_portal.storage.clamav import ScannerUnreachable, TooLarge, scan
from mla_portal.storage.models import Scan, StoredFile
from mla_portal.storage.services import file_open, file_store
from mla_portal.storage.services.scanning import contents_scan

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
LIMIT = 300_000


@dataclass
class Clamd:
    """Speaks as clamd does to INSTREAM, and hangs up on what is too large."""

    address: str = ""
    streams: list[bytes] = field(default_factory=list)
    says: str = ""


@pytest.fixture
def clamd(settings: Settings) -> Iterator[Clamd]:
    told = Clamd()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            assert self.rfile.read(10) == b"zINSTREAM\0"
            data = b""
            while length := int.from_bytes(self.rfile.read(4), "big"):
                data += self.rfile.read(length)
                if len(data) > LIMIT:
                    self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                    return
            told.streams.append(data)
            found = "Eicar-Test-Signature FOUND" if EICAR in data else "OK"
            self.wfile.write((told.says or f"stream: {found}").encode() + b"\0")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        told.address = settings.CLAMAV_ADDRESS = f"127.0.0.1:{server.server_address[1]}"
        yield told
        server.shutdown()


def store(data: bytes) -> StoredFile:
    return file_store(actor=None, source=[data], name="a.bin", now=timezone.now())


def now_scanned(file: StoredFile) -> StoredFile:
    contents_scan()
    return StoredFile.objects.get(pk=file.pk)


def test_what_clamd_says(clamd: Clamd) -> None:
    assert scan([b"harm", b"", b"less"], address=clamd.address) == ""
    assert scan([EICAR], address=clamd.address) == "Eicar-Test-Signature"
    assert clamd.streams == [b"harmless", EICAR]
    with pytest.raises(TooLarge):
        scan([bytes(100_000)] * 50, address=clamd.address)
    clamd.says = "what?"
    with pytest.raises(ScannerUnreachable):
        scan([b"x"], address=clamd.address)


@pytest.mark.parametrize("address", ["unix:/nowhere/clamd.sock", "127.0.0.1:1"])  # nobody listens on port 1
def test_nobody_there(address: str) -> None:
    with pytest.raises(ScannerUnreachable):
        scan([b"x"], address=address)


@pytest.mark.django_db
def test_what_is_clean_opens_after_the_check(clamd: Clamd) -> None:
    file = store(b"harmless" * 20_000)
    with pytest.raises(Conflict):
        file_open(actor=None, file=file)
    file = now_scanned(file)
    assert (file.scan, clamd.streams) == (Scan.CLEAN, [b"harmless" * 20_000])
    assert b"".join(file_open(actor=None, file=file)) == b"harmless" * 20_000


@pytest.mark.django_db
def test_malware_never_opens_and_stands_in_the_trail(clamd: Clamd) -> None:
    file = now_scanned(store(EICAR))
    with pytest.raises(Conflict, match="Malware"):
        file_open(actor=None, file=file)
    assert "Eicar" in Event.objects.get(chain=f"file:{file.pk}", verb="file.infected").data


@pytest.mark.django_db
def test_the_same_malware_given_again_is_known(clamd: Clamd) -> None:
    now_scanned(store(EICAR))
    assert store(EICAR).scan == Scan.INFECTED


@pytest.mark.django_db
def test_what_is_too_large_for_it_opens_and_says_that_it_was_not_checked(clamd: Clamd) -> None:
    file = now_scanned(store(bytes(LIMIT + 1)))
    assert file.scan == Scan.TOO_LARGE
    assert len(b"".join(file_open(actor=None, file=file))) == LIMIT + 1


@pytest.mark.django_db
def test_while_the_scanner_is_away_everything_waits(clamd: Clamd, settings: Settings) -> None:
    file = store(b"harmless")
    there, settings.CLAMAV_ADDRESS = clamd.address, f"127.0.0.1:{local_files.free_port()}"
    assert now_scanned(file).scan == Scan.UNSCANNED
    settings.CLAMAV_ADDRESS = there
    assert now_scanned(file).scan == Scan.CLEAN
    assert contents_scan() == 0


@pytest.mark.django_db
def test_without_a_scanner_nothing_is_done(settings: Settings) -> None:
    settings.CLAMAV_ADDRESS = ""
    assert (store(b"x").scan, contents_scan()) == (Scan.OFF, 0)
