"""The process that reads somebody else's PDF: it may be hostile, so it has little memory, little time and no network.

`python -m templates_app.verification.child` reads one line of JSON and then the file from its input, and writes JSON.
It starts without Django, and ends with the file.
"""

from __future__ import annotations

import json
import logging
import resource
import sys
from base64 import b64decode
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, StreamObject
from pyhanko.pdf_utils.reader import PdfFileReader

from templates_app.verification.signatures import Checker

MEMORY = 1536 * 1024**2
SECONDS = 20
TWIN_LIMIT = 16 * 1024**2
FILES_LIMIT = 50
SIGNATURES_LIMIT = 20


def main() -> None:
    _bound(resource.RLIMIT_AS, MEMORY)
    _bound(resource.RLIMIT_CPU, SECONDS)
    logging.disable(logging.CRITICAL)
    given = json.loads(sys.stdin.buffer.readline())
    anchors = [x509.Certificate.load(b64decode(one)) for one in given["anchors"]]
    told = read(sys.stdin.buffer.read(), anchors, datetime.fromisoformat(given["now"]))
    json.dump(told, sys.stdout)


def read(content: bytes, anchors: list[x509.Certificate], now: datetime) -> dict[str, Any]:
    try:
        reader = PdfFileReader(BytesIO(content), strict=False)
        if reader.encrypted:
            return {"problem": "encrypted"}
        told: dict[str, Any] = {"twin": _twin(reader)}
        found = reader.embedded_signatures
    except (MemoryError, RecursionError):
        return {"problem": "too_complex"}
    except Exception:
        return {"problem": "broken"}  # pyHanko names no closed list of what a broken file can raise
    if len(found) > SIGNATURES_LIMIT:
        return {**told, "problem": "too_complex"}
    return {**told, **_signatures(Checker(reader, anchors, now), found)}


def _signatures(checker: Checker, found: list[Any]) -> dict[str, Any]:
    readable, unreadable = [], 0
    for one in found:
        try:
            readable.append(checker.told(one))
        except (MemoryError, RecursionError):
            return {"problem": "too_complex"}
        except Exception:
            unreadable += 1
    return {"signatures": readable, "unreadable_signatures": unreadable}


def _twin(reader: PdfFileReader) -> dict[str, str] | None:
    """The JSON that the document names as its data, or else the first JSON that it carries."""
    found: list[tuple[bool, str, StreamObject]] = []
    for entry in _files(reader):
        stream = _at(_at(entry, "/EF"), "/F")
        name = str(_at(entry, "/UF") or _at(entry, "/F"))
        if isinstance(stream, StreamObject) and name.lower().endswith(".json"):
            found.append((_at(entry, "/AFRelationship") != "/Data", name, stream))
    if not found:
        return None
    _is_other, name, stream = min(found, key=lambda one: one[0])
    data = stream.data
    return {"name": name[:200], "sha256": sha256(data).hexdigest()} if len(data) <= TWIN_LIMIT else None


def _files(reader: PdfFileReader) -> list[Any]:
    """What the catalogue names as associated, then the tree of embedded files."""
    files = _entries(reader.root, "/AF")
    nodes = [_at(_at(reader.root, "/Names"), "/EmbeddedFiles")]
    for _step in range(FILES_LIMIT):
        if not nodes or len(files) > FILES_LIMIT:
            break
        node = nodes.pop()
        files += _entries(node, "/Names")[1::2]
        nodes += _entries(node, "/Kids")
    return files


def _at(node: Any, key: str) -> Any:
    """What stands there, and not a reference to it, as `get` would give."""
    return node[key] if isinstance(node, DictionaryObject) and key in node else None


def _entries(node: Any, key: str) -> list[Any]:
    """By number, because going through the list would give references in place of what they stand for."""
    array = _at(node, key)
    if not isinstance(array, ArrayObject):
        return []
    return [array[number] for number in range(min(len(array), 2 * FILES_LIMIT))]


def _bound(what: int, limit: int) -> None:
    _soft, hard = resource.getrlimit(what)
    limit = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    with suppress(ValueError, OSError):  # a system that knows no such limit; the time limit of the parent stays
        resource.setrlimit(what, (limit, limit))


if __name__ == "__main__":
    sys.setrecursionlimit(800)
    main()
    sys.stdout.flush()
