"""What opening a file finds: the words that `open_file` and the openers of each form share."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from giaoban.kit.reader.opening.places import EMPTY, Doubt, Place, Writing


class Form(StrEnum):
    """The form of a file, found in its content."""

    TEXT = "text"
    WORD = "word"
    OLD_WORD = "old-word"
    OPEN_DOCUMENT = "open-document"
    SHEET = "sheet"
    HTML = "html"
    PDF = "pdf"
    PICTURE = "picture"
    MAIL = "mail"


class Note(StrEnum):
    """Something that whoever reads the text should know about how it was found."""

    FROM_TCVN3 = "from-tcvn3"
    FROM_VNI = "from-vni"
    FROM_WINDOWS_1258 = "from-windows-1258"
    OTHER_FORM_THAN_NAMED = "other-form-than-named"
    PAGES_WITHOUT_TEXT = "pages-without-text"
    PAGES_RECOGNISED = "pages-recognised"
    TRACKED_CHANGES = "tracked-changes"
    LEFT_ASIDE = "left-aside"
    ROWS_LEFT_OUT = "rows-left-out"
    ATTACHMENTS_LEFT_OUT = "attachments-left-out"

    def text(self, language: str) -> str:
        """The note as a sentence, Vietnamese for a tag such as "vi-VN", else English."""
        vietnamese = language.lower().startswith("vi")
        return _SENTENCES[self]["vi" if vietnamese else "en"]


class Apart(StrEnum):
    """What stands beside the text of a document and is no part of it."""

    MARGIN = "margin"  # page headers and footers
    COMMENT = "comment"
    BOX = "box"
    FOOTNOTE = "footnote"
    DELETED = "deleted"
    ENVELOPE = "envelope"  # who sent an e-mail to whom, when


@dataclass(frozen=True, slots=True)
class Aside:
    """A piece that stands beside the text, kept for whoever wants to see it."""

    kind: Apart
    text: str
    file: str = ""


@dataclass(frozen=True)
class Found:
    """What an opener of one form hands back: the text before it is normalised.

    `aside` is text that is not read but looked at for a secrecy marking, such as page headers;
    `asides` is looked at too, and kept.
    """

    writing: Writing
    aside: str = ""
    asides: tuple[Aside, ...] = ()
    pages: int | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Opened:
    """The text of a file (NFC), its form, and what to know about it.

    `asides` stood beside the text and are not in it; `doubts` are words of the text that were
    recognised in a picture with little confidence.
    """

    text: str
    media_type: str
    form: Form
    pages: int | None
    notes: tuple[Note, ...]
    writing: Writing = EMPTY
    asides: tuple[Aside, ...] = ()

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        return self.writing.doubts

    def place_of(self, offset: int) -> Place:
        """Where in the file the character of `text` at `offset` stands."""
        return self.writing.place_of(offset)


Progress = Callable[[int, int], None]


class PicturesInside(Exception):
    """The file holds pages that are pictures, and whoever opened it has no time for those now.

    No refusal: opened with time enough, the file is read.
    """


class Budget:
    """What is left for the parts of one file, however deep they are nested."""

    def __init__(self, *, parts: int, pictures: int) -> None:
        self.parts = parts
        self.pictures = pictures

    def take_part(self) -> bool:
        """Whether one more part of an e-mail may be opened."""
        self.parts -= 1
        return self.parts >= 0

    def take_pictures(self, wanted: int) -> int:
        """How many of so many pages may be recognised."""
        given = min(wanted, self.pictures)
        self.pictures -= given
        return given


@dataclass(frozen=True)
class Visit:
    """What an opener may need besides the bytes.

    `open_inside` opens what a file holds by the same door; `progress` is told how many pages of
    how many have been recognised. Where `recognises` is false nothing is recognised: a file with
    pages that are pictures is handed back by PicturesInside.
    """

    budget: Budget
    open_inside: Callable[[bytes, str], Opened]
    name: str = ""
    depth: int = 0
    progress: Progress | None = None
    recognises: bool = True


_SENTENCES: dict[Note, dict[str, str]] = {
    Note.FROM_TCVN3: {
        "vi": "Chữ được chuyển từ bảng mã TCVN3 (ABC) sang Unicode.",
        "en": "The letters were converted from TCVN3 (ABC) to Unicode.",
    },
    Note.FROM_VNI: {
        "vi": "Chữ được chuyển từ bảng mã VNI sang Unicode.",
        "en": "The letters were converted from VNI to Unicode.",
    },
    Note.FROM_WINDOWS_1258: {
        "vi": "Chữ được chuyển từ bảng mã Windows-1258 sang Unicode.",
        "en": "The letters were converted from Windows-1258 to Unicode.",
    },
    Note.OTHER_FORM_THAN_NAMED: {
        "vi": "Nội dung tệp có định dạng khác với phần mở rộng của tên tệp.",
        "en": "The content of the file has another format than its name says.",
    },
    Note.PAGES_WITHOUT_TEXT: {
        "vi": "Một số trang chỉ có ảnh nên không đọc được.",
        "en": "Some pages hold pictures only and were not read.",
    },
    Note.PAGES_RECOGNISED: {
        "vi": "Chữ được nhận dạng từ ảnh; hãy đối chiếu với bản gốc, nhất là số và tên riêng.",
        "en": "The text was recognised in pictures; "
        "compare it with the original, numbers and names above all.",
    },
    Note.TRACKED_CHANGES: {
        "vi": "Tệp còn vết sửa: phần thêm được đọc, phần xóa thì không.",
        "en": "The file has tracked changes: what was inserted is read, what was deleted is not.",
    },
    Note.LEFT_ASIDE: {
        "vi": "Bình luận, hộp chữ và chú thích cuối trang không được đọc cùng văn bản.",
        "en": "Comments, text boxes and footnotes are not read with the text.",
    },
    Note.ROWS_LEFT_OUT: {
        "vi": "Bảng tính quá lớn: các hàng hoặc cột cuối không được đọc.",
        "en": "The sheet is too large: its last rows or columns were not read.",
    },
    Note.ATTACHMENTS_LEFT_OUT: {
        "vi": "Một số tệp đính kèm không đọc được.",
        "en": "Some attachments could not be read.",
    },
}
