"""What a document says of itself at its head and foot: symbol, kind, subject, who signed.

The reader reads what a document is about; this is for the register, and a clerk may correct it.
Layout by Decree 30/2020/NĐ-CP, appendix I.
"""

import re
from dataclasses import dataclass

from giaoban.kit.vntext.symbols import KINDS, NotASymbol, parse_symbol

_HEAD_LINES = 45
_FOOT_LINES = 40
_SUBJECT_LENGTH = 300

_NUMBER = re.compile(r"(?<!\w)[Ss]ố\s*:\s*(\d[\w.]*\s?[/-]\s?[\w&.-]+(?:\s?/\s?[\w&.-]+)?)")
_ABOUT = re.compile(r"(?:V/v|Về việc)[\s:]+(?P<subject>\S.*)", re.IGNORECASE)
_BODY = re.compile(r"(?:\d+[.)]|[IVX]+\.|[-+•*]|Căn cứ|Kính gửi|Ngày|Thực hiện|Hôm nay|Sáng|Chiều)")
_POST = re.compile(
    r"(?:(?:TM|KT|TL|TUQ|Q)\s?\.|BỘ TRƯỞNG|THỨ TRƯỞNG|CHỦ TỊCH|PHÓ|CHÁNH|GIÁM ĐỐC|CỤC TRƯỞNG|"
    r"VỤ TRƯỞNG|TỔNG|TRƯỞNG|NGƯỜI KÝ)"
)
_SIGNED = re.compile(r"\(?\s*đã ký\s*\)?\s*:?", re.IGNORECASE)
_CAPITAL = "[A-ZÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĐĨŨƠƯẠ-Ỹ]"
_NAME = re.compile(rf"(?:{_CAPITAL}\w{{0,8}})(?: {_CAPITAL}\w{{0,8}}){{1,4}}")

_KIND_BY_TITLE = {name.upper(): name for name in KINDS.values()}


@dataclass(frozen=True)
class Head:
    """What the register asks of a document; empty where its text does not say."""

    symbol: str = ""
    kind: str = ""
    subject: str = ""
    signer: str = ""


def read_head(text: str) -> Head:
    """The head of a document with this text. A news text has no more than its headline."""
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    top = lines[:_HEAD_LINES]
    kind, subject = _kind_and_subject(top)
    return Head(
        symbol=_symbol(top),
        kind=kind,
        subject=(subject or _headline(top))[:_SUBJECT_LENGTH],
        signer=_signer(lines[-_FOOT_LINES:]) if kind else "",
    )


def _symbol(lines: list[str]) -> str:
    for line in lines:
        for found in _NUMBER.finditer(line):
            try:
                return parse_symbol(found[1]).text[:80]
            except NotASymbol:
                continue
    return ""


def _kind_and_subject(lines: list[str]) -> tuple[str, str]:
    """The kind where it stands as a title, with the lines below it; else what `V/v` says."""
    for number, line in enumerate(lines):
        if name := _KIND_BY_TITLE.get(line.upper().strip(" :*")):
            if line.isupper():
                return name, _subject_below(lines[number + 1 : number + 5])
        elif (about := _ABOUT.match(line)) and number < len(lines) // 2 + 5:
            return "", about["subject"]
    return "", ""


def _subject_below(lines: list[str]) -> str:
    taken: list[str] = []
    for line in lines:
        if _BODY.match(line) or (taken and line.endswith((".", ":", ";"))):
            break
        taken.append(line.strip("_-–— "))
        if sum(map(len, taken)) > _SUBJECT_LENGTH:
            break
    return " ".join(part for part in taken if part)


def _headline(lines: list[str]) -> str:
    """The first line that is more than a letterhead."""
    return next((line for line in lines if len(line) > 20 and not line.isupper()), "") or (
        lines[0] if lines else ""
    )


def _signer(lines: list[str]) -> str:
    """The name under the last post at the foot."""
    posts = [number for number, line in enumerate(lines) if _POST.match(line)]
    for line in lines[posts[-1] + 1 : posts[-1] + 5] if posts else []:
        if (name := _SIGNED.sub("", line).strip()) and _NAME.fullmatch(name):
            return name
    return ""
