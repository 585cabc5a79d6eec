"""A PDF signed for an authority. PAdES with DocMDP: whoever receives it may add a signature, and change nothing else.

The level is B-B; with a time-stamping service B-T; with long-term validation data B-LTA. The service and whatever says
which certificates are revoked are asked over the network: call it outside of locks.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import Any

from aiohttp import ClientError
from django.conf import settings
from django.utils.translation import gettext as _
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.timestamps import HTTPTimeStamper, TimestampRequestError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

from templates_app.signing.anchors import trusted
from templates_app.signing.certificates import Certificate, what_forbids
from templates_app.signing.config import source_of
from templates_app.signing.keys import Key, as_asn1, opened
from templates_app.signing.problems import CannotSign, NotAsWritten

FIELD = "Authority"
TIMESTAMP_SECONDS = 10
LEVELS = {(False, False): "B-B", (True, False): "B-T", (True, True): "B-LTA"}
FAILURES = (SigningError, PathError, ValidationError, PdfError, ClientError, TimeoutError, OSError, ValueError)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Signed:
    """`level` is the PAdES level, `sha256` that of the content."""

    content: bytes
    sha256: str
    certificate: Certificate
    level: str


def sign_pdf(content: bytes, *, authority: str, reason: str, location: str, now: datetime) -> Signed | None:
    """The signed PDF, or None when no certificate is set up for the authority. Raises CannotSign."""
    try:
        source = source_of(authority)
    except NotAsWritten as error:
        raise CannotSign(authority, str(error)) from error
    if source is None:
        return None
    with opened(source) as key:
        if wrong := what_forbids(key.certificate, now=now):
            raise CannotSign(authority, wrong)
        sealed = _sealed(content, key, authority, reason, location)
        _look_at(sealed, authority, as_asn1(key.certificate))
        return Signed(
            content=sealed,
            sha256=sha256(sealed).hexdigest(),
            certificate=Certificate.of(key.certificate),
            level=level(),
        )


def level() -> str:
    return LEVELS[bool(settings.TIMESTAMP_URL), settings.SIGNING_LONG_TERM]


def _sealed(content: bytes, key: Key, authority: str, reason: str, location: str) -> bytes:
    metadata = PdfSignatureMetadata(
        field_name=FIELD,
        reason=reason,
        location=location,
        name=Certificate.of(key.certificate).subject,
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.FILL_FORMS,
        md_algorithm="sha256",
        signer_key_usage=set(),
        **_long_term(authority),
    )
    field = SigFieldSpec(FIELD, readable_field_name=_field_name(authority))
    stamper = HTTPTimeStamper(settings.TIMESTAMP_URL, timeout=TIMESTAMP_SECONDS) if settings.TIMESTAMP_URL else None
    signer = PdfSigner(metadata, signer=key.signer, timestamper=stamper, new_field_spec=field)
    try:
        written: BytesIO = signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(content)), in_place=False)
    except TimestampRequestError as error:
        logger.exception("No time stamp for a signature of %s", authority)
        raise CannotSign(authority, _("The time-stamping service gave no time stamp.")) from error
    except FAILURES as error:
        logger.exception("No signature of %s", authority)
        raise CannotSign(authority, _("Signing failed: %(error)s.") % {"error": type(error).__name__}) from error
    return written.getvalue()


def _long_term(authority: str) -> dict[str, Any]:
    """What it takes to tell in twenty years that the signature was good today: proof that nothing was revoked."""
    if not settings.SIGNING_LONG_TERM:
        return {}
    try:
        roots = [as_asn1(one) for one in trusted()]
    except (OSError, ValueError) as error:
        raise CannotSign(authority, _("The directory of trusted certificates cannot be read.")) from error
    context = ValidationContext(trust_roots=roots, allow_fetching=True, revocation_mode="hard-fail")
    return {"validation_context": context, "embed_validation_info": True, "use_pades_lta": True}


def _look_at(sealed: bytes, authority: str, own: Any) -> None:
    """A signature that its own certificate does not confirm is none: a token may hold another key than it says."""
    signature = PdfFileReader(BytesIO(sealed)).embedded_regular_signatures[0]
    status = validate_pdf_signature(signature, ValidationContext(trust_roots=[own]), skip_diff=True)
    if not (status.intact and status.valid):
        raise CannotSign(authority, _("Its key does not belong to its certificate."))


def _field_name(authority: str) -> str:
    return f"Electronic signature of {authority}"
