"""Deadlines without a date: counted, recurring, told from today, hanging on an event."""

import re

from giaoban.kit.vntext.patterns import pattern, words_pattern

_RHYTHM = pattern(
    r"(?<!\w)(?:(?:hằng|hàng|mỗi)\s(?:ngày|tuần|tháng|quý|năm)(?!\w)|mỗi\s(?=thứ\s)|"
    r"tháng\scuối\s(?:của\s)?(?:mỗi\s)?quý(?!\s(?:[IV\d]|này|sau|tới))|"
    r"định kỳ\s(?:0?6|sáu)\stháng(?!\w)|"
    r"(?:\d{1,2}|một|hai|ba|sáu)\s(?:ngày|tuần|tháng|quý|năm)\s?(?:/|một\s|1\s|01\s)\s?lần)",
    re.IGNORECASE,
)
_RHYTHM_WORDS = ("hằng ", "hàng ", "Hằng ", "Hàng ", "mỗi ", "Mỗi ", " cuối ", "lần", "ịnh kỳ")
_ONCE_EVERY = ("lần", "Lần")
_DAY_OF_RHYTHM = pattern(
    r"(?:(?:trước|vào|chậm nhất|muộn nhất|định kỳ|sáng|chiều)\s){0,3}(?:là\s|vào\s)?"
    r"(?:\d{1,2}[hg:]\d{0,2}\s|\d{1,2}\sgiờ\s)?(?:(?:sáng|chiều)\s)?(?:"
    r"ngày\s\d{1,2}(?:/\d{1,2})?(?:\stháng\s(?:\d{1,2}|đầu|cuối|thứ\s\w{2,4}))?"
    r"(?:(?:,|\svà)\s(?:ngày\s)?\d{1,2}(?:/\d{1,2}|\stháng\s\d{1,2})?){0,4}(?!\d|/)|"
    r"thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])(?!\w)|chủ\snhật)",
    re.IGNORECASE,
)
_HOUR = r"(?:trước|lúc|vào)\s(?:\d{1,2}[hg:]\d{0,2}|\d{1,2}\sgiờ(?:\s\d{2})?)"
_HOUR_BEFORE = pattern(_HOUR + r"\s$", re.IGNORECASE)
_HOUR_BEHIND = pattern(r",?\s" + _HOUR, re.IGNORECASE)
_PERIODIC = pattern(r"định kỳ[^,;]{0,20}$|^\W{0,3}$", re.IGNORECASE)
_FULL_YEAR = pattern(r"(?:/|năm\s)(?:19|20)\d\d")
_SLASHED = pattern(r"\d{1,2}\s?(?:/|tháng\s)\s?\d{1,2}")
_AROUND = 160

_NUMBER = (
    r"(?:\d{1,3}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?:\s?[-–]\s?\d{1,3})?"
    r"(?:\s?\([^()\d]{1,24}\))?"
)
_UNIT = r"(?:ngày\slàm\sviệc|giờ\slàm\sviệc|ngày|tuần|tháng|giờ)(?:\srưỡi)?(?:\sđêm)?"
_TAIL = (
    r",?\s(?:(?:kể|tính)\stừ|từ\s(?:ngày|khi)|(?:ngay\s)?sau\s(?:khi|ngày)|"
    r"trước\s(?:khi|ngày)|so\svới\sngày)\s[^,;]{2,90}"
)
_COUNTED = pattern(
    r"(?<!\w)(?:(?:ngay\s)?trong(?:\s(?:vòng|thời hạn|thời gian|khoảng|không quá|tối đa)){0,2}|sau|"
    r"không\squá|(?:chậm|muộn)\snhất(?:\slà|\ssau|\strong){0,2}|tối\sđa|thời\shạn(?:\slà)?:?)\s"
    rf"{_NUMBER}\s{_UNIT}(?:{_TAIL}|"
    r"(?=\s?(?:$|[,;.()]|(?:tới|nữa|phải|để|đối với|và|hoặc|nếu)(?!\w))))",
    re.IGNORECASE,
)
_COUNT_WORDS = ("ngày", "tuần", "tháng", "giờ")
_COUNT_OPENINGS = ("rong ", "au ", "uá ", "hất ", "đa ", "hạn")

_BACK = pattern(
    rf"(?<!\w)(?:(?:ít|chậm|muộn)\snhất|tối\sthiểu)\s(?:là\s|trong\s)?{_NUMBER}\s{_UNIT}\s"
    r"(?:trước|so\svới|tính\sđến)\s(?:khi|ngày|thời\sđiểm)\s[^,;]{2,60}",
    re.IGNORECASE,
)
_BACK_WORDS = ("ít nhất", "chậm nhất", "muộn nhất", "tối thiểu", "Ít nhất", "Chậm nhất")

_TODAY = (
    r"(?:(?:ngày\s)?hôm\snay|(?:ngày|sáng|trưa|chiều|tối)\s(?:nay|mai|kia)|"
    r"ngày\s\d{1,2}\s(?:của\s)?tháng\s(?:này|nay|tới|sau|kế\stiếp|tiếp\stheo)|"
    r"(?:thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\snhật)(?:\s(?:tuần\s)?(?:này|tới|sau))?(?!\w)|"
    r"(?:(?:đầu|giữa|cuối|hết)\s)?(?:tuần|tháng|quý|năm)\s(?:này|nay|tới|sau|kế\stiếp)|"
    r"\d{1,2}\stháng\s(?:đầu|cuối)\snăm(?:\s(?:19|20)\d\d)?|"
    r"(?:đầu|giữa|cuối)\s(?:tuần|năm(?:\s(?:19|20)\d\d)?)|"
    r"tuần\s(?:đầu|cuối|thứ\s(?:hai|ba|tư|nhất))\s(?:của\s)?tháng\s\d{1,2}(?:/\d{4})?)(?!\w)"
)
_FROM_TODAY = words_pattern(
    "trước|chậm nhất|muộn nhất|trong|ngay|xong|hết|vào|đến|tới|hạn|hoàn thành",
    whole=True,
    behind=r"(?:\s(?:là|vào|trước|trong|hết|đến|ngay|cuối|ngày|\d{1,2}[hg:]\d{0,2}|\d{1,2}\sgiờ)){0,4}\s"
    + _TODAY,
)
_TODAY_WORDS = (
    "này",
    "nay",
    "mai",
    " tới",
    " sau",
    "kế tiếp",
    "hứ ",
    "nhật",
    "uối ",
    "giữa ",
    "đầu ",
)

_WAITS = pattern(
    r"(?<!\w)(?:tùy|tuỳ|phụ)\sthuộc\s(?:vào\s)?(?:thời\sđiểm|ngày|tiến\sđộ|việc)\s[^,;.]{3,120}",
    re.IGNORECASE,
)
_WAIT_WORD = " thuộc "

Place = tuple[int, int]


def find_recurring(text: str, start: int, end: int) -> Place | None:
    """The words that say how often and on which day, `trước ngày 20 hằng tháng`.

    A rhythm alone counts where it says that the work itself comes back ("Định kỳ hằng quý …"), not
    where it only describes something ("kinh phí hằng năm").
    """
    words = text[start:end]
    if not any(word in words for word in _RHYTHM_WORDS):
        return None
    for rhythm in _RHYTHM.finditer(text, start, end):
        place = _with_day(text, rhythm, start, end)
        if place:
            return place
        periodic = _PERIODIC.search(text, max(start, rhythm.start() - 28), rhythm.start())
        if periodic:
            opening = rhythm.start() if not periodic[0].strip() else periodic.start()
            return opening, rhythm.end()
        if rhythm[0].endswith(_ONCE_EVERY):
            return rhythm.span()
    return None


def find_counted_back(text: str, start: int, end: int) -> Place | None:
    """`ít nhất 3 ngày làm việc trước ngày …`: the day before which so many must lie."""
    if not any(text.find(word, start, end) >= 0 for word in _BACK_WORDS):
        return None
    found = _BACK.search(text, start, end)
    return found.span() if found else None


def find_counted(text: str, start: int, end: int) -> Place | None:
    """`trong 10 ngày làm việc kể từ …`, `chậm nhất 48 giờ sau khi …`."""
    words = text[start:end]
    if not any(unit in words for unit in _COUNT_WORDS):
        return None
    if not any(opening in words for opening in _COUNT_OPENINGS):
        return None
    found = _COUNTED.search(text, start, end)
    return found.span() if found else None


def find_told_from_today(text: str, start: int, end: int) -> Place | None:
    """`trong tuần này`, `trước sáng mai`, `vào cuối năm`."""
    words = text[start:end]
    if not any(word in words for word in _TODAY_WORDS):
        return None
    found = _FROM_TODAY.search(text, start, end)
    return found.span() if found else None


def find_waiting(text: str, start: int, end: int) -> Place | None:
    """`tuỳ thuộc thời điểm …`."""
    if text.find(_WAIT_WORD, start, end) < 0:
        return None
    found = _WAITS.search(text, start, end)
    return found.span() if found else None


def _hour_of_day(text: str, rhythm: re.Match[str], start: int, end: int) -> Place | None:
    """`trước 16h00 hằng ngày`, `mỗi ngày trước 16h00`."""
    before = _HOUR_BEFORE.search(text, max(start, rhythm.start() - 24), rhythm.start())
    behind = _HOUR_BEHIND.match(text, rhythm.end(), end)
    if before is None and behind is None:
        return None
    return (before or rhythm).start(), (behind or rhythm).end()


def _with_day(text: str, rhythm: re.Match[str], start: int, end: int) -> Place | None:
    """The rhythm with the day that stands nearest to it. A day of a month needs a yearly rhythm."""
    named = rhythm[0].lower()
    if named.endswith("ngày") and (hour := _hour_of_day(text, rhythm, start, end)):
        return hour
    yearly = named.endswith(("năm", "lần", "6 tháng", "sáu tháng"))
    floor, limit = max(start, rhythm.start() - _AROUND), min(end, rhythm.end() + _AROUND)
    days = [
        *_DAY_OF_RHYTHM.finditer(text, floor, rhythm.end()),
        *_DAY_OF_RHYTHM.finditer(text, rhythm.end(), limit),
    ]
    for day in sorted(days, key=lambda found: abs(found.start() - rhythm.start())):
        if _FULL_YEAR.match(text, day.end()) or _FULL_YEAR.match(text, day.end() + 1):
            continue
        if yearly == bool(_SLASHED.search(day[0])) or "lần" in named:
            return min(day.start(), rhythm.start()), max(day.end(), rhythm.end())
    return None
