"""What a certificate says, in words, and whether it may sign now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from django.utils.translation import gettext as _


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """`fingerprint` is the SHA-256 of its bytes, in hexadecimal."""

    subject: str
    issuer: str
    serial: str
    fingerprint: str
    valid_from: datetime
    valid_until: datetime

    @classmethod
    def of(cls, certificate: x509.Certificate) -> Self:
        return cls(
            subject=named(certificate.subject),
            issuer=named(certificate.issuer),
            serial=f"{certificate.serial_number:x}",
            fingerprint=certificate.fingerprint(SHA256()).hex(),
            valid_from=certificate.not_valid_before_utc,
            valid_until=certificate.not_valid_after_utc,
        )


def named(name: x509.Name) -> str:
    """From the person or office outwards to the country; only what people read."""
    wanted = ("commonName", "organizationalUnitName", "organizationName", "countryName")
    parts = {part.oid._name: str(part.value) for part in name}
    return ", ".join(dict.fromkeys(parts[key] for key in wanted if key in parts)) or name.rfc4514_string()


def what_forbids(certificate: x509.Certificate, *, now: datetime) -> str:
    """Why the certificate may not sign now, as a sentence, or an empty text."""
    if now > certificate.not_valid_after_utc:
        day = certificate.not_valid_after_utc.date().isoformat()
        return _("Its certificate expired on %(day)s.") % {"day": day}
    if now < certificate.not_valid_before_utc:
        day = certificate.not_valid_before_utc.date().isoformat()
        return _("Its certificate is not valid before %(day)s.") % {"day": day}
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return ""
    if usage.content_commitment or usage.digital_signature:
        return ""
    return _("Its certificate is not for signing.")
