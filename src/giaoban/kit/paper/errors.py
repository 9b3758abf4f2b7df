"""What can keep a paper from being made, said in Vietnamese and in English."""


class PaperError(Exception):
    """No paper was made. `text` says why to the one who asked for it."""

    vi = "Không lập được văn bản."
    en = "The paper could not be made."

    def text(self, language: str) -> str:
        """The reason in Vietnamese for "vi", "vi-VN" and the like, in English for all others."""
        sentence = self.vi if language.lower().startswith("vi") else self.en
        return sentence.format(*self.args)


class OfficeMissing(PaperError):
    vi = "Máy chủ chưa cài LibreOffice nên chưa xuất được PDF; tệp Word vẫn tải về được."
    en = "LibreOffice is not installed, so there is no PDF; the Word file can still be had."


class OfficeFailed(PaperError):
    """LibreOffice gave no PDF. The argument is what it said, or how long it was waited for."""

    vi = "LibreOffice không chuyển được văn bản sang PDF ({0})."
    en = "LibreOffice could not turn the paper into a PDF ({0})."


class TemplateBroken(PaperError):
    """The agency's own template does not fill. The argument lists the places, one a line."""

    vi = "Tệp mẫu của cơ quan có lỗi:\n{0}"
    en = "The agency's own template is broken:\n{0}"

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.places = {"vi": vi, "en": en}

    def text(self, language: str) -> str:
        is_vi = language.lower().startswith("vi")
        return self.vi.format(self.places["vi"]) if is_vi else self.en.format(self.places["en"])


class FiguresDisagree(PaperError):
    """The parts of a row, or the rows of the table, do not add up to the total printed beside them.

    The argument is the name of the row.
    """

    vi = "Số liệu không khớp ở dòng “{0}”: các phần cộng lại không bằng tổng số."
    en = "The figures of the row “{0}” disagree: its parts do not add up to its total."
