"""One signature of a PDF, checked with pyHanko; nothing is fetched from the network. Knows no Django."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy, RevocationCheckingPolicy, RevocationCheckingRule

TEXT_LIMIT = 300
COVERS = {SignatureCoverageLevel.ENTIRE_FILE: "file", SignatureCoverageLevel.ENTIRE_REVISION: "revision"}
CHANGES = {
    ModificationLevel.NONE: "none",
    ModificationLevel.LTA_UPDATES: "upkeep",
    ModificationLevel.FORM_FILLING: "signatures",
}
# Either shows that somebody meant to sign; not every country gives both to the certificates of its offices.
USAGE = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False)
# What the file carries about revocation counts also for a certificate that names no place to ask.
CARRIED = CertRevTrustPolicy(
    RevocationCheckingPolicy(
        ee_certificate_rule=RevocationCheckingRule.CRL_OR_OCSP_REQUIRED,
        intermediate_ca_cert_rule=RevocationCheckingRule.CHECK_IF_DECLARED_SOFT,
    ),
    retroactive_revinfo=True,
)
NAMES = ("common_name", "organizational_unit_name", "organization_name", "country_name")


class Checker:
    """Checks the signatures of one file against `anchors`, as things stand `now`."""

    def __init__(self, reader: PdfFileReader, anchors: list[x509.Certificate], now: datetime) -> None:
        self.anchors = anchors
        self.now = now
        self.store: DocumentSecurityStore | None = None
        with suppress(NoDSSFoundError):
            self.store = DocumentSecurityStore.read_dss(reader)

    def told(self, signature: EmbeddedPdfSignature) -> dict[str, Any]:
        if signature.sig_object_type == "/DocTimeStamp":
            return self._stamp(signature)
        status = validate_pdf_signature(signature, self._context(self.now), self._context(self.now), None, USAGE)
        stamp = status.timestamp_validity
        stamped_at = stamp.timestamp if stamp is not None and stamp.intact and stamp.valid else None
        then = stamped_at or signature.self_reported_timestamp
        return {
            **self._common(signature, status, then),
            "is_stamp": False,
            "claimed_at": _iso(signature.self_reported_timestamp),
            "stamped_at": _iso(stamped_at),
            "stamped_by": _name(stamp.signing_cert.subject) if stamp and stamped_at else "",
            "stamp_trusted": bool(stamped_at and stamp and stamp.trusted),
            "trusted_then": self._trusted(signature, then),
            "reason": _text(signature, "/Reason"),
            "location": _text(signature, "/Location"),
        }

    def _stamp(self, signature: EmbeddedPdfSignature) -> dict[str, Any]:
        status = validate_pdf_timestamp(signature, self._context(self.now))
        return {
            **self._common(signature, status, status.timestamp),
            "is_stamp": True,
            "stamped_at": _iso(status.timestamp),
            "stamped_by": _name(status.signing_cert.subject),
            "stamp_trusted": bool(status.trusted),
            "trusted_then": bool(status.trusted),
        }

    def _common(self, signature: EmbeddedPdfSignature, status: Any, then: datetime | None) -> dict[str, Any]:
        certificate = status.signing_cert
        since, until = certificate.not_valid_before, certificate.not_valid_after
        revoked = bool(status.revoked) or self._revoked(signature, self.now)
        level, allowed = status.modification_level, getattr(status, "docmdp_ok", None)
        return {
            "intact": bool(status.intact and status.valid),
            "covers": COVERS.get(status.coverage, "part"),
            "changes": "none" if level is None else CHANGES.get(level, "other"),
            "changes_allowed": level is not ModificationLevel.OTHER if allowed is None else bool(allowed),
            "subject": _name(certificate.subject),
            "issuer": _name(certificate.issuer),
            "serial": f"{certificate.serial_number:x}",
            "certificate_sha256": certificate.sha256.hex(),
            "valid_from": _iso(since),
            "valid_until": _iso(until),
            "valid_then": then is not None and since <= then <= until,
            "valid_now": since <= self.now <= until,
            "trusted_now": bool(status.trusted) and not revoked,
            "revoked": revoked,
        }

    def _trusted(self, signature: EmbeddedPdfSignature, then: datetime | None) -> bool:
        """At the time of signing; what the file carries about revocation was often gathered a little later."""
        if then is None:
            return False
        context = self._context(then)
        status = validate_pdf_signature(signature, context, context, None, USAGE, skip_diff=True)
        return bool(status.trusted) and not self._revoked(signature, then)

    def _revoked(self, signature: EmbeddedPdfSignature, moment: datetime) -> bool:
        """By what the file carries, whether or not the certificate says where to ask."""
        if self.store is None or not (self.store.crls or self.store.ocsps):
            return False
        context = self._context(moment, revinfo_policy=CARRIED)
        if signature.sig_object_type == "/DocTimeStamp":
            return bool(validate_pdf_timestamp(signature, context, skip_diff=True).revoked)
        return bool(validate_pdf_signature(signature, context, context, None, USAGE, skip_diff=True).revoked)

    def _context(self, moment: datetime, **more: Any) -> ValidationContext:
        settings: dict[str, Any] = {
            "trust_roots": self.anchors,
            "moment": moment,
            "allow_fetching": False,
            "retroactive_revinfo": True,
            **more,
        }
        return self.store.as_validation_context(settings) if self.store is not None else ValidationContext(**settings)


def _name(name: x509.Name) -> str:
    parts = name.native
    told = [parts[key] for key in NAMES if parts.get(key)]
    text = ", ".join(dict.fromkeys(one if isinstance(one, str) else ", ".join(one) for one in told))
    return (text or name.human_friendly)[:TEXT_LIMIT]


def _text(signature: EmbeddedPdfSignature, key: str) -> str:
    # not `get`, which would give a reference
    value = signature.sig_object[key] if key in signature.sig_object else ""  # noqa: SIM401
    return str(value)[:TEXT_LIMIT] if isinstance(value, str) else ""


def _iso(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
