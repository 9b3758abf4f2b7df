"""People with full name and post, each once, at the first mention."""

import re
from collections.abc import Iterator

from giaoban.kit.reader.context import Context
from giaoban.kit.reader.reading import Person
from giaoban.kit.reader.structure import Structure
from giaoban.kit.vntext.letters import CAPITALS, SMALL
from giaoban.kit.vntext.patterns import pattern
from giaoban.kit.vntext.wordlists import words_of

_SURNAMES = sorted(
    words_of(
        """
        Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đoàn
        Vương Trịnh Đinh Lâm Mai Trương Tô Cao Hà Thái Tạ Tăng Chu Châu Quách La Lưu
        Lương Phùng Tống Kiều Nông Hứa Vi Triệu Giàng Thào Sùng Lò Cầm Quàng Điểu Bế Ma
        Mã Đàm Khuất Nghiêm Ninh Bạch Thạch Kim Từ Văn Doãn Diệp Giang Khổng Lục Mạc Âu
        Cù Cung Đậu Hầu Khương Lại Lã Lều Nhâm Phí Thân Thẩm Tiêu Tôn Tưởng Uông Hạng Y
        Ksor Siu Rơ Kpă Ngọ Nhữ Nguyên Hàn
        """,
        " ",
    )
)
_PART = rf"[{CAPITALS}][{SMALL}]{{0,7}}"
_NAME = pattern(r"(?P<name>(?:" + "|".join(_SURNAMES) + r")(?:\s" + _PART + r"){1,3})(?![\w-])")
_TITLE_WORDS = (
    r"(?:Phó\s)?(?:Thủ tướng(?: Chính phủ)?|Bộ trưởng|Chủ tịch|"
    r"Giám đốc|Tổng Giám đốc|Tổng giám đốc|"
    r"Tổng [Cc]ục trưởng|Cục trưởng|Chi cục trưởng|Vụ trưởng|"
    r"Viện trưởng|Trưởng (?:ban|phòng|đoàn|Ban|"
    r"Phòng|Công an)|Chánh (?:Văn phòng|văn phòng|Thanh tra|thanh tra|án)|Bí thư|Tổng Bí thư|"
    r"Thống đốc|Tổng Thanh tra|Tổng Biên tập|Tổng biên tập|Tư lệnh|"
    r"Hiệu trưởng|Chủ nhiệm|Tổng Thư ký|"
    r"Tổng Kiểm toán|Cục phó|Trưởng|Tổ trưởng)|Thứ trưởng|Phó Ban|"
    r"Đại tướng|Thượng tướng|Trung tướng|"
    r"Thiếu tướng|Đại tá|Thượng tá|Trung tá|Thiếu tá|Uỷ viên|Ủy viên|[Đđ]ồng chí|[Ôô]ng|[Bb]à|"
    r"thường trực|Thường trực|PGS\.?|GS\.?|TS\.?|ThS\.?|luật sư|Luật sư|Quyền|Tổng thống|Thủ tướng"
)
_TITLE = pattern(r"(?<!\w)(?:" + _TITLE_WORDS + r")(?!\w)", re.IGNORECASE)
_HONORIFIC = pattern(r"^(?:các\s)?(?:đồng chí|ông|bà)\s", re.IGNORECASE)
_POST_BEHIND = pattern(
    r"\s?[,–(-]\s?(?P<post>(?:Phó\s)?(?:" + _TITLE_WORDS + r")[^,.;:\n]{0,80}?)"
    r"(?=\s(?:cho|đã|nhấn|phát|nêu|khẳng|yêu|chủ|đề|kết|trình|nói|là|"
    r"đánh|tham|tặng|trao)\s|[,.;:\n]|$)",
    re.IGNORECASE,
)
# Between a post and its holder only the rest of the post may stand.
_BREAKS_A_TITLE = pattern(
    r"[.;:!?\n”\"]|(?<!\w)(?:đã|là|và|của|giao|yêu cầu|báo cáo|cho biết|"
    r"tại|về|đề nghị|do|cùng|với)(?!\w)"
)
# "tỉnh" and the like stand before a place's name, but behind "UBND" they end a post.
_IN_ANOTHER_NAME = pattern(
    r"(?:đường|phố|số|tư tưởng|cộng sản|quốc gia|viện|trường|giải thưởng|quảng trường|sân bay|cầu|"
    r"ngã tư|khu|bảo tàng|lăng|công viên|\d|"
    r"(?<!UBND )(?<!HĐND )(?<!nhân dân )(?<!công an )(?<!ủy )(?<!uỷ )(?<!đoàn )"
    r"(?:thành phố|TP\.?|huyện|tỉnh|xã|phường))\s$",
    re.IGNORECASE,
)
_SPEECH_BEHIND = pattern(
    r"\s(?:cho biết|cho rằng|nhấn mạnh|phát biểu|chủ trì|yêu cầu|khẳng định|kết luận|chỉ đạo|nêu)"
)
_PLACES = words_of(
    """
    hà nội, hà nam, hà tĩnh, hà giang, thái bình, thái nguyên, lâm đồng, cao bằng, đồng
    nai, đồng tháp, kim sơn, hồ chí minh, lào cai, lai châu, châu đốc, hà đông, hà tiên,
    kim bảng, văn giang, đồng hới, văn lâm, mai châu
    """
)
_WIDEST_TITLE = 130
_TITLE_AT_END = pattern(r"(?:chủ tịch|đồng chí|ông|bà)\s$", re.IGNORECASE)
_NAMES_IN_ROW = pattern(r"(?:,|và|;)\s$")


def recognise(structure: Structure, _context: Context) -> tuple[Person, ...]:
    """Everyone whom the text gives a post or an honorific, and everyone in a row behind one."""
    text = structure.text
    people: dict[str, Person] = {}
    row: str | None = None
    last_end = -10
    for found in _names(text):
        start, end = found.span()
        read = _read(text, start, end, row if start - last_end <= 5 else None)
        if read is None:
            continue
        row, rule, confidence = read
        last_end = end
        key = found["name"].lower()
        if key not in people:
            title = _with_post_behind(text, end, row)
            people[key] = Person(found["name"], title, start, end, rule, confidence)
    return tuple(people.values())


def _read(text: str, start: int, end: int, row: str | None) -> tuple[str, str, float] | None:
    """The title before a name, the rule that found it and its confidence; None for no person."""
    before = text[max(0, start - _WIDEST_TITLE) : start]
    if text[start - 1 : start].isalnum() or before.endswith("-") or _IN_ANOTHER_NAME.search(before):
        return None
    title = _title(before)
    if title is not None:
        return title, "post-before-name", 0.95
    if row is not None and _NAMES_IN_ROW.search(before):
        return row, "name-in-row", 0.85
    if _SPEECH_BEHIND.match(text, end):
        return "", "name-that-speaks", 0.8
    return ("", "post-behind-name", 0.85) if _POST_BEHIND.match(text, end) else None


def _names(text: str) -> Iterator[re.Match[str]]:
    """What looks like a full name; a place before one (`UBND Hà Nội Nguyễn …`) is passed over."""
    found = _NAME.search(text)
    while found:
        end = found.end()
        if place := _place(text, found):
            end = found.start() + len(place)
        else:
            yield found
        found = _NAME.search(text, end)


def _place(text: str, found: re.Match[str]) -> str | None:
    """The place that a name begins with, unless the honorific of a person stands before it."""
    if _TITLE_AT_END.search(text, max(0, found.start() - 12), found.start()):
        return None
    small = found["name"].lower()
    return next((place for place in _PLACES if f"{small} ".startswith(f"{place} ")), None)


def _title(before: str) -> str | None:
    """The post that stands right before a name, with everything that belongs to it."""
    usable = before
    for stop in _BREAKS_A_TITLE.finditer(before):
        usable = before[stop.end() :]
    heads = list(_TITLE.finditer(usable))
    if not heads:
        row = re.search(r"các\s(?P<title>[^\n.;]{3,40}):\s$", before)
        return row["title"] if row and _TITLE.search(row["title"]) else None
    first = heads[0].start()
    for head in heads[1:]:
        if "," in usable[first : head.start()].rstrip(" ,"):
            first = head.start()
    between = usable[first:].strip()
    if between.endswith(",") or not between:
        return None
    return between


def _with_post_behind(text: str, end: int, title: str) -> str | None:
    """The title without its honorific, and a post written after the name behind a comma."""
    plain = _HONORIFIC.sub("", f"{title} ").strip() if title else ""
    found = _POST_BEHIND.match(text, end)
    post = found["post"].strip() if found else ""
    if post.count("(") != post.count(")"):
        post = post.replace("(", "").replace(")", "")
    return ", ".join(part for part in (plain, post) if part) or None
