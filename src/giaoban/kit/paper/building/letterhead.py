"""What every document has in common: the head of page 1, and signature and recipients at its end.

Widths are those of the Government's own sample 1.4 (Appendix III), sizes and rules of Appendix I.
"""

from giaoban.kit.paper.building.markup import cell, each, only_if, paragraph, row, table
from giaoban.kit.paper.rule_lines import PART, WHOLE

_HEAD = (67.5, 100.0)
_HEAD_INDENT = -3.5
_FOOT = (52.8, 110.9)


def letterhead() -> str:
    """Components 1 to 4: agency and number on the left, Quốc hiệu and date on the right."""
    left, right = _HEAD
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
    number = cell(left, paragraph("Số ký hiệu", "{{ number_line }}"))
    day = cell(right, paragraph("Địa danh và ngày", "{{ date_line }}"))
    return table(_HEAD, row(agency, state), row(number, day), indent=_HEAD_INDENT)


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
    left, right = _FOOT
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
    return paragraph("Trước chữ ký") + table(_FOOT, row(recipients, signer))
