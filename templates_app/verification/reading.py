"""Reading a file that came from anywhere, within bounds: whatever it is, there is an answer, and soon."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from datetime import datetime
from hashlib import sha256
from threading import BoundedSemaphore
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding
from django.utils.translation import gettext as _

from mla_portal.env import BASE_DIR
from mla_portal.errors import Conflict
from templates_app.codec import NotThatShape
from templates_app.signing.anchors import trusted
from templates_app.verification.findings import Findings, Format, Problem

SIZE_LIMIT = 25 * 1024**2
SECONDS = 25
ENDS_LIMIT = 40
END = re.compile(rb"%%EOF(?:\r\n|\r|\n)?")

# Each takes a processor for as long as the file wants: two at a time leave room for everybody else.
AT_ONCE = BoundedSemaphore(2)


def findings_of(content: bytes, *, now: datetime) -> Findings:
    """Raises Conflict when too many files are being read at this moment."""
    digest, kind = sha256(content).hexdigest(), _format(content)
    if kind is not Format.PDF:
        return Findings(sha256=digest, format=kind)
    told = _told(content, now)
    try:
        return Findings.of({"sha256": digest, "format": kind.value, "earlier": _earlier(content), **told})
    except NotThatShape:
        return Findings(sha256=digest, format=kind, problem=Problem.BROKEN)


def _format(content: bytes) -> Format:
    # The standard allows a little before the header, and readers do.
    if b"%PDF-" in content[:1024]:
        return Format.PDF
    return Format.JSON if content.lstrip()[:1] == b"{" else Format.OTHER


def _earlier(content: bytes) -> list[str]:
    """The hashes of the file as it ended at each of its marks of an end, its own end apart."""
    ends = [end for match in END.finditer(content) for end in {match.start() + 5, match.end()}]
    digest, done, found = sha256(), 0, []
    for end in sorted(set(ends))[:ENDS_LIMIT]:
        digest.update(content[done:end])
        done = end
        if end < len(content):
            found.append(digest.hexdigest())
    return found[::-1]


def _told(content: bytes, now: datetime) -> dict[str, Any]:
    """What the process says that looks into the file; it has bounds of its own, and is ended when it takes too long."""
    anchors = [b64encode(one.public_bytes(Encoding.DER)).decode() for one in trusted()]
    order = json.dumps({"anchors": anchors, "now": now.isoformat()}).encode() + b"\n"
    program = [sys.executable, "-m", "templates_app.verification.child"]
    if not AT_ONCE.acquire(timeout=SECONDS):
        raise Conflict(_("Several files are being checked at this moment. Try again in a minute."))
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the file is its input
            program,
            input=order + content,
            capture_output=True,
            timeout=SECONDS,
            cwd=BASE_DIR,
            env={"PATH": os.defpath},  # it is told no secret
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"problem": Problem.TOO_SLOW.value}
    finally:
        AT_ONCE.release()
    if done.returncode:
        return {"problem": Problem.TOO_COMPLEX.value}
    told: dict[str, Any] = json.loads(done.stdout)
    return told
