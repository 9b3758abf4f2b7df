"""Why a file cannot be read, in one clear sentence that says what to do about it.

The kit knows no gettext and the sentences are few, so both languages stand here side by side.
"""

from enum import StrEnum

from giaoban.kit.reader.opening import limits


class Reason(StrEnum):
    """What is wrong with a file."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    TOO_MUCH_TEXT = "too-much-text"
    TOO_MANY_PAGES = "too-many-pages"
    TOO_COSTLY = "too-costly"
    ENCODING = "encoding"
    NOT_WORD = "not-word"
    NOT_PDF = "not-pdf"
    LEGACY_WORD = "legacy-word"
    ZIP_BOMB = "zip-bomb"
    PDF_WITHOUT_TEXT = "pdf-without-text"
    PASSWORD = "password"  # noqa: S105 - the reason, not a password
    SECRET = "secret"  # noqa: S105 - the reason, not a secret
    UNKNOWN_FORMAT = "unknown-format"


class Unreadable(Exception):
    """A file that is refused, and why. The message is English; `text` has both languages."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(_SENTENCES[reason]["en"])
        self.reason = reason

    def text(self, language: str) -> str:
        """The sentence in the language of a tag such as "vi" or "vi-VN"; English for all others."""
        vietnamese = language.lower().startswith("vi")
        return _SENTENCES[self.reason]["vi" if vietnamese else "en"]


_MEGABYTES = limits.BYTES // limits.MEGABYTE
_MILLIONS = limits.CHARACTERS // 1_000_000

_SENTENCES: dict[Reason, dict[str, str]] = {
    Reason.EMPTY: {
        "vi": "Tệp không có chữ nào; hãy kiểm tra lại tệp rồi gửi lại.",
        "en": "The file holds no text; check it and send it again.",
    },
    Reason.TOO_LARGE: {
        "vi": f"Tệp lớn hơn {_MEGABYTES} MB; hãy bỏ bớt ảnh hoặc chia thành nhiều tệp.",
        "en": f"The file is larger than {_MEGABYTES} MB; "
        "leave out pictures or cut it into several files.",
    },
    Reason.TOO_MUCH_TEXT: {
        "vi": f"Văn bản dài hơn {_MILLIONS} triệu ký tự; hãy chia thành nhiều tệp.",
        "en": f"The text is longer than {_MILLIONS} million characters; cut it into several files.",
    },
    Reason.TOO_MANY_PAGES: {
        "vi": f"Tệp PDF có hơn {limits.PDF_PAGES} trang; hãy chia thành nhiều tệp.",
        "en": f"The PDF has more than {limits.PDF_PAGES} pages; cut it into several files.",
    },
    Reason.TOO_COSTLY: {
        "vi": "Đọc tệp này tốn quá nhiều thời gian hoặc bộ nhớ; "
        "hãy xuất lại tệp hoặc gửi tệp Word (.docx).",
        "en": "Reading this file takes too much time or memory; "
        "export it again or send a Word file (.docx).",
    },
    Reason.ENCODING: {
        "vi": "Không nhận ra bảng mã chữ của tệp; hãy lưu lại dưới dạng Unicode (UTF-8) "
        "hoặc Word (.docx).",
        "en": "The character encoding of the file is not recognised; "
        "save it as Unicode (UTF-8) or as Word (.docx).",
    },
    Reason.NOT_WORD: {
        "vi": "Tệp không phải là tệp Word (.docx) hoặc đã hỏng; "
        "hãy mở bằng Word và lưu lại dưới dạng .docx.",
        "en": "The file is not a Word file (.docx) or is damaged; "
        "open it in Word and save it as .docx.",
    },
    Reason.NOT_PDF: {
        "vi": "Tệp không phải là tệp PDF hoặc đã hỏng; hãy xuất lại PDF hoặc gửi tệp Word (.docx).",
        "en": "The file is not a PDF or is damaged; export it again or send the Word file (.docx).",
    },
    Reason.LEGACY_WORD: {
        "vi": "Tệp ở định dạng Word cũ (.doc, .rtf); hãy mở bằng Word và lưu lại dưới dạng .docx.",
        "en": "The file is in an old Word format (.doc, .rtf); "
        "open it in Word and save it as .docx.",
    },
    Reason.ZIP_BOMB: {
        "vi": "Tệp nén bung ra quá lớn so với một văn bản; "
        "hãy mở bằng Word và lưu lại dưới dạng .docx.",
        "en": "The file unpacks to far more than a document holds; "
        "open it in Word and save it as a new .docx.",
    },
    Reason.PDF_WITHOUT_TEXT: {
        "vi": "Tệp PDF chỉ có ảnh, không có chữ; hãy gửi tệp Word (.docx) hoặc PDF có lớp chữ.",
        "en": "The PDF holds pictures only, no text; "
        "send the Word file (.docx) or a PDF with a text layer.",
    },
    Reason.PASSWORD: {
        "vi": "Tệp được bảo vệ bằng mật khẩu; hãy bỏ mật khẩu rồi gửi lại.",
        "en": "The file is protected by a password; take the password off and send it again.",
    },
    Reason.SECRET: {
        "vi": "Văn bản mang dấu chỉ mức độ mật nên không được đưa vào hệ thống; "
        "nội dung không được lưu lại.",
        "en": "The document bears a secrecy marking and may not enter this system; "
        "nothing of it was kept.",
    },
    Reason.UNKNOWN_FORMAT: {
        "vi": "Không nhận ra định dạng của tệp; hãy gửi tệp văn bản, Word (.docx), HTML "
        "hoặc PDF có chữ.",
        "en": "The format of the file is not recognised; "
        "send a text, Word (.docx), HTML or PDF file with text.",
    },
}
