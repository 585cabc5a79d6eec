"""What a file is, by its content. What is not on the list is kept as plain bytes and never claimed to be more."""

from __future__ import annotations

import puremagic

UNKNOWN = "application/octet-stream"
EMPTY = "application/x-empty"
TEXT = "text/plain"

_OFFICE = "application/vnd.openxmlformats-officedocument"
_WORD, _SHEET = f"{_OFFICE}.wordprocessingml.document", f"{_OFFICE}.spreadsheetml.sheet"
_SLIDES = f"{_OFFICE}.presentationml.presentation"
_OPEN = "application/vnd.oasis.opendocument"

# What is known -> how its names end. A name with another ending is shown beside the true type.
TYPES: dict[str, tuple[str, ...]] = {
    "application/pdf": ("pdf",),
    "image/png": ("png",),
    "image/jpeg": ("jpg", "jpeg", "jpe", "jfif"),
    "image/gif": ("gif",),
    "image/tiff": ("tif", "tiff"),
    "image/webp": ("webp",),
    _WORD: ("docx",),
    _SHEET: ("xlsx",),
    _SLIDES: ("pptx",),
    f"{_OPEN}.text": ("odt",),
    f"{_OPEN}.spreadsheet": ("ods",),
    "application/msword": ("doc", "xls", "ppt", "msg"),
    "message/rfc822": ("eml", "mht", "txt"),
    "application/zip": ("zip",),
    "application/gzip": ("gz", "tgz"),
    "application/x-7z-compressed": ("7z",),
    "application/vnd.sqlite3": ("sqlite", "sqlite3", "db"),
    "audio/mpeg": ("mp3",),
    "audio/wav": ("wav",),
    "video/mp4": ("mp4", "m4v", "m4a", "mov"),
    TEXT: ("txt", "csv", "json", "xml", "log", "md", "tsv", "eml"),
}
_BY_OTHER_NAMES = {
    "application/x-gzip": "application/gzip",
    "application/x-sqlite3": "application/vnd.sqlite3",
    "audio/wave": "audio/wav",
    "audio/x-wav": "audio/wav",
}
_ZIP, _OLE, _PDF = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1"), b"%PDF-"
_NOT_CONTROL = bytes(byte for byte in range(256) if byte >= 32 or byte in b"\t\n\r\f\x1b")
# Of the parts of a zip, whose names stand in its beginning.
_IN_ZIP = (
    (b"word/", _WORD),
    (b"xl/", _SHEET),
    (b"ppt/", _SLIDES),
    (f"{_OPEN}.text".encode(), f"{_OPEN}.text"),
    (f"{_OPEN}.spreadsheet".encode(), f"{_OPEN}.spreadsheet"),
)


def media_type_of(head: bytes) -> str:
    """The type that begins so; UNKNOWN for what is not on the list."""
    if not head:
        return EMPTY
    if head.startswith(_PDF):
        return "application/pdf"
    if head.startswith(_OLE):
        return "application/msword"
    if head.startswith(_ZIP):
        return _of_zip(head)
    found = _by_signature(head)
    return found or (TEXT if _is_text(head) else UNKNOWN)


def is_named_otherwise(name: str, media_type: str) -> bool:
    """Whether the ending of the name promises another type than the content is."""
    ending = name.rpartition(".")[2].lower()
    promised = [kind for kind, endings in TYPES.items() if ending in endings]
    return bool(promised) and media_type not in (*promised, EMPTY)


def _of_zip(head: bytes) -> str:
    if b"[Content_Types].xml" in head or head[30:38] == b"mimetype":
        return next((kind for mark, kind in _IN_ZIP if mark in head), "application/zip")
    return "application/zip"


def _by_signature(head: bytes) -> str:
    """The best match, where it is on the list. A document for a browser is none: it is no more than text to us."""
    try:
        matches = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return ""
    best = matches[0]
    kind = _BY_OTHER_NAMES.get(best.mime_type, best.mime_type)
    return kind if kind in TYPES and kind != TEXT else ""


def _is_text(head: bytes) -> bool:
    if head.translate(None, delete=_NOT_CONTROL):
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4 and error.reason == "unexpected end of data"
    return True
