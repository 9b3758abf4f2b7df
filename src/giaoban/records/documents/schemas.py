"""What the API asks and tells of documents."""

from datetime import date, datetime

from ninja import Schema
from pydantic import Field

from giaoban.ground.platform.json_api.values import Text


class DocumentFilter(Schema):
    """What the register is narrowed to."""

    words: Text = Field("", max_length=200, description="All of them, accents optional.")
    kind: Text = Field("", max_length=60, description="Its kind, as it stands in the register.")
    year: int | None = Field(None, ge=1900, le=2199, description="Of its number and symbol.")


class DocumentLine(Schema):
    """A document as a list shows it."""

    id: int = Field(examples=[5])
    symbol: str = Field(examples=["12/TB-VP"])
    kind: str = Field(examples=["Thông báo"])
    subject: str = Field(examples=["Kết luận cuộc họp giao ban tháng 6"])
    issuer: str = Field(examples=["Văn phòng"])
    issued_on: date | None = Field(examples=["2020-07-02"])
    signer: str = Field(examples=["Trần Văn Lộc"])
    normative: bool = Field(description="Whether it is a normative legal document.")
    restricted: bool = Field(description="Whether each reading of it is written in the trail.")
    has_file: bool
    registered_at: datetime


class ExcerptAnswer(Schema):
    """A passage that a record was read from; `start` and `end` count characters of the text."""

    id: int
    start: int = Field(examples=[120])
    end: int = Field(examples=[188])
    text: str = Field(examples=["Vụ Bưu chính rà soát mạng điểm phục vụ trước ngày 20/7."])
    rule: str


class CitationAnswer(Schema):
    """A mention of another document, and that document where the register shows it to you."""

    symbol: str = Field(examples=["34/QĐ-VP"])
    kind: str
    issued_on: date | None
    start: int
    end: int
    document_id: int | None


class DocumentAnswer(DocumentLine):
    """A document without its text, which has an address of its own."""

    excerpts: list[ExcerptAnswer]
    citations: list[CitationAnswer]
    cited_by: list[int] = Field(description="The documents that cite this one by its symbol.")


class TextAnswer(Schema):
    """The text of a document. It never changes, and all places count in it."""

    id: int = Field(examples=[5])
    characters: int = Field(examples=[5210])
    text: str = Field(examples=["KẾT LUẬN\nVụ Bưu chính rà soát mạng điểm phục vụ."])
