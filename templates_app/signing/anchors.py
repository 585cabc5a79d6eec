"""The authorities of certification that this portal trusts: the files of one directory, PEM or DER."""

from __future__ import annotations

from pathlib import Path

from cryptography import x509
from django.conf import settings


def trusted() -> list[x509.Certificate]:
    """Raises OSError or ValueError for a file that cannot be used; `standing` tells of it beforehand."""
    if not settings.SIGNING_TRUST_DIR:
        return []
    found: list[x509.Certificate] = []
    for path in sorted(Path(settings.SIGNING_TRUST_DIR).iterdir()):
        if path.suffix in (".pem", ".crt", ".cer", ".der"):
            found += read(path)
    return found


def read(path: Path) -> list[x509.Certificate]:
    content = path.read_bytes()
    if b"-----BEGIN" in content:
        return x509.load_pem_x509_certificates(content)
    return [x509.load_der_x509_certificate(content)]
