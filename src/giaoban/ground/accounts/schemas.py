"""What the API tells of tokens."""

from datetime import datetime

from ninja import Schema
from pydantic import Field

from giaoban.ground.accounts.types import TokenKind


class TokenAnswer(Schema):
    """A token, without its secret, which is nowhere."""

    id: int = Field(examples=[7])
    name: str = Field(examples=["Bảng theo dõi của phòng"])
    kind: TokenKind
    start: str = Field(examples=["gbn_4fQz1p"], description="Its first letters.")
    scopes: list[str] = Field(examples=[["tasks:read", "tasks:write"]])
    issued_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    last_used_at: datetime | None
    in_use: bool = Field(description="Whether it is the token of this request.")
