"""The machine-readable twin: the document's own data, inside its PDF, and out of it again.

What is read here comes from outside. Nothing of it is trusted: whoever shows it says that it was read, and compares
hash and signature.
"""

from __future__ import annotations

from datetime import date, datetime, time
from io import BytesIO

from django.utils.translation import gettext as _
from pypdf import Configuration, PdfReader, apply_configuration
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject
from weasyprint import Attachment

from mla_portal.errors import Invalid
from templates_app.context import RequestDocument

NAME = "request.json"
MEBIBYTE = 1024 * 1024
LARGEST_FILE = 32 * MEBIBYTE
LARGEST_TWIN = 4 * MEBIBYTE
MOST_ATTACHMENTS = 100
HEADER_WITHIN = 1024  # where readers of PDF look for its first line
PDF_HEADER = b"%PDF-"
JSON_OPENS = (b"{", b"\xef\xbb\xbf{")


class NoTwin(Invalid):
    """A file holds no request that can be read; `errors["file"]` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__({"file": [reason]})


def twin_of(text: str, dated: date) -> Attachment:
    """The data as an associated file of the PDF. Its date is the document's: the same input gives the same bytes."""
    day = datetime.combine(dated, time())
    description = "The same document for machines: canonical JSON (RFC 8785)"
    return Attachment(string=text, name=NAME, description=description, relationship="Data", created=day, modified=day)


def read_twin(data: bytes) -> RequestDocument:
    """The document in a PDF that this product made, or in its JSON.

    Raises NoTwin where there is none or the file cannot be read, Invalid naming the field that does not fit.
    """
    return RequestDocument.from_json(twin_bytes(data))


def twin_bytes(data: bytes) -> bytes:
    """The JSON as it stands in the file, byte by byte. Raises NoTwin."""
    if len(data) > LARGEST_FILE:
        raise NoTwin(_("The file is larger than %(most)s MB. No document of this portal is.") % {"most": 32})
    if PDF_HEADER in data[:HEADER_WITHIN]:
        return _within_pdf(data)
    if not data.lstrip().startswith(JSON_OPENS):
        raise NoTwin(_("This is neither a PDF nor a request in JSON."))
    if len(data) > LARGEST_TWIN:
        raise _too_large()
    return data


def _within_pdf(data: bytes) -> bytes:
    limits = Configuration(zlib_maximum_output_length=LARGEST_TWIN, lzw_maximum_output_length=LARGEST_TWIN)
    try:
        with apply_configuration(limits):
            return _attached(data)
    except NoTwin:
        raise
    except Exception as error:  # whatever a hostile file does to the reader
        raise NoTwin(_("This PDF is broken: it cannot be read.")) from error


def _attached(data: bytes) -> bytes:
    reader = PdfReader(BytesIO(data), strict=False)
    if reader.is_encrypted:
        raise NoTwin(_("This PDF is encrypted. Save it without a pass phrase and try again."))
    files = reader.root_object.get("/AF", ArrayObject()).get_object()
    if not isinstance(files, ArrayObject) or len(files) > MOST_ATTACHMENTS:
        raise NoTwin(_("This PDF is broken: it cannot be read."))
    named = [one for one in map(_file, dict.fromkeys(files)) if one is not None]
    if not named:
        raise NoTwin(_("This PDF carries no request for machines: it was not made by a portal like this one."))
    if len(named) > 1:
        raise NoTwin(_("This PDF carries more than one request for machines. It is not clear which one holds."))
    content = named[0].get_data()
    if len(content) > LARGEST_TWIN:
        raise _too_large()
    return bytes(content)


def _file(entry: object) -> StreamObject | None:
    """The content of an associated file, if it is the twin."""
    described = entry.get_object() if hasattr(entry, "get_object") else None
    if not isinstance(described, DictionaryObject) or NAME not in (described.get("/UF"), described.get("/F")):
        return None
    embedded = described["/EF"].get_object()
    stream = embedded["/F"].get_object() if isinstance(embedded, DictionaryObject) else None
    return stream if isinstance(stream, StreamObject) else None


def _too_large() -> NoTwin:
    return NoTwin(_("The request in this file is larger than any request can be."))
