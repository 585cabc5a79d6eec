"""A certification authority for one test: keys, certificates, a list of what is revoked, and a time-stamping service.

It answers on 127.0.0.1; nothing here asks another machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import tsp
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from templates_app.signing.keys import as_asn1

PASSPHRASE = "a pass phrase of the tests"
DAY = timedelta(days=1)


@dataclass(kw_only=True)
class TestAuthority:
    """`address` is where its list of revoked certificates lies, once it is served."""

    __test__ = False

    name: str = "Test authority"
    address: str = ""
    revoked: list[x509.Certificate] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        subject = _name(self.name)
        now = datetime.now(UTC)
        builder = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(self.key.public_key())
        builder = builder.serial_number(x509.random_serial_number())
        builder = builder.not_valid_before(now - 3650 * DAY).not_valid_after(now + 3650 * DAY)
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        builder = builder.add_extension(usage_of(key_cert_sign=True, crl_sign=True), critical=True)
        builder = builder.add_extension(
            x509.SubjectKeyIdentifier.from_public_key(self.key.public_key()), critical=False
        )
        self.certificate = builder.sign(self.key, SHA256())

    def issue(
        self,
        name: str,
        *,
        key: Any = None,
        since: timedelta = -DAY,
        until: timedelta = 365 * DAY,
        stamps_time: bool = False,
        usage: x509.KeyUsage | None = None,
    ) -> tuple[Any, x509.Certificate]:
        """A key and its certificate, valid from `since` to `until`, counted from now."""
        key = key or ec.generate_private_key(ec.SECP256R1())
        now = datetime.now(UTC)
        builder = x509.CertificateBuilder().subject_name(_name(name)).issuer_name(self.certificate.subject)
        builder = builder.public_key(key.public_key()).serial_number(x509.random_serial_number())
        builder = builder.not_valid_before(now + since).not_valid_after(now + until)
        builder = builder.add_extension(
            usage or usage_of(digital_signature=True, content_commitment=True), critical=True
        )
        if stamps_time:
            purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            builder = builder.add_extension(purpose, critical=True)
        if self.address:
            place = x509.DistributionPoint([x509.UniformResourceIdentifier(f"{self.address}/crl")], None, None, None)
            builder = builder.add_extension(x509.CRLDistributionPoints([place]), critical=False)
        identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        builder = builder.add_extension(identifier, critical=False)
        return key, builder.sign(self.key, SHA256())

    def crl(self) -> bytes:
        now = datetime.now(UTC)
        builder = x509.CertificateRevocationListBuilder().issuer_name(self.certificate.subject)
        builder = builder.last_update(now - timedelta(hours=1)).next_update(now + DAY)
        identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        builder = builder.add_extension(identifier, critical=False)
        builder = builder.add_extension(x509.CRLNumber(1), critical=False)
        for one in self.revoked:
            row = x509.RevokedCertificateBuilder().serial_number(one.serial_number)
            builder = builder.add_revoked_certificate(row.revocation_date(now - timedelta(hours=2)).build())
        return builder.sign(self.key, SHA256()).public_bytes(Encoding.DER)

    def stamper(self) -> DummyTimeStamper:
        key, certificate = self.issue(
            "Test time stamps",
            key=rsa.generate_private_key(public_exponent=65537, key_size=2048),
            stamps_time=True,
            usage=usage_of(digital_signature=True),
        )
        secret = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        return DummyTimeStamper(
            tsa_cert=as_asn1(certificate),
            tsa_key=asn1_keys.PrivateKeyInfo.load(secret),
            certs_to_embed=SimpleCertificateStore.from_certs([as_asn1(self.certificate)]),  # type: ignore[no-untyped-call]
        )


@dataclass(kw_only=True)
class Cabinet:
    """The files that an administrator lays out, in one directory."""

    directory: Path
    authority: TestAuthority

    @property
    def config(self) -> Path:
        return self.directory / "signing.toml"

    @property
    def trust(self) -> Path:
        return self.directory / "trust"

    def lay_out(self, code: str, *, passphrase: str = PASSPHRASE, **more: Any) -> x509.Certificate:
        """A certificate for the authority, as `TestAuthority.issue` makes it."""
        key, certificate = self.authority.issue(f"Office {code}", **more)
        self.keep(code, key, certificate, passphrase=passphrase)
        return certificate

    def keep(self, code: str, key: Any, certificate: x509.Certificate, *, passphrase: str = PASSPHRASE) -> None:
        content = pkcs12.serialize_key_and_certificates(
            code.encode(), key, certificate, [self.authority.certificate], BestAvailableEncryption(PASSPHRASE.encode())
        )
        (self.directory / f"{code}.p12").write_bytes(content)
        (self.directory / f"{code}.passphrase").write_text(f"{passphrase}\n")
        table = f'[{code}]\npkcs12 = "{code}.p12"\npassphrase_file = "{code}.passphrase"\n'
        with self.config.open("a") as file:
            file.write(table)

    def trust_it(self) -> None:
        self.trust.mkdir(exist_ok=True)
        (self.trust / "test.pem").write_bytes(self.authority.certificate.public_bytes(Encoding.PEM))


@contextmanager
def served(authority: TestAuthority) -> Iterator[str]:
    """Answers the list of revoked certificates at /crl, and time stamps to a POST; yields the address."""
    stampers: list[DummyTimeStamper] = []

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._give("application/pkix-crl", authority.crl())

        def do_POST(self) -> None:
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            self._give("application/timestamp-reply", stampers[0].request_tsa_response(asked).dump())

        def _give(self, kind: str, content: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    authority.address = f"http://127.0.0.1:{server.server_port}"
    stampers.append(authority.stamper())
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield authority.address
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _name(text: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "GE"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Tests"),
            x509.NameAttribute(NameOID.COMMON_NAME, text),
        ]
    )


def usage_of(**given: bool) -> x509.KeyUsage:
    names = (
        "digital_signature content_commitment key_encipherment data_encipherment key_agreement key_cert_sign"
        " crl_sign encipher_only decipher_only"
    )
    return x509.KeyUsage(**{name: given.get(name, False) for name in names.split()})
