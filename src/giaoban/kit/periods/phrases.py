"""A phrase made ready to be read: in one spelling, and with what is no deadline covered up.

Dates and years stand in the names of documents and laws, in the event that a deadline waits for,
and behind "từ ngày", where something begins. They are covered up before the last day is looked for.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date

from giaoban.kit.periods.workdays import WorkCalendar
from giaoban.kit.vntext.patterns import pattern

COVER = "¤"

_SPELLINGS = pattern(r"tuỳ|quí|hàng(?= (?:ngày|tuần|tháng|quý|quí|năm)(?!\w))|bẩy")
_STANDARD = {"tuỳ": "tùy", "quí": "quý", "hàng": "hằng", "bẩy": "bảy"}

# "số 12/QĐ-TTg ngày 15/3/2024", "Luật Đất đai năm 2024", "Luật số 31/2024/QH15".
_CITED = pattern(
    r"(?<!\w)\d{1,5}/(?:\d{4}/)?[a-zđ][\w/&-]{1,30}"
    r"(?:,? (?:ký |ban hành )?ngày \d{1,2}[/.-]\d{1,2}[/.-]\d{4}|"
    r",? (?:ký |ban hành )?ngày \d{1,2} tháng \d{1,2} năm \d{4})?"
    r"|(?<!\w)(?:luật|bộ luật|pháp lệnh|hiến pháp) [^\d,;.()]{0,60}năm \d{4}"
)
# "25-26/8/2025", "25 và 26/8": the first of the days has no month of its own, the last is meant.
_FIRST_OF_SEVERAL = pattern(r"(?<![\d/.-])\d{1,2} ?[-–] ?(?=\d{1,2}/\d{1,2}(?!\d))")
_CONDITION = (
    r"(?<!\w)(?:(?:tùy|phụ) (?:thuộc|theo|vào|tình hình)|ngay (?:sau|khi)|"
    r"(?:sau|trước|đến|tới) khi|"
    r"(?:kể|tính) từ (?:khi|lúc|thời điểm)|"
    r"khi (?:có|được|luật|nghị|bộ|đủ|cần|phát sinh|hoàn thành|nhận)|"
    r"theo (?:tiến độ|lộ trình|kế hoạch|yêu cầu|chỉ đạo|hướng dẫn)|"
    r"căn cứ (?:tình hình|tiến độ|thực tế))(?!\w)"
)
CONDITION = pattern(_CONDITION)
# An event ends at a comma or bracket, or where the deadline proper begins.
EVENT_ENDS = pattern(
    r"[,;()]|[.:](?= |$)|(?<!\w)(?:nhưng|chậm nhất|muộn nhất|không quá|không chậm|trước ngày|"
    r"hoàn thành trước|xong trước|trong vòng|trong thời hạn|phải|đến hết|"
    r"(?:trong|trước|hết) (?:tháng|quý|năm|tuần))(?!\w)"
)
_BEGINS = pattern(
    r"(?<!\w)(?:(?:kể |tính |bắt đầu |áp dụng |thực hiện )?từ|sau) (?:ngày |đầu )?"
    r"(?:\d{1,2}\s?[/.-]\s?\d{1,2}(?:[/.-]\d{4})?|\d{1,2} tháng \d{1,2}(?: năm \d{4})?|"
    r"tháng \d{1,2}(?:[/-]\d{4}| năm \d{4})?|quý (?:iv|i{1,3}|[1-4])(?:/\d{4}| năm \d{4})?|"
    r"năm \d{4}(?!\s?[-–]))"
)
_LONGEST_EVENT = 200


@dataclass(frozen=True)
class Phrase:
    """What is read: as written, in lower case with single spaces, and what to reckon it with.

    `written` and `words` have the same length, so that a place in one is a place in the other.
    """

    written: str
    words: str
    anchor: date | None
    calendar: WorkCalendar

    @classmethod
    def of(cls, text: str, anchor: date | None, calendar: WorkCalendar) -> "Phrase":
        written = " ".join(unicodedata.normalize("NFC", text).split())
        words = "".join(low if len(low := sign.lower()) == 1 else sign for sign in written)
        words = _SPELLINGS.sub(lambda found: _STANDARD[found[0]], words)
        return cls(written, words, anchor, calendar)

    def uncited(self) -> "Phrase":
        """Without numbers and dates of the documents that it names, and first days of ranges."""
        words = _FIRST_OF_SEVERAL.sub(_cover, _CITED.sub(_cover, self.words))
        return replace(self, words=words)

    def unconditional(self) -> "Phrase":
        """Without the events that it waits for."""
        words, at = self.words, 0
        parts = []
        for found in CONDITION.finditer(words):
            if found.start() < at:
                continue
            end = self.event_end(found.end())
            parts += [words[at : found.start()], COVER * (end - found.start())]
            at = end
        return replace(self, words="".join([*parts, words[at:]]))

    def unbegun(self) -> "Phrase":
        """Without the days and periods from which something begins."""
        return replace(self, words=_BEGINS.sub(_cover, self.words))

    def begins_only(self) -> bool:
        """Whether it says when something begins."""
        return _BEGINS.search(self.words) is not None

    def event_end(self, start: int) -> int:
        """Where the event ends whose words begin at `start`."""
        limit = min(len(self.words), start + _LONGEST_EVENT)
        found = EVENT_ENDS.search(self.words, start, limit)
        return found.start() if found else limit


def _cover(found: re.Match[str]) -> str:
    return COVER * (found.end() - found.start())
