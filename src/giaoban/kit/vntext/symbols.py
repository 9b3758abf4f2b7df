"""Symbols of documents: `1755/QĐ-TTg` taken apart, so that numbers sort as numbers."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from giaoban.kit.vntext.patterns import pattern

# Decree 30/2020/NĐ-CP, appendix III, then what laws, circulars and the Party add to it.
KINDS: dict[str, str] = {
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "QC": "Quy chế",
    "QyĐ": "Quy định",
    "TC": "Thông cáo",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "CTr": "Chương trình",
    "KH": "Kế hoạch",
    "PA": "Phương án",
    "ĐA": "Đề án",
    "DA": "Dự án",
    "BC": "Báo cáo",
    "BB": "Biên bản",
    "TTr": "Tờ trình",
    "HĐ": "Hợp đồng",
    "CĐ": "Công điện",
    "BGN": "Bản ghi nhớ",
    "BTT": "Bản thỏa thuận",
    "GUQ": "Giấy uỷ quyền",
    "GM": "Giấy mời",
    "GGT": "Giấy giới thiệu",
    "GNP": "Giấy nghỉ phép",
    "PG": "Phiếu gửi",
    "PC": "Phiếu chuyển",
    "PB": "Phiếu báo",
    "NĐ": "Nghị định",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "NQLT": "Nghị quyết liên tịch",
    "PL": "Pháp lệnh",
    "CTHĐ": "Chương trình hành động",
    "KL": "Kết luận",
    "VBHN": "Văn bản hợp nhất",
    "HNVB": "Văn bản hợp nhất",
}

_KIND_BY_CAPITALS = {kind.upper(): kind for kind in KINDS}
_ISSUER_BY_CAPITALS = {"TTG": "TTg", "CTN": "CTN", "TTCP": "TTCP"}

# The two letters that old fonts and keyboards leave in the place of Đ, and the dashes of Word.
_SPELLING = str.maketrans("ÐƉ–—‑−", "ĐĐ----")

_SYMBOL = pattern(
    r"(?:Số\s*:?\s*)?(?P<number>(?P<digits>\d{1,6}(?:\.\d{1,3})?)[a-zA-Z]?)"
    r"(?:/(?P<year>[12]\d{3})(?=/))?"
    r"(?P<mark>[/-])(?P<code>[^\W_][\w&.-]*(?:/[^\W\d_][\w&.-]*)?)",
    re.IGNORECASE,
)
_PARTY_ORGAN = pattern(r"/(?P<organ>[\w.-]+)$")


class NotASymbol(ValueError):
    """The text is not the number and code of a document."""


@dataclass(frozen=True)
class Symbol:
    """The symbol of a document in its parts.

    `number` as written (`05`, `66.1`, `12a`), `number_value` what it counts as; `kind` the short
    form of the document's kind as in KINDS, None for official letters and laws; `issuer` the rest
    of the code; `text` the whole, without spaces. `normative` where it bears the mark of a
    normative document, the year between two strokes (Decree 34/2016/NĐ-CP, Art. 58).
    """

    number: str
    number_value: Decimal
    year: int | None
    kind: str | None
    issuer: str | None
    normative: bool
    text: str

    @property
    def kind_name(self) -> str | None:
        """The kind in words, `Quyết định` for QĐ."""
        return KINDS.get(self.kind) if self.kind else None

    @property
    def sort_key(self) -> tuple[int, Decimal, str]:
        """Orders by year, then by number as a number: 9 before 10."""
        return (self.year or 0, self.number_value, self.text)


def parse_symbol(text: str) -> Symbol:
    """The symbol written in `text`, with or without `Số:` and stray spaces, or NotASymbol."""
    squeezed = re.sub(r"\s+", "", unicodedata.normalize("NFC", text)).translate(_SPELLING)
    found = _SYMBOL.fullmatch(squeezed.rstrip(".,;:"))
    if found is None:
        raise NotASymbol(text)
    code = _with_usual_capitals(found["code"])
    year = int(found["year"]) if found["year"] else None
    kind, issuer = _kind_and_issuer(code)
    between = f"/{year}/" if year else found["mark"]
    return Symbol(
        number=found["number"],
        number_value=Decimal(found["digits"]),
        year=year,
        kind=kind,
        issuer=issuer,
        normative=year is not None,
        text=f"{found['number']}{between}{code}",
    )


def _kind_and_issuer(code: str) -> tuple[str | None, str | None]:
    """`QĐ-TTg` and the Party's `NQ/TW` into kind and issuer; `BTTTT-VP` has an issuer alone."""
    party = _PARTY_ORGAN.search(code)
    head, _, rest = code[: party.start()].partition("-") if party else code.partition("-")
    if party:
        rest = f"{rest}/{party['organ']}" if rest else party["organ"]
    kind = _KIND_BY_CAPITALS.get(head.upper())
    if kind is None:
        return None, code
    return kind, rest or None


def _with_usual_capitals(code: str) -> str:
    """Codes typed in small letters (`qđ-ttg`) as the registry writes them."""
    if any(char.isupper() for char in code):
        return code
    return re.sub(r"[^\W_]+", lambda part: _usual(part[0]), code)


def _usual(part: str) -> str:
    capitals = part.upper()
    return _KIND_BY_CAPITALS.get(capitals) or _ISSUER_BY_CAPITALS.get(capitals) or capitals
