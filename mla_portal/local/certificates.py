"""Certificates for the authorities of the demonstration, so that signing can be tried: worth nothing, as they say.

A root of its own signs them; its key is thrown away. All are made anew shortly before they run out.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

COUNTRIES = ["AL", "AM", "AZ", "BA", "GE", "MD", "ME", "MK", "RO", "RS", "TR", "UA"]
CODES = [f"{country}-{desk}" for country in COUNTRIES for desk in ("CA", "247")]
VALID_FOR = timedelta(days=730)
RENEWED_BEFORE = timedelta(days=45)
MARK = "DEMONSTRATION, WITHOUT VALUE"


def demonstration(directory: Path) -> dict[str, str]:
    """The settings that use them, after making what is not there."""
    config, trust = directory / "signing.toml", directory / "trust"
    if not (config.exists() and _is_fresh(trust / "demonstration.pem")):
        trust.mkdir(mode=0o700, parents=True, exist_ok=True)
        directory.chmod(0o700)
        _make(directory, trust)
    return {"SIGNING_CONFIG": str(config), "SIGNING_TRUST_DIR": str(trust)}


def _is_fresh(path: Path) -> bool:
    if not path.exists():
        return False
    root = x509.load_pem_x509_certificate(path.read_bytes())
    return root.not_valid_after_utc - datetime.now(UTC) > RENEWED_BEFORE


def _make(directory: Path, trust: Path) -> None:
    root_key = ec.generate_private_key(ec.SECP256R1())
    root = _certificate("Root", root_key, None, root_key)
    tables = []
    for code in CODES:
        key, passphrase = ec.generate_private_key(ec.SECP256R1()), secrets.token_urlsafe(24)
        certificate = _certificate(code, key, root, root_key)
        locked = BestAvailableEncryption(passphrase.encode())
        content = pkcs12.serialize_key_and_certificates(code.encode(), key, certificate, [root], locked)
        (directory / f"{code}.p12").write_bytes(content)
        (directory / f"{code}.passphrase").write_text(passphrase)
        tables.append(f'[{code}]\npkcs12 = "{code}.p12"\npassphrase_file = "{code}.passphrase"\n')
    (directory / "signing.toml").write_text("\n".join(tables))
    # Last: it says that all the rest is there.
    (trust / "demonstration.pem").write_bytes(root.public_bytes(Encoding.PEM))


def _certificate(name: str, key: Any, root: x509.Certificate | None, root_key: Any) -> x509.Certificate:
    """The root itself, when none is given."""
    now, subject = datetime.now(UTC), _name(name)
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(root.subject if root else subject)
    builder = builder.public_key(key.public_key()).serial_number(x509.random_serial_number())
    # From before the stories of the demonstration, which were approved in the past.
    builder = builder.not_valid_before(now - VALID_FOR).not_valid_after(now + VALID_FOR)
    builder = builder.add_extension(x509.BasicConstraints(ca=not root, path_length=None), critical=True)
    builder = builder.add_extension(_usage(is_root=not root), critical=True)
    return builder.sign(root_key, SHA256())


def _usage(*, is_root: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_root,
        content_commitment=not is_root,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_root,
        crl_sign=is_root,
        encipher_only=False,
        decipher_only=False,
    )


def _name(text: str) -> x509.Name:
    parts = [x509.NameAttribute(NameOID.ORGANIZATION_NAME, MARK), x509.NameAttribute(NameOID.COMMON_NAME, text)]
    return x509.Name(parts)
