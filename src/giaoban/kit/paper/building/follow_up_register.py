"""The follow-up register (sổ theo dõi) in the seven columns of Decree 30/2020/NĐ-CP, App. IV."""

from giaoban.kit.paper.building.letterhead import addressees, wide_letterhead, wide_signature
from giaoban.kit.paper.building.markup import (
    cell,
    only_if,
    otherwise,
    paragraph,
    row,
    rows_of,
    table,
)
from giaoban.kit.paper.closing import CLOSING
from giaoban.kit.paper.rule_lines import PART

# Millimetres, together as wide as the text of a page turned round, 252.
_COLUMNS = (
    (22, "Số đến", "Giữa ô", "{{ row.arrival }}"),
    (
        74,
        "Tên loại, số, ký hiệu, ngày tháng và tác giả văn bản; nội dung giao",
        "Chữ trong bảng",
        "{{ row.document }}",
    ),
    (42, "Đơn vị hoặc người nhận", "Chữ trong bảng", "{{ row.unit }}"),
    (24, "Thời hạn giải quyết", "Giữa ô", "{{ row.deadline }}"),
    (40, "Tiến độ giải quyết", "Chữ trong bảng", "{{ row.progress }}"),
    (26, "Số, ký hiệu văn bản trả lời", "Chữ trong bảng", "{{ row.answer }}"),
    (24, "Ghi chú", "Chữ trong bảng", "{{ row.note }}"),
)


def follow_up_register() -> str:
    """The body of the template."""
    return "".join(
        (
            wide_letterhead(),
            paragraph("Tên loại", "SỔ THEO DÕI THỰC HIỆN NHIỆM VỤ"),
            paragraph("Trích yếu", "{{ subject }}"),
            paragraph(PART),
            addressees(),
            only_if("whose", paragraph("Nội dung", "Đơn vị: {{ whose }}.")),
            paragraph("Đơn vị tính", "Số liệu đến hết ngày {{ as_of }}"),
            only_if(
                "rows",
                _table(),
                otherwise(),
                paragraph("Nội dung", "Không có nhiệm vụ nào phải theo dõi."),
            ),
            paragraph(CLOSING, "Sổ gồm {{ rows|length }} nhiệm vụ./."),
            wide_signature(),
        )
    )


def _table() -> str:
    return table(
        [width for width, *_ in _COLUMNS],
        row(
            *(
                cell(width, paragraph("Đầu bảng", words), middle=True)
                for width, words, *_ in _COLUMNS
            ),
            header=True,
        ),
        row(
            *(
                cell(width, paragraph("Số cột", f"({place})"))
                for place, (width, *_) in enumerate(_COLUMNS, start=1)
            ),
            header=True,
        ),
        rows_of(
            "row",
            "rows",
            *(cell(width, paragraph(style, field)) for width, _, style, field in _COLUMNS),
        ),
        ruled=True,
    )
