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
    NOT_OPEN_DOCUMENT = "not-open-document"
    NOT_SHEET = "not-sheet"
    NOT_PICTURE = "not-picture"
    NOT_MAIL = "not-mail"
    LEGACY_WORD = "legacy-word"
    ZIP_BOMB = "zip-bomb"
    PDF_WITHOUT_TEXT = "pdf-without-text"
    PICTURE_WITHOUT_TEXT = "picture-without-text"
    PICTURE_TOO_LARGE = "picture-too-large"
    CANNOT_RECOGNISE = "cannot-recognise"
    MACROS = "macros"
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
    Reason.NOT_OPEN_DOCUMENT: {
        "vi": "Tệp không phải là tệp OpenDocument (.odt, .ods) hoặc đã hỏng; "
        "hãy lưu lại hoặc gửi tệp Word (.docx).",
        "en": "The file is not an OpenDocument file (.odt, .ods) or is damaged; "
        "save it again or send a Word file (.docx).",
    },
    Reason.NOT_SHEET: {
        "vi": "Tệp không phải là bảng tính Excel (.xlsx) hoặc đã hỏng; "
        "hãy mở bằng Excel và lưu lại dưới dạng .xlsx.",
        "en": "The file is not an Excel sheet (.xlsx) or is damaged; "
        "open it in Excel and save it as .xlsx.",
    },
    Reason.NOT_PICTURE: {
        "vi": "Tệp ảnh bị hỏng; hãy quét hoặc chụp lại và lưu dưới dạng PDF, PNG, JPEG hoặc TIFF.",
        "en": "The picture is damaged; scan or photograph it again "
        "and save it as PDF, PNG, JPEG or TIFF.",
    },
    Reason.NOT_MAIL: {
        "vi": "Không đọc được thư điện tử này; hãy lưu lại thư dưới dạng .eml "
        "hoặc gửi riêng tệp đính kèm.",
        "en": "This e-mail cannot be read; save it again as .eml or send its attachment by itself.",
    },
    Reason.PICTURE_WITHOUT_TEXT: {
        "vi": "Không nhận ra chữ nào trong ảnh; hãy quét rõ hơn (300 dpi) "
        "hoặc gửi tệp Word (.docx).",
        "en": "No text was recognised in the picture; "
        "scan it more clearly (300 dpi) or send the Word file (.docx).",
    },
    Reason.PICTURE_TOO_LARGE: {
        "vi": f"Ảnh có hơn {limits.PIXELS // 1_000_000} triệu điểm ảnh; "
        "hãy quét lại ở 300 dpi trên khổ A4.",
        "en": f"The picture has more than {limits.PIXELS // 1_000_000} million pixels; "
        "scan it again at 300 dpi on A4.",
    },
    Reason.CANNOT_RECOGNISE: {
        "vi": "Tệp chỉ có ảnh, mà máy chủ này chưa cài phần nhận dạng chữ tiếng Việt (tesseract); "
        "hãy gửi tệp Word (.docx) hoặc PDF có lớp chữ.",
        "en": "The file holds pictures only, and this server has no text recognition for "
        "Vietnamese (tesseract); send the Word file (.docx) or a PDF with a text layer.",
    },
    Reason.MACROS: {
        "vi": "Tệp có chứa macro nên không được nhận; hãy lưu lại dưới dạng không có macro "
        "(.docx, .xlsx, .odt).",
        "en": "The file holds macros and is not taken; "
        "save it without macros (.docx, .xlsx, .odt).",
    },
    Reason.ZIP_BOMB: {
        "vi": "Tệp nén bung ra quá lớn so với một văn bản; "
        "hãy mở bằng Word và lưu lại dưới dạng .docx.",
        "en": "The file unpacks to far more than a document holds; "
        "open it in Word and save it as a new .docx.",
    },
    Reason.PDF_WITHOUT_TEXT: {
        "vi": "Tệp PDF không có chữ nào đọc được; hãy gửi tệp Word (.docx) hoặc PDF có lớp chữ.",
        "en": "The PDF holds no text that can be read; "
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
        "vi": "Không nhận ra định dạng của tệp; hãy gửi tệp Word (.docx), Excel (.xlsx), "
        "OpenDocument, PDF, HTML, thư .eml, ảnh hoặc văn bản thuần.",
        "en": "The format of the file is not recognised; send a Word (.docx), Excel (.xlsx), "
        "OpenDocument, PDF, HTML, e-mail (.eml), picture or plain text file.",
    },
}
