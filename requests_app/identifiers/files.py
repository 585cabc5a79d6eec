"""The text of a file, whatever program wrote it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# So many of the bytes are zero in plain letters of UTF-16.
_MOSTLY = 0.4


class NoText(ValueError):
    """A sentence for the person."""


@dataclass(frozen=True, kw_only=True)
class FileText:
    """`guessed` names the code page that was tried because the file is not in Unicode: somebody has to look at it."""

    text: str
    guessed: str = ""


def text_of(data: bytes) -> FileText:
    """UTF-8, UTF-16 with or without its mark, else Windows-1252. Raises NoText."""
    if data.startswith(b"PK\x03\x04"):
        raise NoText(_("This is a spreadsheet or an archive. Save the table as CSV, and load that."))
    encoding = _marked(data) or _zeros(data)
    for name, guessed in ((encoding, ""),) if encoding else (("utf-8", ""), ("cp1252", "Windows-1252")):
        try:
            return _plain(data.decode(name), guessed)
        except UnicodeDecodeError:
            continue
    raise NoText(_("This is no text that can be read. Save it as CSV in UTF-8, and load that."))


def _marked(data: bytes) -> str:
    return next((name for mark, name in _MARKS if data.startswith(mark)), "")


def _zeros(data: bytes) -> str:
    """In UTF-16 every other byte of plain letters is zero: the second of two, or the first."""
    half = len(data) // 2
    if not half or len(data) % 2:
        return ""
    first, second = data[0::2].count(0) / half, data[1::2].count(0) / half
    if second > _MOSTLY > first:
        return "utf-16-le"
    return "utf-16-be" if first > _MOSTLY > second else ""


def _plain(text: str, guessed: str) -> FileText:
    if guessed and any(ord(char) < 32 and char not in "\t\r\n" for char in text):
        raise NoText(_("This is no text that can be read. Save it as CSV in UTF-8, and load that."))
    return FileText(text=text, guessed=guessed)
