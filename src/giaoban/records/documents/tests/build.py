"""A builder of documents, through the register's own service."""

from datetime import UTC, date, datetime
from itertools import count

from giaoban.ground.accounts.models import User
from giaoban.records.documents import services
from giaoban.records.documents.models import Document
from giaoban.records.organisations.tests.build import an_appointment
from giaoban.records.organisations.types import Post

_serial = count(1)
NOW = datetime(2020, 7, 3, 1, 40, tzinfo=UTC)


def a_clerk() -> User:
    """A person of the Office, who runs the briefing."""
    return an_appointment(post=Post.OFFICE_CLERK).user


def a_document(
    *,
    actor: User | None = None,
    text: str | None = None,
    subject: str = "Kết luận cuộc họp giao ban",
    symbol: str = "",
    kind: str = "",
    issued_on: date | None = None,
    signer: str = "",
    data: bytes | None = None,
    file_name: str = "",
    media_type: str = "text/plain",
    now: datetime = NOW,
) -> Document:
    return services.register_document(
        actor=actor or a_clerk(),
        now=now,
        text=text or f"Tổ Lưu trữ kiểm kê kho số {next(_serial)} trước kỳ nghỉ.",
        subject=subject,
        symbol=symbol,
        kind=kind,
        issued_on=issued_on,
        signer=signer,
        data=data,
        file_name=file_name,
        media_type=media_type,
    )
