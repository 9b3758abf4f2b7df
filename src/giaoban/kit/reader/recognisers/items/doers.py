"""Who does the work: the units, posts and classes of bodies that stand before a predicate."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from giaoban.kit.reader.recognisers.items.words import (
    ALWAYS_TRADES,
    AUXILIARIES,
    CEREMONY,
    COMPOUNDS,
    ENDS_A_NAME,
    HEADS_OF_NAMES,
    NAMING,
    NOT_AUXILIARIES,
    NOT_SHORT_VERBS,
    NOUNISH_VERBS,
    ORDERS,
    SHORT_VERBS,
    SPEECH,
    VERBS,
)
from giaoban.kit.reader.vocabulary import in_force
from giaoban.kit.vntext.alternatives import by_first_letter
from giaoban.kit.vntext.letters import CAPITALS, SMALL
from giaoban.kit.vntext.patterns import Gate, pattern

_LONGEST = 260

_PLURAL = (
    r"(?:(?:các|những|một số|từng|mỗi|tất cả các|tất cả|hai|ba|toàn thể|"
    r"đại diện|lãnh đạo|các đồng chí|liên)\s)"
)
_HEADS = (
    r"bộ(?!\s(?:máy|phận|luật|chỉ số|tiêu chí|thủ tục|sách|mặt|hành chính)(?!\w))|"
    r"sở(?!\s(?:hữu|thích)(?!\w))|vụ(?!\s(?:việc|án|mùa|tai nạn|cháy|"
    r"đông|xuân|vi phạm|phá|buôn)(?!\w))|"
    r"tổng cục|chi cục|cục(?!\sbộ)|ban(?!\s(?:hành|đầu|bố|công)(?!\w))|"
    r"ubnd|hđnd|mttq|ủy ban|uỷ ban|hội đồng|văn phòng|thanh tra|trung tâm|viện(?!\strợ)|tập đoàn|"
    r"tổng công ty|công ty|ngân hàng|kho bạc|học viện|trường(?!\shợp(?!\w))|"
    r"báo(?!\s(?:cáo|chí|đảm|động|hiệu|cho)(?!\w))|"
    r"đài|tạp chí|cổng thông tin|nhà xuất bản|hiệp hội|"
    r"hội(?!\s(?:nghị|nhập|thảo|họp|chợ|thi)(?!\w))|"
    r"tổng liên đoàn|liên đoàn|công đoàn|đoàn(?!\s(?:kết|viên)(?!\w))|mặt trận|quốc hội|chính phủ|"
    r"phó thủ tướng|thủ tướng|bộ trưởng|thứ trưởng|phó chủ tịch|chủ tịch|phó giám đốc|giám đốc|"
    r"tổng giám đốc|tổng cục trưởng|phó tổng cục trưởng|cục trưởng|"
    r"vụ trưởng|viện trưởng|trưởng ban|"
    r"trưởng phòng|chánh văn phòng|chánh thanh tra|thống đốc|tổng thanh tra|bí thư|tổng bí thư|"
    r"thường trực|tỉnh ủy|tỉnh uỷ|thành ủy|thành uỷ|huyện ủy|huyện uỷ|đảng ủy|đảng uỷ|ban chỉ đạo|"
    r"tổ công tác|tổ(?!\s(?:chức|hợp|quốc)(?!\w))|đoàn công tác|công an|"
    r"quân đội|bộ đội|kiểm toán nhà nước|"
    r"kiểm toán(?=\s[A-ZĐ])|tòa án|toà án|hải quan|cơ quan|đơn vị|"
    r"doanh nghiệp|địa phương|chính quyền|"
    r"lực lượng|phòng(?!,\s(?:chống|ngừa|tránh|trừ)|"
    r"\s(?:chống|ngừa|tránh|cháy))|ngành(?!\snghề)|"
    r"toàn ngành|toàn tỉnh|toàn bộ hệ thống|"
    r"các cấp|cấp ủy|cấp uỷ|tỉnh|thành phố|tp|huyện|quận|phường|thị xã|xã(?!\shội)|thủ trưởng|"
    r"người đứng đầu|lãnh đạo|chủ đầu tư|nhà thầu|nhà mạng|bảo hiểm xã hội|thành viên|cán bộ|"
    r"đồng chí|ông|bà|ngài|đại biểu|tư lệnh|chủ nhiệm|tổ trưởng|"
    r"trưởng đoàn|cụm|khối(?!\s(?:lượng|u)(?!\w))|chi bộ|chi nhánh|"
    r"bưu điện|tổ chức(?=\s(?:chính trị|đảng|đoàn thể|tín dụng))|"
    r"kiểm lâm|kiểm sát|hệ thống chính trị|"
    r"vnpt|viettel|mobifone|evn|petrolimex|vinachem|hội nông dân|trạm|"
    r"hạt(?=\skiểm)|thư viện|bảo tàng|nhà hát|nhà văn hóa|nhà văn hoá|bệnh viện|"
    r"đội(?!\s(?:ngũ|hình))|"
    r"xí nghiệp|nông trường|lâm trường|vườn quốc gia|tổ dân phố|"
    r"trưởng(?=\s(?:các|phòng|ban|công an|thôn|ấp|bản|xóm|khu))|"
    r"nhà máy|hợp tác xã|khu|thương vụ|viễn thông(?=\s(?-i:[A-ZĐ]))|điện lực(?=\s(?-i:[A-ZĐ]))"
)
_HEAD = pattern(lambda: rf"{_PLURAL}?(?:toàn\s)?{by_first_letter(_HEADS)}(?!\w)", re.IGNORECASE)
_ACRONYM = pattern(r"(?:[A-ZĐ]{3,20}[A-Z\d&-]{0,20}|[A-Z][a-z]{1,20}[A-Z]\w{0,20})(?=\s)")
_PLACE = pattern(
    rf"[{CAPITALS}][{SMALL}]+(?:\s[{CAPITALS}][{SMALL}]+){{1,2}}(?=\s(?:đã|sẽ|cần|phải)\s)"
)
_OPENS_A_NAME = Gate(_HEAD, _ACRONYM, _PLACE)
_WORD = pattern(r"[\w&]+(?:[-/.][\w&]+)*|[(:.!?;“\"”]")
_ADVERBIAL_WORDS = (
    r"trong(?!\s(?:nước|và ngoài))|theo|từ|thời gian|hiện nay|hiện|ngay|tháng|năm|với|"
    r"căn cứ|trên cơ sở|để|về|khi|"
    r"sau khi|qua|thông qua|ngày|tùy|tuỳ|trước mắt|nhất là|đặc biệt|mà|nơi|mặc dù|tuy|vừa qua"
)
_ADVERBIAL = pattern(
    lambda: rf"[,\s](?:(?<=,)\s|(?<!,)){by_first_letter(_ADVERBIAL_WORDS)}\s", re.IGNORECASE
)

# Bodies without any name or function of their own: nobody is assigned by them.
_VAGUE = pattern(
    r"(?:tất cả\s)?(?:(?:các|những|một số|từng|mỗi|nhiều)\s)?"
    r"(?:cơ quan,? đơn vị|đơn vị,? cơ quan|đơn vị|cơ quan|các cấp|cấp|"
    r"toàn ngành(?:\s\w+){0,3}|cấp,? (?:các )?ngành|toàn tỉnh|"
    r"cả nước|đại biểu|cán bộ|đồng chí|ông|bà|thành viên|khối|"
    r"cơ quan,? đơn vị,? (?:địa phương|tổ chức|doanh nghiệp|cá nhân))"
    r"(?:\s(?:hữu quan|chức năng|(?:có )?liên quan(?:\s.{0,30})?|trên|sau|này|"
    r"trực thuộc|thuộc bộ|trong (?:bộ|ngành)|của (?:tp|tỉnh|thành phố|bộ|huyện|ngành|"
    r"trung ương|địa phương)|khác|đó|ngành .{0,25}))*",
    re.IGNORECASE,
)
_WHICHEVER = " nào"
_SEVERAL_VAGUE = pattern(r"(?:ngành|một số|nhiều|toàn|cả|hầu hết|mỗi|từng)\s", re.IGNORECASE)
_BRANCH = pattern(r"ngành\s(?!(?:có|này|trên|liên|mình|đã|đang)(?!\w))", re.IGNORECASE)
_LEADER = pattern(
    r"(?:các\s)?(?:đồng chí\s|ông\s|bà\s)?(?:phó\s)?(?:thủ tướng|bộ trưởng|"
    r"thứ trưởng|chủ tịch|giám đốc|tổng cục trưởng|"
    r"cục trưởng|bí thư|tổng bí thư|thống đốc|lãnh đạo|"
    r"tổng giám đốc|trưởng ban|tổ trưởng|chủ nhiệm|"
    r"đồng chí|ông|bà|tổng thanh tra|vụ trưởng|chánh|thường trực|tổ công tác|đoàn|hội nghị|phó\s)",
    re.IGNORECASE,
)


# "Sở A (sau đây gọi tắt là Sở) đều được giao …": none of it names Sở A.
_TAIL = pattern(
    r"(?:\s\((?:sau đây\s)?(?:gọi|viết)\s[^)]*\)?|"
    r"\s(?:đều|thì|được giao|được phân công)|[\s,;–-])+$",
    re.IGNORECASE,
)
_TAIL_WORDS = (" đều", " thì", "được giao", "được phân công")
_ENDS = " \t\n\r\u00a0,;-–"
_DASHES = ("- ", "– ")
# "Cục Thống kê" is a name, "Sở Dược liệu thống kê" tells what it does.
_COUNTS = "thống kê"
_BEFORE_A_NOUN = frozenset({"việc", "được", "hoạt", "về", "và", "để"})


class Doer(NamedTuple):
    """A doer and the predicate behind it: `verb` is its first two words, in small letters."""

    start: int
    end: int
    predicate: int
    verb: str

    def text(self, source: str) -> str:
        return source[self.start : self.end]


def read_doer(text: str, start: int, end: int) -> Doer | None:
    """The doer that stands at `start`, if one does and a predicate follows before `end`."""
    stop = _behind_head(text, start, end)
    if stop is None:
        return None
    limit = min(end, start + _LONGEST)
    found = find_predicate(text, stop, limit, text[start:stop])
    if found is None:
        return None
    predicate, verb = found
    head, stop = stop, predicate
    if cut := _ADVERBIAL.search(text, head, stop):
        stop = cut.start()
    named = text[start:stop].rstrip(_ENDS)
    if "(" in named or named.lower().endswith(_TAIL_WORDS):
        named = _TAIL.sub("", named).rstrip(_ENDS)
    stop = start + len(named)
    return Doer(start, stop, predicate, verb) if stop > start else None


def _behind_head(text: str, start: int, end: int) -> int | None:
    """Where the word ends that opens the name of a body at `start`; None where none does."""
    added = in_force().unit_at(text, start, end)
    if added is not None:
        return added
    if not _OPENS_A_NAME(text, start):
        return None
    head = (
        _HEAD.match(text, start, end)
        or _ACRONYM.match(text, start, end)
        or _PLACE.match(text, start, end)
    )
    return head.end() if head else None


def starts_with_unit(text: str, start: int, end: int) -> bool:
    """Whether the words at `start` could name a body, with or without a predicate behind."""
    added = in_force().unit_at(text, start, end) is not None
    return added or bool(_HEAD.match(text, start, end))


def find_predicate(text: str, start: int, end: int, before: str) -> tuple[int, str] | None:
    """Where the predicate behind a noun begins, and its first two words."""
    noun = ["", *before.split()][-2:]
    for found, following in _words(text, start, end):
        word = found[0]
        if len(word) == 1 and not word.isalnum():
            if word == ":" and noun[0].lower() == "các":
                continue
            return None
        if not word[0].islower():
            noun = [*noun[-1:], word]
            continue
        behind = _next_word(text, found, following)
        pair = f"{word} {behind.lower()}"
        if text.startswith(_DASHES, found.start() - 2) and pair in SPEECH:
            noun = ["", ""]
        if _is_predicate(word, pair, noun):
            return found.start(), pair
        noun = [*noun[-1:], word]
    return None


def _words(text: str, start: int, end: int) -> Iterator[tuple[re.Match[str], re.Match[str] | None]]:
    """Each word and mark outside brackets with the one behind it, as far as they are asked for."""
    found = _WORD.search(text, start, end)
    while found:
        if found[0] == "(":
            found = _WORD.search(text, text.find(")", found.start(), end) + 1 or end, end)
            continue
        following = _WORD.search(text, found.end(), end)
        yield found, following
        found = following


def _next_word(text: str, found: re.Match[str], following: re.Match[str] | None) -> str:
    """The word behind the one found, unless a comma parts the two."""
    if following is None or text.find(",", found.end(), following.start()) >= 0:
        return ""
    return following[0]


def _is_predicate(word: str, pair: str, noun: list[str]) -> bool:
    """Whether the pair of words opens a predicate behind the last two words before it."""
    last = noun[-1] if noun else ""
    if word in AUXILIARIES:
        joined = word == "là" and last in {"nhất", "đó", "gọi", "tức", "coi"}
        return pair not in NOT_AUXILIARIES and not joined
    if pair in in_force().verbs:
        return True
    if pair in VERBS or pair in CEREMONY or pair in SPEECH or pair in ORDERS:
        return last not in _BEFORE_A_NOUN and not _names(noun, pair) and not _is_trade(noun, pair)
    short = word in SHORT_VERBS and pair not in NOT_SHORT_VERBS
    return (
        short and last not in {"được", "ủy", "việc"} and f"{last.lower()} {word}" not in COMPOUNDS
    )


def _is_trade(noun: list[str], pair: str) -> bool:
    """Whether the verb names a trade: "công ty cổ phần đầu tư", "Vụ Xuất nhập khẩu"."""
    last = noun[-1]
    if f"{last.lower()} {pair}" == "xuất nhập khẩu":
        return True
    if pair in ALWAYS_TRADES and not (pair == _COUNTS and noun[0][:1].isupper()):
        return last[:1].islower()
    small = last[:1].islower() and last not in ENDS_A_NAME
    if " ".join(noun).lower() == "kế hoạch":
        return pair == "đầu tư"
    named = noun[0][:1].isupper() and " ".join(noun).lower() not in HEADS_OF_NAMES
    return small and not named and pair in NOUNISH_VERBS


def _names(noun: list[str], pair: str) -> bool:
    """Whether the verb belongs to the name of the noun before it: "cơ quan quản lý"."""
    small = [part.lower() for part in noun]
    return any(pair in NAMING.get(name, ()) for name in (" ".join(small), *small[-1:]))


def is_vague(doer: str) -> bool:
    """Whether the words assign nobody: "các đơn vị liên quan", "toàn ngành"."""
    if doer.endswith(_WHICHEVER):
        return True
    return bool(_VAGUE.fullmatch(doer.strip()) or _SEVERAL_VAGUE.match(doer))


# From the top down; the first that is named in a post or a body tells where it stands.
_RANKS = tuple(
    (rank, pattern(source, re.IGNORECASE))
    for rank, source in (
        (6, r"quốc hội|chính phủ|thủ tướng|trung ương|ban bí thư|bộ chính trị"),
        (1, r"doanh nghiệp|công ty|tập đoàn|hợp tác xã|người dân|cử tri|hộ"),
        (5, r"(?:(?:bộ|thứ) trưởng|bộ|văn phòng bộ|lãnh đạo bộ)(?!\s(?:chỉ huy|phận|đội)(?!\w))"),
        (3, r"sở|huyện|quận|thị xã|công an tỉnh|ban quản lý"),
        (2, r"phòng|xã|phường|thị trấn|trạm"),
        (4, r"tỉnh|thành phố|ubnd|hđnd|ủy ban nhân dân|uỷ ban nhân dân|chủ tịch"),
    )
)


def rank_of(doer: str) -> int:
    """How high a body stands, 6 for the government and 1 for a company; 0 where nothing tells."""
    found = [
        (match.start(), -rank) for rank, named in _RANKS if (match := _first_word(named, doer))
    ]
    return -min(found)[1] if found else 0


def _first_word(named: re.Pattern[str], doer: str) -> re.Match[str] | None:
    """Where one of the words stands as a word of its own."""
    for match in named.finditer(doer):
        whole = not doer[match.end() : match.end() + 1].isalnum()
        if whole and not doer[: match.start()][-1:].isalnum():
            return match
    return None


def is_branch(doer: str) -> bool:
    """Whether a branch of work is named, "ngành Y tế": it does things, though it leads none."""
    return bool(_BRANCH.match(doer))


def is_each(doer: str) -> bool:
    """Whether the words spread work over "mỗi tỉnh", "từng đơn vị": a subject, no assignment."""
    return doer.lower().startswith(("mỗi ", "từng "))


def is_leader(doer: str) -> bool:
    """Whether who is named gives orders rather than takes them."""
    return bool(_LEADER.match(doer))


# Classes of bodies are one doer, commas and all.
_CLASS = pattern(
    r"(?:người đứng đầu\s|thủ trưởng\s|lãnh đạo\s)?(?:các|những)\s(?:bộ|sở|ban|ngành|phòng|"
    r"tập đoàn|tổng công ty|huyện|quận|tỉnh|cơ quan|đơn vị|doanh nghiệp|"
    r"tổng cục|cục|vụ|xã|phường|tổ chức)"
    r"(?:\s(?:liên quan|trực thuộc|chức năng))?(?!\s?:?\s[A-ZĐ])"
    r"(?:(?:,\s|\svà\s|,\svà\s)(?:các\s)?(?:ban|bộ|ngành|cơ quan|địa phương|"
    r"tổng công ty|doanh nghiệp|thị xã|thành phố|"
    r"tỉnh|đơn vị|huyện|quận|cục|vụ|xã|phường|thị trấn|tổ chức|viện|"
    r"trường)(?:\s(?:ngang bộ|trực thuộc Trung ương|liên quan|"
    r"có liên quan|chuyên ngành|nhà nước))?)*",
    re.IGNORECASE,
)
_SEPARATORS = (",", ";", "và", "cùng")
_SEPARATOR = pattern(r"\s{0,2}[,;]\s{0,2}(?:và\s|cùng\s)?|\s(?:và|cùng)\s", re.IGNORECASE)
_PLURAL_OF_NAMES = pattern(
    r"(?:các|những)\s(?:bộ|sở|vụ|cục|tỉnh|thành phố)\s?:?\s(?=[A-ZĐ])", re.IGNORECASE
)
_MEMBER = pattern(
    r"(?:[Cc]ác|[Nn]hững)\s|đoàn thể|tổ chức (?:chính trị|đoàn thể|có)|[A-ZĐ]{3,}|địa phương"
)


# "Văn phòng HĐND và UBND" is one office.
_OFFICE_OF_TWO = pattern(r"văn phòng (?:đoàn|hđnd|hội đồng nhân dân|ubnd|tỉnh)", re.IGNORECASE)
_COUNCIL = pattern(
    r"(?:ubnd|hđnd|ủy ban nhân dân|uỷ ban nhân dân|hội đồng nhân dân)", re.IGNORECASE
)
_PERSON = pattern(r"(?:ông|bà|đồng chí)\s", re.IGNORECASE)
_POST = pattern(
    r"(?:phó\s)?(?:chủ tịch|giám đốc|bí thư|trưởng|cục trưởng|vụ trưởng|chánh)", re.IGNORECASE
)
_PLURAL_PLACES = pattern(
    r"(?:các|những)\s(?:xã|huyện|quận|tỉnh|phường|thị xã|thành phố)(?:,\s\w+){0,4}$"
)
_PLACE_KIND = pattern(r"(?:xã|huyện|quận|tỉnh|phường|thị xã|thị trấn|thành phố|đặc khu)(?!\w)")


def split_doers(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the doers that a list names; `Sở Văn hóa, Thể thao và Du lịch` is one."""
    if not any(mark in text[start:end].lower() for mark in _SEPARATORS):
        stop = start + len(text[start:end].rstrip(" ,;"))
        return [(start, stop)] if text[start:end].strip(" ,;") else []
    spans: list[tuple[int, int]] = []
    position = start
    plural = bool(_PLURAL_OF_NAMES.search(text, start, min(end, start + 24)))
    opened = start
    atomic = _CLASS.match(text, start, end)
    skip_to = atomic.end() if atomic else start
    for found in _SEPARATOR.finditer(text, start, end):
        if found.start() < skip_to or text.count("(", opened, found.start()) > text.count(
            ")", opened, found.start()
        ):
            continue
        behind = found.end()
        if _PLURAL_PLACES.search(text, opened, found.start()) and _PLACE_KIND.match(
            text, behind, end
        ):
            continue
        if _OFFICE_OF_TWO.match(text, opened, end) and _COUNCIL.match(text, behind, end):
            continue
        if _PERSON.match(text, opened, end) and _POST.match(text, behind, end):
            continue
        splits = _HEAD.match(text, behind, end) or _MEMBER.match(text, behind, end)
        if splits or (plural and found[0].strip()[:1] in {",", ";"}):
            spans.append((opened, found.start()))
            opened = position = behind
            plural = plural or bool(_PLURAL_OF_NAMES.match(text, behind, end))
            atomic = _CLASS.match(text, behind, end)
            skip_to = atomic.end() if atomic else behind
    spans.append((position, end))
    return [(a, a + len(text[a:b].rstrip(" ,;"))) for a, b in spans if text[a:b].strip(" ,;")]
