"""Builders of programs that ask the API, and of what they find there."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.test import Client

from giaoban.faces.api.types import SCOPES
from giaoban.ground.accounts import services
from giaoban.ground.accounts.models import User
from giaoban.ground.accounts.services import Issued

NOW = datetime(2020, 7, 2, 2, 0, tzinfo=UTC)
API = "/api/v1"


def a_token(
    owner: User,
    *,
    scopes: tuple[str, ...] | None = None,
    days: int = 30,
    now: datetime = NOW,
    name: str = "Bảng theo dõi",
) -> Issued:
    """A personal token, good for everything unless told."""
    wanted = [scope.name for scope in SCOPES] if scopes is None else scopes
    return services.issue_token(actor=owner, name=name, scopes=wanted, days=days, now=now)


class Program:
    """A program that works for someone, by a token of theirs."""

    def __init__(self, owner: User, *, secret: str | None = None) -> None:
        self.owner = owner
        self._client = Client(raise_request_exception=False)
        self._secret = secret or a_token(owner).secret

    def get(self, path: str, *, headers: Mapping[str, str] | None = None, **asked: Any) -> Any:
        return self._client.get(f"{API}{path}", asked or None, headers=self._headers(headers))

    def delete(self, path: str) -> Any:
        return self._client.delete(f"{API}{path}", headers=self._headers(None))

    def post(
        self,
        path: str,
        body: object = None,
        *,
        headers: Mapping[str, str] | None = None,
        raw: bytes | None = None,
    ) -> Any:
        data = json.dumps({} if body is None else body).encode() if raw is None else raw
        return self._client.post(
            f"{API}{path}",
            data=data,
            content_type="application/json",
            headers=self._headers(headers),
        )

    def _headers(self, more: Mapping[str, str] | None) -> dict[str, str]:
        said = {"Accept-Language": "en", "Authorization": f"Bearer {self._secret}"}
        return {**said, **(more or {})}
