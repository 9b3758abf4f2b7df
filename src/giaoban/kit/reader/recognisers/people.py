"""People with full name and post, each once, at the first mention."""

import re
from collections.abc import Iterator

from giaoban.kit.reader.context import Context
from giaoban.kit.reader.reading import Person
from giaoban.kit.reader.recognisers.surnames import RARE_SURNAMES, SURNAMES
from giaoban.kit.reader.registry import confidence_of
from giaoban.kit.reader.structure import Structure
from giaoban.kit.vntext.letters import CAPITALS, SMALL
from giaoban.kit.vntext.patterns import Gate, pattern
from giaoban.kit.vntext.wordlists import words_of

_PART = rf"[{CAPITALS}][{SMALL}]{{0,7}}"
_NAME = pattern(
    rf"(?P<name>(?:{'|'.join(sorted({*SURNAMES, *RARE_SURNAMES}))})(?:\s{_PART}){{1,3}})(?![\w-])"
)
_TITLE_WORDS = (
    r"(?:Phó\s)?(?:Thủ tướng(?: Chính phủ)?|Bộ trưởng|Chủ tịch|"
    r"Giám đốc|Tổng Giám đốc|Tổng giám đốc|"
    r"Tổng [Cc]ục trưởng|Cục trưởng|Chi cục trưởng|Vụ trưởng|"
    r"Viện trưởng|Trưởng (?:ban|phòng|đoàn|Ban|"
    r"Phòng|Công an)|Chánh (?:Văn phòng|văn phòng|Thanh tra|thanh tra|án)|Bí thư|Tổng Bí thư|"
    r"Thống đốc|Tổng Thanh tra|Tổng Biên tập|Tổng biên tập|Tư lệnh|"
    r"Hiệu trưởng|Chủ nhiệm|Tổng Thư ký|"
    r"Người phát ngôn|Tổng Kiểm toán|Cục phó|Trưởng|Tổ trưởng)|Thứ trưởng|Phó Ban|"
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
    r"[.;:!?\n”\"]|(?<!\w)(?:đã|là|và|(?<!ngôn )của|giao|yêu cầu|báo cáo|cho biết|"
    r"tại|về|đề nghị|do|cùng|với)(?!\w)"
)
# "tỉnh" and the like stand before a place's name, but behind "UBND" they end a post.
_IN_ANOTHER_NAME = pattern(
    r"(?:đường|(?<!thành )phố|số|tư tưởng|cộng sản|quốc gia|viện|trường|giải thưởng|"
    r"quảng trường|sân bay|cầu|ngã tư|khu|bảo tàng|lăng|công viên|\d|"
    r"(?<!UBND )(?<!HĐND )(?<!nhân dân )(?<!công an )(?<!ủy )(?<!uỷ )(?<!đoàn )(?<!tra )(?<!sát )"
    r"(?:thành phố|TP\.?|huyện|tỉnh|xã|phường))\s$",
    re.IGNORECASE,
)
# One of these ends the words before; it is asked first.
_ENDS_ANOTHER_NAME = tuple(
    words_of(
        "đường phố số tưởng sản gia viện trường thưởng bay cầu tư khu tàng lăng viên "
        "tp tp. huyện tỉnh xã phường",
        " ",
    )
)
_PLACE_KIND = pattern(r"(?:thành phố|tỉnh|huyện|quận|thị xã|xã|phường)\s$", re.IGNORECASE)
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
_WITH_A_PLACE = 3  # words
_MIDDLE_NAMES = (["Thị"], ["Văn"])
_WIDEST_NAME = 12
_WIDEST_PLACE_WORD = 24
_MOST_POSTS = 3
_POST_ENDS = pattern(r"\s[-–]\s|\svà đại diện\s|\svà (?:các|lãnh đạo|đồng chí)\s")
_POST_STOPS = pattern(r"[,.;:\n–]|\s-\s")
_INTRODUCTION = (
    r"(?:các\s)?(?:đồng chí|đ/c|ông|bà|anh|chị|"
    r"(?:đại|thượng|trung|thiếu) (?:tướng|tá)|gs|pgs|ts|ths|[.,\s])"
)
_INTRODUCES = pattern(rf"(?:{_INTRODUCTION}{{0,6}})", re.IGNORECASE)
_MAY_INTRODUCE = Gate(_NAME, pattern(_INTRODUCTION, re.IGNORECASE))
_TITLE_AT_END = pattern(r"(?:chủ tịch|đồng chí|ông|bà)\s$", re.IGNORECASE)
_NAMES_IN_ROW = pattern(r"(?:,|và|;)\s$")
# "Đoàn Kiểm tra" and the like open with what could be a surname.
_NO_NAME = pattern(
    r"(?:(?:Phó|Trang|Đồng|Quan|Danh|Tất) (?:Chủ|Giám|Tổng|Bí|Trưởng|Ban|Chánh|Cục|Vụ|Thủ|"
    r"Viện|Chí)|"
    r"Đoàn (?:Kiểm|Giám|Công|Thanh|Đại|Khảo|Thẩm|Luật|Kinh|Chủ|Thể|Nghệ|Ca|Thanh Niên)|"
    r"Văn (?:Phòng|Hóa|Hoá|Bản)|Lâm (?:Nghiệp|Sản)|Kim (?:Ngạch|Loại)|Từ (?:Ngày|Năm))(?:\s|$)"
)
_SIGNS = pattern(
    r"(?P<post>(?:PHÓ\s|Q\.\s?|QUYỀN\s)?(?:BỘ TRƯỞNG|THỨ TRƯỞNG|CHỦ TỊCH|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|"
    r"CHÁNH VĂN PHÒNG|VĂN PHÒNG|CHÁNH THANH TRA|CHỦ NHIỆM|TỔNG CỤC TRƯỞNG|CỤC TRƯỞNG|"
    r"CHI CỤC TRƯỞNG|VỤ TRƯỞNG|VIỆN TRƯỞNG|HIỆU TRƯỞNG|TRƯỞNG BAN|TRƯỞNG PHÒNG|BÍ THƯ|"
    r"TỔNG BIÊN TẬP|THỦ TƯỚNG|"
    r"THỐNG ĐỐC)(?:\s(?:THƯỜNG TRỰC|HUYỆN|TỈNH|SỞ|BỘ))?)"
    r"(?:\s{0,3}\((?:đã ký|Đã ký)\))?\s{1,6}"
    r"(?:(?:TS|ThS|PGS|GS|KS)\.\s?){0,2}$"
)


def recognise(structure: Structure, _context: Context) -> tuple[Person, ...]:
    """Everyone whom the text gives a post or an honorific, and everyone in a row behind one."""
    text = structure.text
    people: dict[str, Person] = {}
    row: str | None = None
    last_end = 0
    for found in _names(text):
        start, end = found.span()
        near = row if last_end and start - last_end <= 5 else None
        read = _read(text, last_end, (start, end), near)
        if read is None:
            continue
        row, rule = read
        last_end = end
        key = found["name"].lower()
        if key not in people:
            title = _with_post_behind(text, end, row)
            people[key] = Person(found["name"], title, start, end, rule, confidence_of(rule))
    return tuple(people.values())


def _read(text: str, floor: int, span: tuple[int, int], row: str | None) -> tuple[str, str] | None:
    """The title before a name and the rule that found it; None for no person.

    A title lies behind the last name, which ended at `floor`.
    """
    start, end = span
    before = text[max(floor, start - _WIDEST_TITLE) : start]
    if _is_another_name(text, span, before):
        return None
    ends_a_line = text[end : end + 1] in {"", "\n", "\r"}
    signs = _SIGNS.search(before) if ends_a_line else None
    if signs:
        return signs["post"], "signature"
    title = _title(before)
    if title is not None:
        return title, "post-before-name"
    if row is not None and _NAMES_IN_ROW.search(before):
        return row, "name-in-row"
    if _SPEECH_BEHIND.match(text, end):
        return "", "name-that-speaks"
    return ("", "post-behind-name") if _POST_BEHIND.match(text, end) else None


def _is_another_name(text: str, span: tuple[int, int], before: str) -> bool:
    """Whether the words name a street, a place, an office, or are part of a longer word."""
    start, end = span
    if text[start - 1 : start].isalnum() or before.endswith("-"):
        return True
    near = before[-_WIDEST_PLACE_WORD:]
    stem = near[:-1].lower()
    named = stem.endswith(_ENDS_ANOTHER_NAME) or stem[-1:].isdigit()
    if named and _IN_ANOTHER_NAME.search(near):
        return True
    return text.count(" ", start, end) == 1 and bool(_PLACE_KIND.search(near))


def _names(text: str) -> Iterator[re.Match[str]]:
    """What looks like a full name; a place before one (`UBND Hà Nội Nguyễn …`) is passed over."""
    found = _NAME.search(text)
    while found:
        end = found.end()
        if place := _place(text, found):
            end = found.start() + len(place)
        elif inner := _name_behind_a_place(text, found):
            end = inner
        elif _NO_NAME.match(found["name"]) or _is_too_short(found["name"]):
            pass
        else:
            yield found
        found = _NAME.search(text, end)


def _name_behind_a_place(text: str, found: re.Match[str]) -> int | None:
    """Where the person begins in "Quảng Ninh Nguyễn Văn …", "Châu Hà Khà Thị …" or "Bắc Thái Lưu
    Thị …": a later word is a surname with a name of its own behind it."""
    words = found["name"].split()
    if words[2:3] in _MIDDLE_NAMES and words[1] in SURNAMES and _in_a_place(text, found.start()):
        return found.start() + len(words[0]) + 1
    if len(words) < _WITH_A_PLACE or words[2] not in SURNAMES | RARE_SURNAMES:
        return None
    inner = found.start() + found["name"].index(words[2], len(words[0]) + 1)
    rare = words[0] in RARE_SURNAMES and words[2] in SURNAMES and _NAME.match(text, inner)
    return inner if rare or words[3:] in _MIDDLE_NAMES else None


def _in_a_place(text: str, start: int) -> bool:
    """Whether a word with a capital stands right before, as in the name of a place."""
    before = text[max(0, start - _WIDEST_NAME) : start].split(" ")
    word = before[-2] if len(before) > 1 and not before[-1] else ""
    return word[:1].isupper() and word[1:].islower()


def _is_too_short(name: str) -> bool:
    """Whether a rare surname with one more word is rather two words of something else."""
    surname, _, rest = name.partition(" ")
    return " " not in rest and surname in RARE_SURNAMES


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
    posts = _posts_behind(text, end) if text[end : end + 1] != "\n" else []
    return ", ".join(part for part in (plain, *posts) if part) or None


def _posts_behind(text: str, end: int) -> list[str]:
    """The posts behind a name; one that another name follows is that one's."""
    posts: list[str] = []
    for _ in range(_MOST_POSTS):
        found = _POST_BEHIND.match(text, end)
        if found is None or (posts and _HONORIFIC.match(f"{found['post']} ")):
            break
        if _runs_into_a_name(text, found):
            break
        post = _POST_ENDS.split(found["post"])[0].strip()
        if post.count("(") != post.count(")"):
            post = post.replace("(", "").replace(")", "")
        posts.append(post)
        end = found.end()
        if _POST_ENDS.search(found["post"]):
            break
    return posts


def _runs_into_a_name(text: str, found: re.Match[str]) -> bool:
    """Whether a name follows the post without a mark between: the post is that one's."""
    start = found.start("post")
    name = _NAME.search(text, start, found.end() + _WIDEST_NAME)
    if name is None or _NO_NAME.match(name["name"]):
        return False
    return name.start() < found.end() or not _POST_STOPS.search(text, start, name.start())


def introduces_person(text: str, start: int, end: int) -> bool:
    """Whether the words at `start` only say who somebody is: "Đ/c A, Giám đốc Sở B"."""
    if not _MAY_INTRODUCE(text, start):
        return False
    opening = _INTRODUCES.match(text, start, min(end, start + _WIDEST_TITLE))
    found = _NAME.match(text, opening.end(), end) if opening else None
    if found is None:
        return False
    return found.end() >= end or bool(_POST_BEHIND.match(text, found.end(), end))
