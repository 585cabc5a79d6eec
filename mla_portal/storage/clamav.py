"""The little of clamd's protocol that is needed: INSTREAM, over TCP or a socket in the file system."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from contextlib import suppress

TIMEOUT = 60.0  # seconds for each answer


class ScannerUnreachable(Exception):
    """Nobody answers at the address, or what answers is no clamd. Try again later."""


class TooLarge(Exception):
    """clamd takes no file of this size (its StreamMaxLength)."""


def scan(chunks: Iterable[bytes], *, address: str) -> str:
    """The name of the malware found in the bytes, or "" where clamd finds none. ScannerUnreachable, TooLarge."""
    try:
        with _connection(address) as line:
            with suppress(BrokenPipeError, ConnectionResetError):  # it says why, and we read that
                _send(line, chunks)
            answer = _answer(line)
    except OSError as error:
        raise ScannerUnreachable(str(error)) from error
    return _found(answer)


def _connection(address: str) -> socket.socket:
    if address.startswith("unix:"):
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(TIMEOUT)
        line.connect(address.removeprefix("unix:"))
        return line
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=TIMEOUT)


def _send(line: socket.socket, chunks: Iterable[bytes]) -> None:
    line.sendall(b"zINSTREAM\0")
    for chunk in chunks:
        if chunk:  # one of no length would end the stream
            line.sendall(len(chunk).to_bytes(4, "big") + chunk)
    line.sendall(bytes(4))


def _answer(line: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < 4096:
        more = line.recv(1024)
        if not more:
            break
        answer += more
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()


def _found(answer: str) -> str:
    if "size limit exceeded" in answer:
        raise TooLarge(answer)
    said = answer.removeprefix("stream: ")
    if said == "OK":
        return ""
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")[:200]
    raise ScannerUnreachable(f"clamd answered {answer[:200]!r}")
