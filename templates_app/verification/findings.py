"""What was found in a file. Plain data: it crosses from the process that reads the file, and is kept with an answer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from templates_app.codec import decode, encode


class Format(StrEnum):
    PDF = "pdf"
    JSON = "json"
    OTHER = "other"


class Problem(StrEnum):
    """Why a PDF could not be looked into."""

    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    TOO_COMPLEX = "too_complex"
    TOO_SLOW = "too_slow"


class Covers(StrEnum):
    """`revision`: all that there was when it was signed, and something was added after."""

    FILE = "file"
    REVISION = "revision"
    PART = "part"


class Changes(StrEnum):
    """What was added after a signature. `upkeep` is what keeps signatures checkable for decades."""

    NONE = "none"
    UPKEEP = "upkeep"
    SIGNATURES = "signatures"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Signature:
    """`intact`: the signed bytes are as they were, and the certificate's key signed them. `claimed_at` is what the
    signer says, `stamped_at` what a time-stamping service confirms. `is_stamp`: no signature, only proof of a time.

    `trusted_then` and `trusted_now`: whether a trusted authority of certification vouches for the certificate at the
    time of signing, and now. `valid_then` and `valid_now` say it of the certificate's own dates alone.
    """

    is_stamp: bool
    intact: bool
    covers: Covers
    changes: Changes
    changes_allowed: bool
    subject: str
    issuer: str
    serial: str
    certificate_sha256: str
    valid_from: datetime
    valid_until: datetime
    claimed_at: datetime | None = None
    stamped_at: datetime | None = None
    stamped_by: str = ""
    stamp_trusted: bool = False
    valid_then: bool = False
    valid_now: bool = False
    trusted_then: bool = False
    trusted_now: bool = False
    revoked: bool = False
    reason: str = ""
    location: str = ""

    @property
    def holds(self) -> bool:
        """Whether what was signed stands as it was signed; whom to believe is another question."""
        return self.intact and self.changes_allowed and self.covers is not Covers.PART


@dataclass(frozen=True, kw_only=True)
class Twin:
    """The data for machines that a PDF carries as an associated file."""

    name: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Findings:
    """`earlier` are the hashes of what the file was before something was added at its end, newest first."""

    sha256: str
    format: Format
    earlier: tuple[str, ...] = ()
    problem: str = ""
    unreadable_signatures: int = 0
    signatures: tuple[Signature, ...] = ()
    twin: Twin | None = None

    def plain(self) -> dict[str, Any]:
        """As JSON holds it."""
        plain: dict[str, Any] = json.loads(json.dumps(encode(self)))
        return plain

    @classmethod
    def of(cls, plain: Any) -> Self:
        """What `plain` was made from. Raises NotThatShape."""
        found: Self = decode(cls, plain)
        return found
