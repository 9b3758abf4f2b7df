"""Documents that a text names by their number: `Quyết định số 1755/QĐ-TTg ngày 22/9/2010`.

Numbers are rare in running text, so the search starts at each of them and looks to both sides.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from giaoban.kit.reader.context import Context
from giaoban.kit.reader.reading import Citation, Span
from giaoban.kit.reader.registry import confidence_of
from giaoban.kit.reader.structure import Structure
from giaoban.kit.vntext.dates import find_date
from giaoban.kit.vntext.letters import CAPITALS, SMALL
from giaoban.kit.vntext.patterns import pattern
from giaoban.kit.vntext.symbols import NotASymbol, Symbol, parse_symbol

_KINDS = (
    "Thông tư liên tịch",
    "Nghị quyết liên tịch",
    "Chương trình hành động",
    "Văn bản hợp nhất",
    "Quyết định",
    "Nghị quyết",
    "Nghị định",
    "Thông tư",
    "Chỉ thị",
    "Thông báo",
    "Kết luận",
    "Công văn",
    "Công điện",
    "Kế hoạch",
    "Chương trình",
    "Báo cáo",
    "Tờ trình",
    "Hướng dẫn",
    "Quy định",
    "Quy chế",
    "Pháp lệnh",
    "Bộ luật",
    "Đề án",
    "Văn bản",
    "Thông tri",
    "Giấy mời",
    "Hiến pháp",
    "Luật",
)
_KIND_BY_SMALL = {kind.lower(): kind for kind in _KINDS}
# These are known by a bare number in speech ("Nghị quyết 18"); of the others it counts something.
_BARE = frozenset({"nghị quyết", "chỉ thị", "nghị định", "quyết định", "kết luận", "thông tư"})

_CODE_LETTER = rf"[{SMALL}{CAPITALS}Ð]"
_SYMBOL = pattern(
    r"\d(?<![\w/.,-]\d)\d{0,4}(?:\.\d{1,2})?(?:\s?[a-z](?=\s?/)|[A-Z])?"
    r"(?:\s?/\s?(?:19|20)\d\d(?=\s?/))?"
    r"(?P<mark>\s?[/-]\s?)"
    rf"(?P<code>(?!\d){_CODE_LETTER}(?:[\w&]|"
    rf"\.(?![{CAPITALS}][{SMALL}])){{1,20}}(?:\s?[-–]\s?[A-ZĐa-z](?:[\w&]|"
    rf"\.(?![{CAPITALS}][{SMALL}])){{0,20}}){{0,4}}"
    rf"(?:/[A-ZĐ]{{2,6}}\d{{0,2}})?)"
)
_SMALL_KINDS = tuple(sorted(_KIND_BY_SMALL, key=len, reverse=True))
_NUMBER_WORD = pattern(r"số\s{0,2}:?\s{0,2}$", re.IGNORECASE)
_LIST_BEFORE = pattern(r"(?:,|;|và|,\s?và)\s{0,2}(?:số\s{0,2})?$", re.IGNORECASE)
_OWN_NUMBER = pattern(r"(?:^|\n)[^\S\n]*Số\s{0,2}:?\s{0,2}$", re.IGNORECASE)
_BARE_NUMBER = pattern(r"\d(?<=\s\d)\d{0,3}(?![\w/.,%-]{0,8}[\w/%])(?!\s[a-z]?\s?/)")
_DATED = pattern(
    r"\s{0,2},?\s{0,2}\(?(?:ban\shành\s|ký\s)?(?=(?:ngày\s{1,2})?\d{1,2}(?:[/.-]\d|\stháng))",
    re.IGNORECASE,
)
_ISSUER = pattern(
    r"\)?\s{0,2},?\s{0,2}của\s(?P<issuer>(?:liên\s)?(?:Thủ tướng(?: Chính phủ)?|Chính phủ|Quốc hội|"
    r"Uỷ ban|Ủy ban|UBND|HĐND|Bộ Chính trị|Bộ Chính Trị|Ban Bí thư|Ban Chấp hành|Văn phòng|"
    r"Bộ trưởng|Bộ|Tỉnh ủy|Thành ủy|Hội đồng|Chủ tịch|Tổng cục|Sở|Cục|Ban)"
    rf"(?:\s(?:[{CAPITALS}&][\w&.-]*|và|tỉnh|thành phố|nhân dân|trưởng)){{0,8}})"
)
_BEHIND = 45
# The text's own number stands in its head.
_HEAD = 800
_LONGEST_GAP = 60


def recognise(structure: Structure, context: Context) -> tuple[Citation, ...]:
    """Each cited document once, at its first mention; dates and issuers of later ones are kept."""
    text = structure.text
    found: dict[str, Citation] = {}
    mentions = [*_with_code(text, context), *_without_code(text, context)]
    for citation in sorted(mentions, key=lambda one: one.start):
        key = citation.symbol.lower()
        known = found.get(key)
        if known is None:
            found[key] = citation
        else:
            found[key] = replace(
                known,
                issued_on=known.issued_on or citation.issued_on,
                issuer=known.issuer or citation.issuer,
                kind=known.kind or citation.kind,
            )
    return tuple(found.values())


def _with_code(text: str, context: Context) -> list[Citation]:
    """Numbers with their code. In a list the kind that stands before the first holds for all."""
    citations: list[Citation] = []
    listed_kind: str | None = None
    last_end = -_LONGEST_GAP
    for match in _SYMBOL.finditer(text):
        before = text[max(0, match.start() - _BEHIND) : match.start()]
        named = _kind_before(before)
        symbol = _symbol(text, match, named=named is not None)
        if symbol is None:
            continue
        goes_on = match.start() - last_end < _LONGEST_GAP and _LIST_BEFORE.search(before)
        if named:
            listed_kind = _KIND_BY_SMALL[named.kind]
        opening = len(before) - named.start if named else _number_word(before)
        citation = _cited(
            text,
            context,
            symbol=symbol.text,
            kind=listed_kind if named or goes_on else symbol.kind_name,
            span=(match.start() - opening, match.end()),
            rule="symbol-after-kind" if named else "symbol-alone",
        )
        citations.append(citation)
        last_end = citation.end
    return citations


def _symbol(text: str, match: re.Match[str], *, named: bool) -> Symbol | None:
    """The symbol that was matched, unless it is part of something else or the text's own."""
    edge = text[match.start() - 1 : match.start()]
    if edge and (edge in "/.,-_" or edge.isalnum()):
        return None
    if not named and not _looks_like_code(match["code"], match["mark"].strip()):
        return None
    if (not named or match.start() < _HEAD) and _OWN_NUMBER.search(
        text[max(0, match.start() - 12) : match.start()]
    ):
        return None
    try:
        return parse_symbol(match[0])
    except NotASymbol:
        return None


@dataclass(frozen=True, slots=True)
class _Named:
    """The kind of document named right before a number, and whether "số" stands between."""

    kind: str
    start: int
    number: bool


def _kind_before(before: str) -> _Named | None:
    """The kind that ends the words before a number."""
    small = before.lower()
    number = _NUMBER_WORD.search(small)
    stem = (small[: number.start()] if number else small).rstrip()
    if not stem.endswith(_SMALL_KINDS):
        return None
    kind = next(kind for kind in _SMALL_KINDS if stem.endswith(kind))
    return _Named(kind, len(stem) - len(kind), number is not None)


def _number_word(before: str) -> int:
    word = _NUMBER_WORD.search(before)
    return len(before) - word.start() if word else 0


def _looks_like_code(code: str, mark: str) -> bool:
    """Whether letters behind a stroke are a code without any word to say so: `QĐ-TTg`, `NQ/TW`."""
    head = code.split("-", maxsplit=1)[0]
    return (
        len(head) >= 2
        and head[:2].isupper()
        and ("-" in code or "–" in code or (mark == "-" and "/" in code))
    )


def _without_code(text: str, context: Context) -> list[Citation]:
    citations = []
    for match in _BARE_NUMBER.finditer(text):
        before = text[max(0, match.start() - _BEHIND) : match.start()]
        named = _kind_before(before)
        if not named:
            continue
        small = named.kind
        if not named.number and (small not in _BARE or _counts(text, match.end())):
            continue
        start = match.start() - (len(before) - named.start)
        rule = "number-after-kind" if named.number else "bare-number-after-kind"
        citations.append(
            _cited(
                text,
                context,
                symbol=match[0],
                kind=_KIND_BY_SMALL[small],
                span=(start, match.end()),
                rule=rule,
            )
        )
    return citations


def _counts(text: str, end: int) -> bool:
    """Whether the bare number counts what follows: `nghị định 3 lần`, `kết luận 2 nội dung`."""
    following = text[end : end + 8].strip()
    return following[:1].islower() and not following.startswith(("của", "về", "và", "ng", "năm"))


def _cited(
    text: str,
    context: Context,
    *,
    symbol: str,
    kind: str | None,
    span: Span,
    rule: str,
) -> Citation:
    start, end = span
    issued_on, end = _date_behind(text, end, context)
    issuer = _ISSUER.match(text, end, end + 90)
    return Citation(
        symbol=symbol,
        kind=kind,
        issued_on=issued_on,
        issuer=issuer["issuer"].strip() if issuer else None,
        start=start,
        end=end,
        rule=rule,
        confidence=confidence_of(rule),
    )


def _date_behind(text: str, end: int, context: Context) -> tuple[date | None, int]:
    opening = _DATED.match(text, end, end + 40)
    if opening is None:
        return None, end
    mention = find_date(text, opening.end(), min(len(text), opening.end() + 40))
    if mention is None or mention.start != opening.end():
        return None, end
    day = mention.on() if mention.year else mention.on(context.year)
    return (day, mention.end) if day else (None, end)
