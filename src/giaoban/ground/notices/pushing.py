"""Speaking with push services: whom we send to, what is sent, and how.

The address of a device comes from a browser, which may say anything. Nothing is sent but to the
services that the settings name, over HTTPS, to an address that is not of this network, and no
redirect is followed. The address is looked up once, and the one that was checked is spoken to.
"""

import base64
import http.client
import ipaddress
import json
import os
import socket
import ssl
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

import http_ece  # type: ignore[import-untyped]  # it ships no types
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from py_vapid import Vapid02  # type: ignore[import-untyped]  # it ships no types

from giaoban.ground.notices.types import PushRefused

SECONDS = 10  # that one step of speaking with a service may take
LONGEST = 3000  # bytes of an encrypted message; services take 4096
KEPT_BY_SERVICE = timedelta(hours=24)
_HTTPS = 443
_POINT, _SECRET = 65, 16  # bytes of the two keys of a device
_TOKEN_HOLDS = timedelta(hours=12)  # RFC 8292 allows a day


class PushFailed(RuntimeError):
    """The service did not take it; it may later."""


class DeviceGone(PushFailed):
    """The browser has ended its subscription: nothing will ever arrive there."""


def is_on() -> bool:
    return bool(settings.PUSH_SERVICES)


def checked_address(endpoint: str) -> SplitResult:
    """The address in its parts; PushRefused unless it is HTTPS of a service that is sent to."""
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        raise PushRefused from None
    usual = port in {None, _HTTPS} or settings.PUSH_TO_THIS_NETWORK
    if parts.scheme != "https" or not usual or parts.username or not _is_known(parts.hostname):
        raise PushRefused
    return parts


def _is_known(host: str | None) -> bool:
    """Whether the settings name the host, or all below a name as `*.push.apple.com`."""
    return any(
        host == name or (name.startswith("*.") and (host or "").endswith(name[1:]))
        for name in settings.PUSH_SERVICES
    )


def checked_keys(key: str, secret: str) -> None:
    """PushRefused unless they are a point of P-256 and 16 bytes, as browsers give them."""
    try:
        point, shared = decoded(key), decoded(secret)
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError:
        raise PushRefused from None
    if len(point) != _POINT or len(shared) != _SECRET:
        raise PushRefused


def decoded(text: str) -> bytes:
    """Base64 of addresses; ValueError for what is none."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def push(
    *, endpoint: str, key: str, secret: str, message: Mapping[str, str], now: datetime
) -> None:
    """Hand a message for a device over. Raises PushRefused, DeviceGone, or PushFailed."""
    parts = checked_address(endpoint)
    body = http_ece.encrypt(
        json.dumps(message, ensure_ascii=False).encode(),
        private_key=ec.generate_private_key(ec.SECP256R1()),
        dh=decoded(key),
        auth_secret=decoded(secret),
        version="aes128gcm",
    )
    if len(body) > LONGEST:
        raise ValueError("a message for a device is a line, not a letter")
    headers = {
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(int(KEPT_BY_SERVICE.total_seconds())),
        "Topic": "giaoban",  # one that is still under way is replaced by the next
        "Urgency": "normal",
        **_who_we_are(parts, now),
    }
    status = _posted(parts, body, headers)
    if status in {http.client.NOT_FOUND, http.client.GONE}:
        raise DeviceGone(str(status))
    if not 200 <= status < 300:
        raise PushFailed(str(status))


def _who_we_are(parts: SplitResult, now: datetime) -> dict[str, str]:
    """The signed token of RFC 8292, by which the service knows whose subscription it is."""
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    claims = {
        "aud": f"https://{parts.netloc}",
        "sub": f"mailto:{sender}",
        "exp": int((now + _TOKEN_HOLDS).timestamp()),
    }
    # It would else refuse an address of e-mail that mail servers take.
    headers: dict[str, str] = Vapid02(_private_key(), {"no-strict": True}).sign(claims)
    return headers


def _posted(parts: SplitResult, body: bytes, headers: Mapping[str, str]) -> int:
    connection = _Checked(parts.hostname or "", parts.port or _HTTPS)
    try:
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, body=body, headers=dict(headers))
        return connection.getresponse().status
    except (OSError, http.client.HTTPException) as failure:
        raise PushFailed(type(failure).__name__) from failure
    finally:
        connection.close()


class _Checked(http.client.HTTPSConnection):
    """Speaks to the very address that was found not to be of this network."""

    def __init__(self, host: str, port: int) -> None:
        self._trust = ssl.create_default_context(cafile=settings.PUSH_CA_FILE or None)
        super().__init__(host, port, timeout=SECONDS, context=self._trust)

    def connect(self) -> None:
        """OSError where the name leads into this network."""
        plain = socket.create_connection(
            (_public_address(self.host, self.port), self.port), SECONDS
        )
        self.sock = self._trust.wrap_socket(plain, server_hostname=self.host)


def _public_address(host: str, port: int) -> str:
    """One address of the host. All of them must be such that anybody could reach them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(each[4][0]) for each in found]
    if not settings.PUSH_TO_THIS_NETWORK:
        for address in addresses:
            if not _is_public(address):
                raise OSError(f"{host} leads into this network")
    return addresses[0]


def _is_public(address: str) -> bool:
    known = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(known, "ipv4_mapped", None)
    known = mapped or known
    return known.is_global and not known.is_multicast


def public_key() -> str:
    """What a browser is told of us when it asks its service for an address."""
    point = _private_key().public_key()
    return encoded(
        point.public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
    )


def _private_key() -> ec.EllipticCurvePrivateKey:
    """The key beside the data, made when it is first needed. Another one ends all subscriptions."""
    file = Path(settings.VAR) / "push-key.pem"
    if not file.is_file():
        _make_key(file)
    key = serialization.load_pem_private_key(file.read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{file} holds another kind of key")
    return key


def _make_key(file: Path) -> None:
    """Written aside and then put in its place, so that of two who make one the first is kept."""
    text = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f".push-key-{os.getpid()}-{os.urandom(4).hex()}")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as opened:
        opened.write(text)
    try:
        os.link(aside, file)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
