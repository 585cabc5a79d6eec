"""The twin out of the bytes of a PDF that comes from outside. Knows nothing of Django, so that the press need not."""

from __future__ import annotations

from io import BytesIO

from pypdf import Configuration, PdfReader, apply_configuration
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

NAME = "request.json"
LARGEST_TWIN = 4 * 1024 * 1024
MOST_ATTACHMENTS = 100


class Unreadable(Exception):
    """`reason` is broken, encrypted, none, several or large."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def attached_twin(data: bytes) -> bytes:
    """Raises Unreadable."""
    limits = Configuration(zlib_maximum_output_length=LARGEST_TWIN, lzw_maximum_output_length=LARGEST_TWIN)
    try:
        with apply_configuration(limits):
            return _attached(data)
    except (Unreadable, MemoryError):
        raise
    except Exception as error:  # whatever a hostile file does to the reader
        raise Unreadable("broken") from error


def _attached(data: bytes) -> bytes:
    reader = PdfReader(BytesIO(data), strict=False)
    if reader.is_encrypted:
        raise Unreadable("encrypted")
    files = reader.root_object.get("/AF", ArrayObject()).get_object()
    if not isinstance(files, ArrayObject) or len(files) > MOST_ATTACHMENTS:
        raise Unreadable("broken")
    named = [one for one in map(_file, dict.fromkeys(files)) if one is not None]
    if len(named) != 1:
        raise Unreadable("several" if named else "none")
    content = named[0].get_data()
    if len(content) > LARGEST_TWIN:
        raise Unreadable("large")
    return bytes(content)


def _file(entry: object) -> StreamObject | None:
    """The content of an associated file, if it is the twin."""
    described = entry.get_object() if hasattr(entry, "get_object") else None
    if not isinstance(described, DictionaryObject) or NAME not in (described.get("/UF"), described.get("/F")):
        return None
    embedded = described["/EF"].get_object()
    stream = embedded["/F"].get_object() if isinstance(embedded, DictionaryObject) else None
    return stream if isinstance(stream, StreamObject) else None
