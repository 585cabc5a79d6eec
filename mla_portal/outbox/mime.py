"""The bytes of a mail of plain text (RFC 5322, 2045, 2047), for a server that is spoken to in whole lines.

A mail of the portal has one part, one recipient and eight headers. So its bytes are put together here, at a small part
of what the library takes; tests/outbox/test_mime.py reads them back with the library.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64encode
from collections.abc import Iterator
from email.utils import formatdate, parseaddr
from functools import lru_cache

from django.utils.encoding import punycode

from mla_portal.values import one_line

# RFC 5322, 2.1.1: a line should be no longer than 78; RFC 2047, 2: one with an encoded word no longer than 76.
LINE = 76
# RFC 5322, 2.1.1: and must not be longer than this.
LONGEST_LINE = 998
# So long a word, and so many bytes in base64 with what stands around them, fit behind the name of a header.
_WORD, _ENCODED = 64, 39
_QUOTED = re.compile(r'[][\\()<>@,:;".]')
_ESCAPED = re.compile(r'[\\"]')


def mime(*, subject: str, body: str, sender: str, to: str, message_id: str) -> bytes:
    """`sender` and `to` as `mailbox` writes them; no value can begin a header of its own."""
    coding, text = _coded(body)
    lines = (
        'Content-Type: text/plain; charset="utf-8"',
        "MIME-Version: 1.0",
        f"Content-Transfer-Encoding: {coding}",
        _folded("Subject", _unstructured(one_line(subject))),
        _folded("From", sender),
        _folded("To", to),
        f"Date: {formatdate()}",
        f"Message-ID: {one_line(message_id)}",
        "Auto-Submitted: auto-generated",
        "",
        "",
    )
    return "\r\n".join(lines).encode("ascii") + text


@lru_cache(maxsize=2000)
def mailbox(name: str, address: str) -> str:
    """As the value of a header: `"Duty desk (AL)" <duty@al.example>`."""
    name = one_line(name)
    if not name:
        return bare(address)
    if not _is_plain(name):
        said = " ".join(_encoded_words(name))
    elif _QUOTED.search(name):
        said = '"' + _ESCAPED.sub(r"\\\g<0>", name) + '"'
    else:
        said = name
    return f"{said} <{bare(address)}>"


def bare(address: str) -> str:
    """As the server is told it: the domain in ASCII."""
    local, _, domain = one_line(address).rpartition("@")
    return f"{local}@{punycode(domain)}"


@lru_cache(maxsize=10)
def parted(sender: str) -> tuple[str, str]:
    """`MLA portal <portal@example>` as a header writes it, and the address alone."""
    name, address = parseaddr(sender)
    return mailbox(name, address), bare(address)


def _coded(body: str) -> tuple[str, bytes]:
    text = body.encode().replace(b"\n", b"\r\n")
    if max(map(len, text.split(b"\r\n"))) > LONGEST_LINE:
        return "quoted-printable", binascii.b2a_qp(text, istext=True)
    return ("7bit" if text.isascii() else "8bit"), text


def _unstructured(text: str) -> str:
    return text if _is_plain(text) else " ".join(_encoded_words(text))


def _is_plain(text: str) -> bool:
    """It needs no encoding: it is ASCII, would not be read as encoded, and can be folded."""
    return text.isascii() and "=?" not in text and (len(text) <= _WORD or max(map(len, text.split(" "))) <= _WORD)


def _encoded_words(text: str) -> Iterator[str]:
    """Each of whole characters; the spaces between two of them do not count (RFC 2047, 6.2)."""
    chunk = b""
    for sign in text:
        coded = sign.encode()
        if len(chunk) + len(coded) > _ENCODED:
            yield f"=?utf-8?b?{b64encode(chunk).decode()}?="
            chunk = b""
        chunk += coded
    yield f"=?utf-8?b?{b64encode(chunk).decode()}?="


def _folded(name: str, value: str) -> str:
    line = f"{name}: {value}"
    if len(line) <= LINE:
        return line
    lines, line = [], f"{name}:"
    for word in value.split(" "):
        if len(line) + 1 + len(word) > LINE and line != f"{name}:":
            lines.append(line)
            line = ""
        line += f" {word}"
    return "\r\n".join([*lines, line])
