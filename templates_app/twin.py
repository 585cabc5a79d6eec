"""The machine-readable twin: the document's own data, inside its PDF, and out of it again.

What is read here comes from outside. Nothing of it is trusted: whoever shows it says that it was read, and compares
hash and signature.
"""

from __future__ import annotations

import json

from django.utils.translation import gettext as _

from mla_portal.errors import Invalid
from templates_app.context import RequestDocument
from templates_app.notice import SCHEMA as NOTICE
from templates_app.press.client import MEBIBYTE, TooMuchWork, press
from templates_app.press.twins import LARGEST_TWIN

LARGEST_FILE = 32 * MEBIBYTE
READING_MEMORY, READING_SECONDS = 256 * MEBIBYTE, 10
HEADER_WITHIN = 1024  # where readers of PDF look for its first line
PDF_HEADER = b"%PDF-"
JSON_OPENS = (b"{", b"\xef\xbb\xbf{")


class NoTwin(Invalid):
    """A file holds no request that can be read; `errors["file"]` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__({"file": [reason]})


def read_twin(data: bytes) -> RequestDocument:
    """The document in a PDF that this product made, or in its JSON.

    Raises NoTwin where there is none or the file cannot be read, Invalid naming the field that does not fit.
    """
    twin = twin_bytes(data)
    if _is_notice(twin):
        raise NoTwin(_("This is a notice about a request: an answer, or an order. It is no request itself."))
    return RequestDocument.from_json(twin)


def twin_bytes(data: bytes) -> bytes:
    """The JSON as it stands in the file, byte by byte. Raises NoTwin."""
    if len(data) > LARGEST_FILE:
        raise NoTwin(_("The file is larger than %(most)s MB. No document of this portal is.") % {"most": 32})
    if PDF_HEADER in data[:HEADER_WITHIN]:
        try:
            return _within_pdf(data)
        except TooMuchWork as refusal:
            raise NoTwin(_("This PDF is built so that reading it never ends. It is refused.")) from refusal
    if not data.lstrip().startswith(JSON_OPENS):
        raise NoTwin(_("This is neither a PDF nor a request in JSON."))
    if len(data) > LARGEST_TWIN:
        raise NoTwin(_reason("large"))
    return data


def _is_notice(twin: bytes) -> bool:
    try:
        read = json.loads(twin)
    except (ValueError, RecursionError):
        return False
    return isinstance(read, dict) and read.get("schema") == NOTICE


def _within_pdf(data: bytes) -> bytes:
    said, content = press("twin", data, memory=READING_MEMORY, seconds=READING_SECONDS)
    if "refused" in said or "failed" in said:
        raise NoTwin(_reason(said.get("refused", "broken")))
    return content


def _reason(word: str) -> str:
    return {
        "broken": _("This PDF is broken: it cannot be read."),
        "encrypted": _("This PDF is encrypted. Save it without a pass phrase and try again."),
        "none": _("This PDF carries no request for machines: it was not made by a portal like this one."),
        "several": _("This PDF carries more than one request for machines. It is not clear which one holds."),
        "large": _("The request in this file is larger than any request can be."),
    }[word]
