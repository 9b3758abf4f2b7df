"""Personal data of citizens, to be masked before others see the text.

Kinds: identity number, telephone, address of the home, bank account, private e-mail, day of birth
(basic personal data by Decree 13/2023/NĐ-CP, article 2, paragraph 3). The telephones of offices and
hot lines are public and are left alone.
"""

import re
from collections.abc import Iterator

from giaoban.kit.reader.context import Context
from giaoban.kit.reader.registry import confidence_of
from giaoban.kit.reader.statements import PersonalDatum
from giaoban.kit.reader.structure import Structure
from giaoban.kit.vntext.patterns import pattern

_IDENTITY = pattern(
    r"(?:cccd|cmnd|cmtnd|cmt|căn cước(?: công dân)?|chứng minh(?: nhân dân| thư)?|"
    r"(?:số )?định danh(?: cá nhân)?|hộ chiếu)[^\d\n;]{0,24}?"
    r"(?P<told>\d{12}|\d{9}|\d{3}(?:[ .]\d{3}){2,3}|[a-z]\d{7,8})(?!\d)"
)
# All these are looked for in small letters. Mobile numbers; those of offices begin with 02.
_PHONE = pattern(r"[08+](?<![\d/.,-].)(?P<rest>\d?(?:[ .-]?\d){8,10})(?![\d/])")
_MOBILE = pattern(r"(?:\+?84[ .-]?|0)[35789]\d(?:[ .-]?\d){7}")
_OF_AN_OFFICE = pattern(
    r"(?:đường dây nóng|hotline|tổng đài|trực ban|cơ quan|văn phòng|phòng|sở|trung tâm|ubnd|"
    r"công an|"
    r"ban chỉ đạo|liên hệ công tác)[^.;\n]{0,60}$"
)
_HOME = pattern(
    r"(?:thường trú|tạm trú|nơi cư trú|hộ khẩu|chỗ ở(?: hiện nay)?|(?<!\w)trú(?= tại)|(?<!\w)ngụ)"
    r"\s?(?:tại|ở|:)?:?\s?(?P<told>(?:số|nhà|căn hộ|tổ|thôn|ấp|bản|xóm|khu|ngõ|hẻm|kiệt|đường|phố|"
    r"xã|phường|\d)[^;.\n()]{4,110})"
)
_ACCOUNT = pattern(r"(?:số tài khoản|tài khoản số|stk)[^\d\n;]{0,12}(?P<told>\d(?:[ .]?\d){7,18})")
_MAIL = pattern(
    r"(?P<told>[\w.+-]{2,40}@(?:gmail|yahoo|hotmail|outlook|icloud)\.[a-z]{2,4}(?:\.[a-z]{2})?)"
)
_BORN = pattern(
    r"sinh (?:ngày|năm)\s?:?\s?(?P<told>\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)\d\d|"
    r"(?:19|20)\d\d)(?!\d)"
)
# A search is only begun where the text has one of the words without which it finds nothing.
_KINDS: tuple[tuple[str, str, tuple[str, ...], re.Pattern[str]], ...] = (
    (
        "identity-number",
        "identity-number",
        ("cccd", "cmnd", "cmt", "căn cước", "chứng minh", "định danh", "hộ chiếu"),
        _IDENTITY,
    ),
    ("phone", "private-phone", ("09", "03", "07", "08", "05", "84"), _PHONE),
    (
        "address",
        "home-address",
        ("thường trú", "tạm trú", "cư trú", "hộ khẩu", "chỗ ở", "trú tại", "ngụ "),
        _HOME,
    ),
    ("account", "bank-account", ("tài khoản", "stk"), _ACCOUNT),
    ("e-mail", "private-e-mail", ("@",), _MAIL),
    ("birth", "day-of-birth", ("sinh ngày", "sinh năm"), _BORN),
)


def recognise(structure: Structure, _context: Context) -> tuple[PersonalDatum, ...]:
    """Everything that is to be masked, in order."""
    found = [*_data(structure)]
    return tuple(sorted(found, key=lambda datum: datum.start))


def _data(structure: Structure) -> Iterator[PersonalDatum]:
    text, small = structure.text, structure.small
    for kind, rule, words, called in _KINDS:
        if not any(word in small for word in words):
            continue
        for match in called.finditer(small):
            start, end = match.span("told" if kind != "phone" else 0)
            if kind == "phone" and not _is_private(small, start, end):
                continue
            told = text[start:end].rstrip(" ,")
            yield PersonalDatum(kind, told, start, start + len(told), rule, confidence_of(rule))


def _is_private(small: str, start: int, end: int) -> bool:
    """Whether digits are a mobile number that no office is named before."""
    if not _MOBILE.fullmatch(small, start, end):
        return False
    return not _OF_AN_OFFICE.search(small, max(0, start - 80), start)
