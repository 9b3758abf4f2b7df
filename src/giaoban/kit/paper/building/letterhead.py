"""What every document has in common: the head of page 1, and signature and recipients at its end.

Widths are those of the Government's own samples 1.4 and, for letters, 1.5 (Appendix III), sizes and
rules of Appendix I.
"""

from giaoban.kit.paper.building.markup import cell, each, only_if, paragraph, row, table
from giaoban.kit.paper.rule_lines import PART, WHOLE

_HEAD = (67.5, 100.0)
_HEAD_INDENT = -3.5
_FOOT = (52.8, 110.9)
_WIDE_HEAD, _WIDE_FOOT = (108.0, 144.0), (126.0, 126.0)  # the same halves of a page turned round
_LETTER_HEAD = (67.9, 95.3)
_LETTER_FOOT = (61.9, 102.5)


def letterhead() -> str:
    """Components 1 to 4: agency and number on the left, Quốc hiệu and date on the right."""
    return _head(_HEAD)


def wide_letterhead() -> str:
    """The same on a page turned round."""
    return _head(_WIDE_HEAD, indent=0)


def letterhead_with_about() -> str:
    """The same for a letter, which says under its number what it is about (component 5b)."""
    return _head(_LETTER_HEAD, paragraph("Trích yếu công văn", "{{ subject }}"))


def minutes_head() -> str:
    """The same for minutes, which bear no place and date there (sample 1.9)."""
    return _head(_HEAD, dated=False)


def _head(
    widths: tuple[float, float],
    *under_number: str,
    indent: float = _HEAD_INDENT,
    dated: bool = True,
) -> str:
    left, right = widths
    agency = cell(
        left,
        only_if("agency_parent", paragraph("Cơ quan chủ quản", "{{ agency_parent }}")),
        paragraph("Cơ quan ban hành", "{{ agency }}"),
        paragraph(PART),
    )
    state = cell(
        right,
        paragraph("Quốc hiệu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        paragraph("Tiêu ngữ", "Độc lập - Tự do - Hạnh phúc"),
        paragraph(WHOLE),
    )
    number = cell(left, paragraph("Số ký hiệu", "{{ number_line }}"), *under_number)
    words = "{{ date_line }}" if dated else ""
    day = cell(right, paragraph("Địa danh và ngày", words))
    return table(widths, row(agency, state), row(number, day), indent=indent)


def heading(kind: str) -> str:
    """Component 5a: the kind of document, its subject, and the rule under them."""
    return paragraph("Tên loại", kind) + paragraph("Trích yếu", "{{ subject }}") + paragraph(PART)


def addressees() -> str:
    """Component 9a: one addressee on the line of `Kính gửi`, several each on a line of its own."""
    return only_if(
        "addressees|length == 1", paragraph("Kính gửi", "Kính gửi: {{ addressees[0] }}")
    ) + only_if(
        "addressees|length > 1",
        paragraph("Kính gửi nhiều nơi", "Kính gửi:"),
        each("addressee", "addressees", paragraph("Nơi kính gửi", "{{ addressee }}")),
    )


def signature() -> str:
    """Components 7 and 9b, side by side; room for seal and signature above the name."""
    return _foot(_FOOT)


def wide_signature() -> str:
    """The same on a page turned round."""
    return _foot(_WIDE_FOOT)


def letter_signature() -> str:
    """The same for a letter."""
    return _foot(_LETTER_FOOT)


def _foot(widths: tuple[float, float]) -> str:
    left, right = widths
    recipients = cell(
        left,
        paragraph("Nơi nhận", "Nơi nhận:"),
        each("recipient", "recipients", paragraph("Danh sách nơi nhận", "{{ recipient }}")),
    )
    signer = cell(
        right,
        each("line", "signer_authority", paragraph("Quyền hạn, chức vụ", "{{ line }}")),
        paragraph("Người ký", "{{ signer_name }}"),
    )
    return paragraph("Trước chữ ký") + table(widths, row(recipients, signer))
