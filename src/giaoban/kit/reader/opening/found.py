"""What opening a file finds: the words that `open_file` and the openers of each form share."""

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """The form of a file, found in its content."""

    TEXT = "text"
    WORD = "word"
    HTML = "html"
    PDF = "pdf"


class Note(StrEnum):
    """Something that whoever reads the text should know about how it was found."""

    FROM_TCVN3 = "from-tcvn3"
    FROM_VNI = "from-vni"
    FROM_WINDOWS_1258 = "from-windows-1258"
    OTHER_FORM_THAN_NAMED = "other-form-than-named"
    PAGES_WITHOUT_TEXT = "pages-without-text"

    def text(self, language: str) -> str:
        """The note as a sentence, Vietnamese for a tag such as "vi-VN", else English."""
        vietnamese = language.lower().startswith("vi")
        return _SENTENCES[self]["vi" if vietnamese else "en"]


@dataclass(frozen=True)
class Found:
    """What an opener of one form hands back: the text before it is normalised.

    `aside` is text that is not read but looked at for a secrecy marking, such as page headers.
    """

    text: str
    aside: str = ""
    pages: int | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Opened:
    """The text of a file (NFC), its form, and what to know about it."""

    text: str
    media_type: str
    form: Form
    pages: int | None
    notes: tuple[Note, ...]


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
}
