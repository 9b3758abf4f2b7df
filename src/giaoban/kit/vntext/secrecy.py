"""Secrecy markings: MẬT, TỐI MẬT and TUYỆT MẬT as stamps on a document, not as words in it.

Decree 30/2020/NĐ-CP, appendix I, puts the stamp into box 10a of the first page, which becomes a
line of its own, or a part of one, near the head of the text. A wrong alarm costs a question, a
missed stamp a state secret: in doubt a stamp is a stamp.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

from giaoban.kit.vntext.patterns import pattern


class Level(Enum):
    """A level of state secrecy, with its name as stamps show it."""

    CONFIDENTIAL = "MẬT"
    HIGH = "TỐI MẬT"
    ABSOLUTE = "TUYỆT MẬT"


@dataclass(frozen=True)
class Marking:
    """A secrecy marking: its level and the line, counted from 1, on which it stands."""

    level: Level
    line: int


HEAD = 60  # lines with words in which a stamp may share its line with other parts of the head
LONGEST_LINE = 400  # characters of a line that could hold a stamp

# Letters may stand apart ("M Ậ T") and the tone mark of old typewriters may be missing in all
# but one of them; words of urgency may share the stamp.
_LEVELS = {
    Level.ABSOLUTE: r"T\s*U\s*Y\s*(?:Ệ|Ê|E)\s*T\s*M\s*(?:Ậ|A)\s*T",
    Level.HIGH: r"T\s*(?:Ố|Ô|O)\s*I\s*M\s*(?:Ậ|A)\s*T",
    Level.CONFIDENTIAL: r"M\s*Ậ\s*T",
}
_ANY = "|".join(_LEVELS.values())
_URGENCY = r"(?:THƯỢNG\s+KHẨN|HỎA\s+TỐC|HOẢ\s+TỐC|KHẨN)"
_FRAME = r"[\W_]*"
_STAMP = pattern(
    rf"\A{_FRAME}(?:DẤU\s*:?\s*)?(?:{_URGENCY}{_FRAME})?(?P<level>{_ANY})(?:{_FRAME}{_URGENCY})?{_FRAME}"
)
# "Độ mật: Tối mật" says it in any case, but a form that offers all levels has marked none.
_LABEL = pattern(
    rf"\A{_FRAME}(?:ĐỘ|MỨC\s+ĐỘ|CẤP\s+ĐỘ|MỨC|CẤP|DẤU(?:\s+CHỈ)?(?:\s+(?:MỨC\s+)?ĐỘ)?)\s*MẬT\s*[:\-–]?"
    rf"[\s\[(*\"“]*(?P<level>{_ANY})(?!\w)(?!{_FRAME}(?:{_ANY}))"
)
_UNACCENTED_LABEL = pattern(rf"\A{_FRAME}(?:MUC\s+)?DO\s+MAT\s*:{_FRAME}(?P<level>{_ANY}|MAT)\b")
_TITLE = pattern(rf"\A{_FRAME}(?:TÀI\s+LIỆU|VĂN\s+BẢN|CÔNG\s+VĂN)\s+(?P<level>{_ANY}){_FRAME}")

# What stands beside a stamp where the boxes of a page's head have run together into one line.
_OTHER_BOXES = pattern(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    r"|Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh phúc"
    r"|[Ss]ố\s*:\s*[\d./…\s]*(?:[\w&.-]*[/-][\w&./-]*)?"
    r"|(?<!\S)(?!MẬT\b)[^\s,;:]{1,12}(?:\s+[^\s,;:]{1,12}){0,4},\s*ngày[\s\d.…]*tháng[\s\d.…]*năm[\s\d.…]*"
)
_CELLS = pattern(r"\t|\s*\|\s*|\s{3,}")
# The first half of an ordinary word whose second half fell to the next line.
_UNFINISHED = pattern(r"(?:\bBÍ|\bBẢO|\bCƠ|\bKHÓA|\bKHOÁ|\bĐỘ|[,;])\s*$", re.IGNORECASE)

# Every pattern needs an M, an A in some dress and a T; decomposed accents stand between the two.
_MAY_HOLD = pattern(r"[MmＭｍ]\s*[AaÂâẬậẠạＡａ][\u0300-\u036f]*\s*[TtＴｔ](?!\w)")


def secrecy_marking(text: str) -> Marking | None:
    """The highest secrecy marking that `text` bears as a stamp or a label; None if it bears none.

    Words such as "bảo mật", "bí mật nhà nước" or "tài liệu mật" in a sentence are no marking.
    """
    if not _MAY_HOLD.search(text):
        return None
    found = [
        Marking(level, number)
        for number, before, line, in_head in _lines(text)
        if (level := _level_on(line, before, in_head=in_head))
    ]
    ranks = list(Level)
    return max(found, key=lambda marking: (ranks.index(marking.level), -marking.line), default=None)


def _lines(text: str) -> list[tuple[int, str, str, bool]]:
    """The lines that could bear a marking: number, line before, line, whether in the head."""
    rows: list[tuple[int, str, str, bool]] = []
    before, with_words = "", 0
    for number, raw in enumerate(text.splitlines(), 1):
        with_words += bool(raw.strip())
        if len(raw) <= LONGEST_LINE and _MAY_HOLD.search(raw):
            line = unicodedata.normalize("NFKC", raw)
            rows.append((number, before, line, with_words <= HEAD))
        before = unicodedata.normalize("NFC", raw[-40:])
    return rows


def _level_on(line: str, before: str, *, in_head: bool) -> Level | None:
    """The level that a line bears, `before` being the line above it."""
    label = _LABEL.match(line.upper()) or _UNACCENTED_LABEL.match(line.upper())
    if label:
        return _level(label["level"])
    if not _UNFINISHED.search(before):
        if stamp := _STAMP.fullmatch(line):
            return _level(stamp["level"])
        if (
            in_head
            and (not before.strip() or not before.isupper())
            and (title := _TITLE.fullmatch(line))
        ):
            return _level(title["level"])
    return _level_beside_others(line) if in_head else None


def _level_beside_others(line: str) -> Level | None:
    """The level of a stamp that shares its line with other boxes of the head."""
    parts = [part for part in _CELLS.split(line.strip()) if part][:20]
    rest = _OTHER_BOXES.sub(" ", line)
    beside = [part for part in (rest, *parts) if part.strip() != line.strip()]
    for part in beside:
        if stamp := _STAMP.fullmatch(part):
            return _level(stamp["level"])
        if label := _LABEL.match(part.upper()):
            return _level(label["level"])
    return None


def _level(written: str) -> Level:
    letters = re.sub(r"\s", "", written)
    return next(
        (level for level, pattern in _LEVELS.items() if re.fullmatch(pattern, letters)),
        Level.CONFIDENTIAL,
    )
