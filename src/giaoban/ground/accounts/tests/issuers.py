"""Issuers for tests: a real OpenID Connect server as a process, and one that lies as it is told."""

import json
import subprocess
import sys
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT = "giaoban-of-the-test"


@contextmanager
def real_issuer() -> Iterator[str]:
    """`oidc-provider-mock` on a free port; its address."""
    with _FreePort() as port:
        told = ["--port", str(port), "--require-nonce", "true"]
        process = subprocess.Popen(  # noqa: S603 - a program of the test
            [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", *told],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait()


def known_there(issuer: str, subject: str, **claims: object) -> None:
    """Let the real issuer know a person."""
    status, _location = _asked(
        "PUT", f"{issuer}/users/{subject}", json.dumps(claims), "application/json"
    )
    assert status == 204


def consented(address: str, subject: str) -> str:
    """Say yes on the issuer's page as that person; where the issuer leads back to."""
    form = f"sub={subject}"
    status, location = _asked("POST", address, form, "application/x-www-form-urlencoded")
    assert status == 302
    return location


class _FreePort:
    def __enter__(self) -> int:
        server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
        server.server_close()
        return int(server.server_address[1])

    def __exit__(self, *_error: object) -> None:
        """Nothing is held."""


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            _asked("GET", f"http://127.0.0.1:{port}/.well-known/openid-configuration", "", "")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the issuer did not start")


def _asked(method: str, address: str, body: str, kind: str) -> tuple[int, str]:
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    path = f"{parts.path}?{parts.query}"
    connection.request(method, path, body.encode(), {"Content-Type": kind} if kind else {})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.headers.get("Location", "")


@dataclass
class Liar:
    """An issuer that answers as the test tells it. `claims` change what its token says."""

    address: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    document: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    token: str | None = None
    nonce: str = ""
    moved: bool = False
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.signs_with = self.key

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/jwks",
            **self.document,
        }

    def tokens(self) -> dict[str, Any]:
        now = int(time.time())
        told = {
            "iss": self.address,
            "aud": CLIENT,
            "sub": "7",
            "iat": now,
            "exp": now + 300,
            "nonce": self.nonce,
            "email": "may@giaoban.example",
            "email_verified": True,
            **self.claims,
        }
        claims = {name: value for name, value in told.items() if value is not None}
        token = self.token or jwt.encode(claims, self.signs_with, "RS256", {"kid": "1"})
        return {"access_token": "a", "token_type": "Bearer", "id_token": token}

    def jwks(self) -> dict[str, Any]:
        numbers = self.key.public_key().public_numbers()
        return {
            "keys": [
                {
                    "kty": "RSA",
                    "kid": "1",
                    "use": "sig",
                    "alg": "RS256",
                    "n": _written(numbers.n),
                    "e": _written(numbers.e),
                }
            ]
        }

    def answer(self, path: str) -> dict[str, Any]:
        answers: dict[str, Callable[[], dict[str, Any]]] = {
            "/.well-known/openid-configuration": self.discovery,
            "/token": self.tokens,
            "/jwks": self.jwks,
            "/userinfo": lambda: {"sub": "7", **self.userinfo},
        }
        return answers[path]()


def _written(number: int) -> str:
    size = (number.bit_length() + 7) // 8
    return urlsafe_b64encode(number.to_bytes(size, "big")).rstrip(b"=").decode()


@contextmanager
def lying_issuer() -> Iterator[Liar]:
    liar = Liar()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            liar.asked.append(path)
            if liar.moved:
                self.send_response(302)
                self.send_header("Location", f"{liar.address}{path}")
                self.end_headers()
                return
            body = json.dumps(liar.answer(path)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", "0")))
            self.do_GET()

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    liar.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield liar
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def asked_for(location: str, name: str) -> str:
    """What an address asks the issuer for."""
    return parse_qs(urlsplit(location).query)[name][0]
