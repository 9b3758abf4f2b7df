"""Quantities that a text states, each with what it counts: `272 câu hỏi`, `gần 4 tỷ đồng`."""

import re
from collections.abc import Iterator
from decimal import Decimal

from giaoban.kit.reader.context import Context
from giaoban.kit.reader.reading import Figure, Span
from giaoban.kit.reader.recognisers.items.words import VERBS
from giaoban.kit.reader.registry import confidence_of
from giaoban.kit.reader.structure import Structure
from giaoban.kit.vntext.numbers import SCALES, read_number, read_words
from giaoban.kit.vntext.patterns import pattern
from giaoban.kit.vntext.wordlists import words_of

_NUMBER = pattern(r"\d(?:\d|[.,](?=\d))*")
_SCALE = pattern(r"\s{0,2}(tỷ|tỉ|triệu|nghìn|ngàn|vạn|trăm)(?!\w)", re.IGNORECASE)
_PERCENT = pattern(r"\s{0,1}(%|phần trăm)", re.IGNORECASE)
_FRACTION = pattern(r"\s?/\s?\d[\d.]*(?!\d|/)")
_RANGE = pattern(r"\s?[-–]\s?(?=\d)")
_CURRENCY = pattern(r"(đồng|USD|VND|VNĐ|EUR|euro|đô la|đô-la|tấn|ha|m3|m2)(?!\w)")

_UNIT = pattern(r"[ \u00a0]{1,2}(?P<unit>[^\W\d_][\w&/.-]*(?:[ \u00a0][^\W\d_][\w&/.-]*){0,3})")
# With a capital, only what can be counted is a unit: "63 Sở" is, "18 Nguyễn Du" is an address.
_CAPITAL_UNITS = words_of(
    """
    Sở Bộ Cục Vụ Tập Tổng Nghị Thông Quyết Đề Luật Hội Thứ Ban UBND Trung Công Đoàn Dự Chương
    Kế Chỉ Phó Đại Tỉnh Huyện Xã Quận Chi Văn Cơ Đơn Tổ Báo Trường Viện Khu Ngân Doanh Nhà
    Bệnh Đảng Thành
    """,
    " ",
)

# What stands before a number that names a day, a place in a row or a document instead of counting.
_NAMED_BY = words_of(
    """
    tháng|ngày|năm|quý|thứ|khoá|khóa|kỳ|quận|phường|tổ|nhóm|điều|khoản|điểm|phần|chương|đường|
    ngõ|lô|bậc|hạng|loại|đợt|lớp|vùng|bước|tầng|phòng|hình|bảng|biểu|tuần|tập|cụm|khối|số|ql|
    tl|đt|km|covid|covid-19|mức độ|cấp độ|quốc lộ|nghị quyết|nghị định|quyết định|chỉ thị|
    thông tư|kết luận|thông báo|công văn|phụ lục|giai đoạn|nhiệm kỳ|thời kỳ|phiên bản|đại hội|
    tiểu khu|hội nghị lần|mẫu|luật
    """,
    "|",
)
_MEASURES = frozenset({"MW", "MWh", "MWp", "GW", "GWh", "KW", "KWh", "KV", "MVA", "MB", "GB", "TB"})
_COUNTED_AFTER_ALL = ("tổng số", "con số", "tổng cộng số", "dứt điểm", "trọng điểm")
# "Ban Quản lý dự án 7 báo cáo": behind these a small number is a name, if a verb follows.
_NUMBERED = ("dự án ", "trung tâm ", "xí nghiệp ", "công ty ", "đội ", "trạm ")
_DATE_BEHIND = pattern(
    r"\s?/\s?\d{1,4}(?:\s?/\s?\d{2,4})?(?![.,]?\d)|\s?-\s?\d{1,2}\s?-\s?\d{4}|\s{0,2}tháng\s\d|"
    r"[:h]\d{2}|\s?giờ|[-/.][A-ZĐ]|/[A-Za-zĐđ]"
)
_PLAN_BEHIND = pattern(
    r"\s{1,2}(?:năm\s\d{4}|tháng\s(?:đầu|cuối|qua|tới|năm|của)|"
    r"năm\s\d{1,4}|năm\s(?:giai|phát triển|\())"
)
_PLAN_WORDS = (
    "kế hoạch", "chiến lược", "chương trình", "kỷ niệm", "lần thứ", "sơ kết", "tổng kết"
)  # fmt: skip
_ROUND_THE_CLOCK = ("24/24", "24/7")
# "Trong 6 tháng, …" is the period that a text is about.
_WITHIN_BEHIND = pattern(r"\s(?:tháng|tuần|năm)\s?,")
_STATUS_BEFORE = pattern(r"(?:hạn|hoàn thành|thực hiện|tiến độ)\s?:\s?$", re.IGNORECASE)
_SHARE_BEHIND = pattern(r"\s\((?:chiếm|đạt)")
_SMALLER_SCALE = pattern(r"\s(\d{1,3})(?=\s(?:tỷ|tỉ|triệu|nghìn|ngàn)\s)")
_YEAR = pattern(r"(?:19|20)\d\d")

_WORDS = words_of("hai, ba, bốn, năm, sáu, bảy, tám, chín, mười")
_COUNTABLE = words_of(
    """
    hội nghị|mục tiêu|hệ thống|đợt|nhiệm vụ|nhóm|giải pháp|nội dung|vấn đề|dự án|đề án|tỉnh|
    huyện|xã|cuộc|đơn vị|bộ|sở|văn bản|nghị quyết|nghị định|thông tư|quyết định|báo cáo|
    lĩnh vực|chỉ tiêu|trường hợp|vụ|đoàn|tổ|ban|người|cán bộ|doanh nghiệp|cơ quan|thành phố|
    chương trình|công trình|tuyến|trung tâm|phương án|hạng mục|gói thầu|khu|điểm|yếu tố|
    trụ cột|khâu|đột phá|nguyên tắc|quan điểm|kiến nghị|câu hỏi|luật|kịch bản|phiên|buổi|lần|
    tháng|tuần|ngày|thứ trưởng|địa phương|tập thể|cá nhân|hồ sơ|thủ tục|dịch vụ|công ty|
    tập đoàn|nhà máy|cấp
    """,
    "|",
)
_NUMBER_WORD = pattern(
    r"(?P<word>[HhBbNnSsTtCcMm](?:ai|a|ốn|ăm|áu|ảy|ám|hín|ười))\s(?P<unit>[^\W\d_]+(?:\s[^\W\d_]+)?)"
)
_NOT_A_WORD_BEFORE = pattern(
    r"(?:thứ|tháng|ngày|cả|tuần|trong|đầu|cuối|mỗi|hằng|hàng|mùng|mồng|"
    r"mươi|trăm|lần thứ|điều|khoản|của)\s$",
    re.IGNORECASE,
)

# Where the words of a unit stop: what follows tells something about the thing counted.
_STOPS = words_of(
    """
    và của đã được bị có cho tại trên trong với là đang sẽ thì để từ đến về này đó ở do theo
    như nhằm đạt tăng giảm còn chưa không phải cần nên so bằng khi vào qua ra hoặc hay mà cũng
    các những một trở lên trước sau chiếm gồm vi thuộc trực lớn ước nay nhất khác lại vừa
    xuống gây làm
    """,
    " ",
)
_SHORT_UNITS = words_of(
    """
    tỉnh huyện xã người km ha vụ lần trạm tấn năm tháng ngày đợt cấp quận đồng tuần giờ phút
    điểm cột m kg lít hộ tổ thôn bản buôn phường khóa lượt trang chiếc xe tàu đảng lớp m2 m3
    mw mwh usd cuộc bước phiên buổi đề
    """,
    " ",
)
_CLASSIFIERS = words_of("cuộc cuốn chiếc tuyến bộ cột lượt chuyến khu hệ", " ")
# "hai bên", "ba mươi", "chín muồi" count nothing.
_NOT_COUNTED = words_of(
    "bên chiều mặt miền đầu lá mươi phía vợ ông anh chữ tay chân trăm "
    "nghìn ngàn triệu tỷ muồi sao bà mẹ chị em",
    " ",
)
_COMPOUND = pattern(
    r",\s(?:thị trấn|thành phố|phường|huyện|thị xã|ngành|cơ quan|quận|"
    r"giải pháp)(?!\w)|\s(?:chính quyền|dân)(?!\w)"
)
_STATED_SPAN = 160
_MOST_DIGITS = 20
_MOST_SCALES = 2
_MOST_SMALLER_PARTS = 2


def recognise(structure: Structure, _context: Context) -> tuple[Figure, ...]:
    """Every stated quantity, in order; each mention counts."""
    text = structure.text
    figures = [*_in_digits(text), *_in_words(text, structure.small)]
    return tuple(sorted(figures, key=lambda figure: figure.start))


def _in_digits(text: str) -> Iterator[Figure]:
    """The quantities in figures. A bare one in a list of classes counts what was counted last."""
    counted = "nhiệm vụ"
    skip_to = 0
    for found in _NUMBER.finditer(text):
        if found.start() < skip_to or not _quantifies(text, found):
            continue
        figure = _quantity(text, found.start(), found.end(), counted)
        if figure is None:
            continue
        skip_to = figure.end
        yield figure
        if figure.unit and figure.unit not in {"%", "đồng"}:
            counted = figure.unit


def _quantity(text: str, start: int, end: int, counted: str) -> Figure | None:
    """The figure that begins with the number between `start` and `end`, if it counts anything."""
    if percent := _PERCENT.match(text, end):
        value = read_number(text[start:end])
        return _figure(text, (start, percent.end()), value, "%", "percentage")
    value, scaled_end = _scaled(text, start, end)
    if fraction := _FRACTION.match(text, end):
        whole, whole_end = _unit(text, fraction.end())
        return _figure(text, (start, whole_end), value, whole or counted, "part-of-whole")
    unit, unit_end = _unit(text, scaled_end)
    if unit:
        return _figure(text, (start, unit_end), value, unit, "number-and-unit")
    if _STATUS_BEFORE.search(text[max(0, start - 24) : start]):
        return _figure(text, (start, scaled_end), value, counted, "labelled-count")
    upper = _RANGE.match(text, end)
    shared = _shared_unit(text, upper.end()) if upper else None
    return _figure(text, (start, end), value, shared, "range") if shared else None


def _shared_unit(text: str, start: int) -> str | None:
    """The unit behind the upper end of a range, which counts for the lower one too."""
    upper = _NUMBER.match(text, start)
    if upper is None:
        return None
    return "%" if _PERCENT.match(text, upper.end()) else _unit(text, upper.end())[0]


def _quantifies(text: str, found: re.Match[str]) -> bool:
    """Whether the number stands alone and names nothing."""
    start, end = found.span()
    if text.startswith(_ROUND_THE_CLOCK, start):
        return False
    edge = text[start - 1 : start]
    if edge == ":" and text[start - 2 : start - 1].isdigit():
        return False
    if edge and (edge in "/_" or edge.isalnum()):
        return False
    return _is_number(found[0]) and not _names(text, start, end)


def _is_number(digits: str) -> bool:
    """Whether digits and their marks make one number that somebody could mean."""
    one = digits.count(",") <= 1 or digits.count(".") == 0
    return one and len(digits) <= _MOST_DIGITS and _is_plain(digits)


def _names(text: str, start: int, end: int) -> bool:
    """Whether the number names a day, a row or a document instead of counting something."""
    before = text[max(0, start - 24) : start]
    if _names_by_word(before) or (before.endswith(("/", "-", "–")) and before[-2:-1].isalnum()):
        return True
    behind = _DATE_BEHIND.match(text, end)
    if behind and not _is_share(text, start, end):
        return True
    if before.lower().endswith(_NUMBERED) and _acts(text, end):
        return True
    if before.lower().endswith("trong ") and _WITHIN_BEHIND.match(text, end):
        return True
    if _PLAN_BEHIND.match(text, end) or before.rstrip().lower().endswith(_PLAN_WORDS):
        return True
    return bool(_YEAR.fullmatch(text[start:end])) and not _SCALE.match(text, end)


def _acts(text: str, end: int) -> bool:
    """Whether a verb follows a number of at most two figures."""
    words = text[end : end + 24].split()[:2]
    return not text[end - 3 : end - 2].isdigit() and " ".join(words).lower() in VERBS


def _names_by_word(before: str) -> bool:
    """Whether the word before makes a number a name: "tháng 6", "quốc lộ 1"; not "tổng số 33"."""
    stem = before.rstrip(" \t\u00a0:(-").lower()
    words = stem.split()
    if not words or stem.endswith(_COUNTED_AFTER_ALL):
        return False
    return words[-1] in _NAMED_BY or " ".join(words[-2:]) in _NAMED_BY


def _is_share(text: str, start: int, end: int) -> bool:
    """`59/96 (chiếm 61,46 %)` is a part of a whole, not the 59th of some month."""
    fraction = _FRACTION.match(text, end)
    if fraction is None:
        return False
    whole = int(re.sub(r"\D", "", fraction[0]) or 0)
    part = int(re.sub(r"\D", "", text[start:end]) or 0)
    if whole > 12 and part <= whole and not 1900 < whole < 2100:
        return True
    counted = " ".join(text[fraction.end() : fraction.end() + 24].split()[:2]).lower()
    if part <= whole and (counted in _COUNTABLE or counted.partition(" ")[0] in _COUNTABLE):
        return True
    return bool(_SHARE_BEHIND.match(text, fraction.end()))


def _scaled(text: str, start: int, end: int) -> tuple[Decimal, int]:
    """`1.496 tỷ 323 triệu` as one number, and where its words end."""
    value, end = _part(text, start, end)
    for _ in range(_MOST_SMALLER_PARTS):
        smaller = _SMALLER_SCALE.match(text, end)
        if smaller is None or value < 1000:
            break
        part, end = _part(text, smaller.start(1), smaller.end(1))
        value += part
    return value, end


def _part(text: str, start: int, end: int) -> tuple[Decimal, int]:
    """A number with the scales behind it: `2,5 nghìn tỷ`."""
    value = read_number(text[start:end]) if _is_plain(text[start:end]) else Decimal(0)
    for _ in range(_MOST_SCALES):
        scale = _SCALE.match(text, end)
        if scale is None:
            break
        value *= SCALES[scale[1].lower()]
        end = scale.end()
    return value, end


def _is_plain(digits: str) -> bool:
    try:
        read_number(digits)
    except ValueError:
        return False
    return True


def _unit(text: str, end: int) -> tuple[str | None, int]:
    """The words for what is counted, as far as they name it, and where they end."""
    money = (
        _CURRENCY.match(text, end + 1) if text[end : end + 1] == " " else _CURRENCY.match(text, end)
    )
    if money:
        unit = {"VND": "đồng", "VNĐ": "đồng"}.get(money[1], money[1])
        return unit, money.end()
    found = _UNIT.match(text, end, end + _STATED_SPAN)
    if found is None:
        return None, end
    words = found["unit"].rstrip(".-/").split()
    taken: list[str] = []
    for word in words:
        if word.lower() in _STOPS or (
            not taken and word[0].isupper() and not _is_capital_unit(word)
        ):
            break
        taken.append(word)
        if _is_whole(taken):
            break
    if not taken:
        return None, end
    unit = " ".join(taken)
    stop = text.index(taken[-1], end + len(unit) - len(taken[-1])) + len(taken[-1])
    if longer := _COMPOUND.match(text, stop):
        return unit + longer[0], longer.end()
    return unit, stop


def _is_capital_unit(word: str) -> bool:
    return word in _CAPITAL_UNITS or word in _MEASURES or (len(word) > 2 and word.isupper())


def _is_whole(taken: list[str]) -> bool:
    first = taken[0].lower()
    if first in _CLASSIFIERS:
        return len(taken) == 3 - (first in {"cuộc", "cột"})
    return first in _SHORT_UNITS or len(taken) == 2


def _in_words(text: str, small: str) -> Iterator[Figure]:
    skip_to = 0
    for at in sorted(_number_words(small)):
        found = _NUMBER_WORD.match(text, at) if at >= skip_to else None
        if found is None:
            continue
        skip_to = found.end()
        unit = _unit_in_words(text, found)
        if unit is None:
            continue
        span = (found.start(), found.start("unit") + len(unit))
        value = Decimal(read_words(found["word"]))
        yield _figure(text, span, value, unit, "number-in-words")


def _number_words(small: str) -> Iterator[int]:
    """Where the words for two to ten stand; plain words are found much faster than a pattern."""
    for word in _WORDS:
        at = small.find(word)
        while at >= 0:
            if (
                not small[at - 1 : at].isalnum()
                and small[at + len(word) : at + len(word) + 1].isspace()
            ):
                yield at
            at = small.find(word, at + 1)


def _unit_in_words(text: str, found: re.Match[str]) -> str | None:
    """What a number in words counts, or None where it is none: "thứ hai", "hai bên", "năm 2020"."""
    word, words = found["word"].lower(), found["unit"].split()
    if not _stands_alone(text, found) or word not in _WORDS:
        return None
    first = words[0]
    unit = first if first in _SHORT_UNITS or words[-1] in _STOPS else found["unit"]
    if first.lower() in _NOT_COUNTED or first.lower() in _STOPS:
        return None
    if first[0].isupper() and first not in _CAPITAL_UNITS:
        return None
    return None if word == "năm" and found["unit"].lower() not in _COUNTABLE else unit


def _stands_alone(text: str, found: re.Match[str]) -> bool:
    """Whether a number in words is no part of a name, a day or another number."""
    start = found.start()
    if _NOT_A_WORD_BEFORE.search(text[max(0, start - 10) : start]):
        return False
    opens = text[max(0, start - 2) : start].strip(' "“')[-1:] in {"", ".", ";", "!", "?", "\n"}
    return opens or found["word"][0].islower()


def _figure(
    text: str,
    span: Span,
    value: Decimal,
    unit: str | None,
    rule: str,
) -> Figure:
    start, end = span
    return Figure(float(value), unit, text[start:end], start, end, rule, confidence_of(rule))
