"""A push service on this machine: it takes messages over HTTPS and keeps them, and a browser that
reads what it took, with keys of its own."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import http_ece  # type: ignore[import-untyped]  # it ships no types
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.utils import timezone

from giaoban.ground.notices.pushing import encoded


@dataclass(frozen=True)
class Taken:
    path: str
    headers: dict[str, str]
    body: bytes


class PushService(ThreadingHTTPServer):
    """Answers `status` to whatever comes, with `location` where one is set."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.certificate = folder / "certificate.pem"
        key = _write_certificate(self.certificate, folder / "key.pem")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, key)
        self.socket = context.wrap_socket(self.socket, server_side=True)
        self.taken: list[Taken] = []
        self.status = 201
        self.location = ""

    @property
    def address(self) -> str:
        return f"https://localhost:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever does not trust our certificate goes away in the middle."""


class _Answer(BaseHTTPRequestHandler):
    server: PushService

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append(Taken(self.path, dict(self.headers), body))
        self.send_response(self.server.status)
        if self.server.location:
            self.send_header("Location", self.server.location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by the library
        pass


@dataclass
class Browser:
    """The keys that a browser makes for a subscription, and its reading of what arrives."""

    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    shared: bytes = b"sixteen bytes.. "

    @property
    def key(self) -> str:
        point = self.private.public_key()
        form = serialization.PublicFormat.UncompressedPoint
        return encoded(point.public_bytes(serialization.Encoding.X962, form))

    @property
    def secret(self) -> str:
        return encoded(self.shared)

    def read(self, body: bytes) -> str:
        text: bytes = http_ece.decrypt(
            body, private_key=self.private, auth_secret=self.shared, version="aes128gcm"
        )
        return text.decode()


@contextmanager
def a_push_service(folder: Path) -> Iterator[PushService]:
    with PushService(folder) as service:
        thread = threading.Thread(target=service.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield service
        finally:
            service.shutdown()
            thread.join()


def _write_certificate(certificate: Path, key: Path) -> Path:
    """For the name `localhost`, signed by itself."""
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = timezone.now()  # noqa: TID251 - certificates hold by the real time
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(private, hashes.SHA256())
    )
    certificate.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    key.write_bytes(
        private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return key
