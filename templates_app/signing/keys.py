"""The key of an authority, opened for one signature."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from django.utils.translation import gettext as _
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from templates_app.signing.config import Pkcs11, Pkcs12, Source
from templates_app.signing.problems import CannotSign

# A process signs in to a token once; a second session that does so too is refused.
ONE_TOKEN_AT_A_TIME = Lock()


@dataclass(frozen=True, kw_only=True)
class Key:
    """`signer` is pyHanko's, good as long as the key is open."""

    certificate: x509.Certificate
    signer: Any


@contextmanager
def opened(source: Source) -> Iterator[Key]:
    """Raises CannotSign when a file is missing or broken, or the secret is wrong."""
    if isinstance(source, Pkcs11):
        with _token(source) as key:
            yield key
    else:
        yield _file(source)


def _file(source: Pkcs12) -> Key:
    content, secret = _read(source, source.path), _read(source, source.secret)
    try:
        # Either the secret is wrong or the file is broken: the format does not tell which.
        found = pkcs12.load_pkcs12(content, secret.strip())
    except ValueError as error:
        reason = _("Its pass phrase does not open the file of its certificate, or that file is damaged.")
        raise CannotSign(source.authority, reason) from error
    if found.key is None or found.cert is None:
        raise CannotSign(source.authority, _("The file of its certificate holds no key, or no certificate for it."))
    certificate = found.cert.certificate
    secret_key = found.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    chain = [as_asn1(one.certificate) for one in found.additional_certs]
    signer = SimpleSigner(
        signing_cert=as_asn1(certificate),
        signing_key=asn1_keys.PrivateKeyInfo.load(secret_key),
        cert_registry=SimpleCertificateStore.from_certs(chain),  # type: ignore[no-untyped-call]
    )
    return Key(certificate=certificate, signer=signer)


@contextmanager
def _token(source: Pkcs11) -> Iterator[Key]:
    try:
        from pkcs11 import PKCS11Error
        from pyhanko.config.pkcs11 import PKCS11SignatureConfig, TokenCriteria
        from pyhanko.sign.pkcs11 import PKCS11SigningContext
    except ImportError as error:
        reason = _("Its key is in a token, and the library for tokens is not installed (pyhanko[pkcs11]).")
        raise CannotSign(source.authority, reason) from error
    wanted = PKCS11SignatureConfig(
        module_path=str(source.module),
        token_criteria=TokenCriteria(label=source.token),
        cert_label=source.certificate,
        key_label=source.key,
        other_certs_to_pull=None,
    )
    pin = _read(source, source.secret).decode("utf-8", "replace").strip()
    try:
        with ONE_TOKEN_AT_A_TIME, PKCS11SigningContext(wanted, user_pin=pin) as signer:
            certificate = x509.load_der_x509_certificate(signer.signing_cert.dump())
            # Few tokens hash for elliptic curves themselves; all of them sign what was hashed.
            signer.use_raw_mechanism = isinstance(certificate.public_key(), EllipticCurvePublicKey)
            yield Key(certificate=certificate, signer=signer)
    except (PKCS11Error, SigningError) as error:
        reason = _("Its token does not give out the key: %(error)s.") % {"error": type(error).__name__}
        raise CannotSign(source.authority, reason) from error


def as_asn1(certificate: x509.Certificate) -> Any:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _read(source: Source, path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = _("The file %(file)s is missing or cannot be read.") % {"file": path.name}
        raise CannotSign(source.authority, reason) from error
