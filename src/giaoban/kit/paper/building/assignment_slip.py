"""The slip by which a task is handed to its unit (phiếu giao việc), with its six clear things.

Decree 30/2020/NĐ-CP has no sample of it; head, foot and letters are those of named documents.
"""

from giaoban.kit.paper.building.letterhead import addressees, heading, letterhead, signature
from giaoban.kit.paper.building.markup import (
    cell,
    each,
    only_if,
    otherwise,
    paragraph,
    row,
    rows_of,
    table,
)
from giaoban.kit.paper.closing import CLOSING

# Millimetres; each table is as wide as the text of the page, 155.
_NUMBER, _POINT, _SAID = 9, 39, 107
_SHARES = ((9, "TT"), (50, "Đơn vị"), (22, "Vai trò"), (50, "Phần việc"), (24, "Thời hạn"))
_SIGNED = (77.5, 77.5)
# The six clear things in the order in which officials name them (QĐ 2179/QĐ-TTg of 2025).
_CLEAR = (
    ("Rõ người", "{{ who }}"),
    ("Rõ việc", "{{ work }}"),
    ("Rõ thời gian", "{{ deadline }}"),
    ("Rõ trách nhiệm", "{{ responsibility }}"),
    ("Rõ sản phẩm", "{{ product }}"),
    ("Rõ thẩm quyền", "{{ authority }}"),
)


def assignment_slip() -> str:
    """The body of the template."""
    return "".join(
        (
            letterhead(),
            heading("PHIẾU GIAO VIỆC"),
            addressees(),
            only_if("basis", paragraph("Nội dung", "Căn cứ giao việc: {{ basis }}.")),
            paragraph("Trước bảng"),
            _clear_things(),
            only_if(
                "deadline_told",
                paragraph("Đề mục", "Cách xác định thời hạn"),
                each("line", "deadline_told", paragraph("Nội dung", "- {{ line }}")),
            ),
            only_if(
                "shares|length > 1",
                paragraph("Đề mục", "Phân công thực hiện"),
                paragraph("Trước bảng"),
                _shares(),
            ),
            paragraph(
                CLOSING,
                "Yêu cầu đơn vị được giao tổ chức thực hiện, cập nhật tiến độ và báo cáo kết quả "
                "đúng thời hạn nêu trên./.",
            ),
            signature(),
            _acknowledgement(),
        )
    )


def _clear_things() -> str:
    return table(
        (_NUMBER, _POINT, _SAID),
        *(
            row(
                cell(_NUMBER, paragraph("Chữ của phiếu", str(place))),
                cell(_POINT, paragraph("Điểm của phiếu", point)),
                cell(_SAID, paragraph("Chữ của phiếu", said)),
            )
            for place, (point, said) in enumerate(_CLEAR, start=1)
        ),
        ruled=True,
    )


def _shares() -> str:
    widths = [width for width, _ in _SHARES]
    fields = (
        ("Giữa ô", "{{ loop.index }}"),
        ("Chữ trong bảng", "{{ share.unit }}"),
        ("Chữ trong bảng", "{{ share.role }}"),
        ("Chữ trong bảng", "{{ share.part }}"),
        ("Giữa ô", "{{ share.deadline }}"),
    )
    return table(
        widths,
        row(
            *(cell(width, paragraph("Đầu bảng", words), middle=True) for width, words in _SHARES),
            header=True,
        ),
        rows_of(
            "share",
            "shares",
            *(cell(width, paragraph(*field)) for width, field in zip(widths, fields, strict=True)),
        ),
        ruled=True,
    )


def _acknowledgement() -> str:
    """Where the unit says that it has got the slip; what is known of it is printed already."""
    left, right = _SIGNED
    return "".join(
        (
            paragraph("Trước chữ ký"),
            table(
                _SIGNED,
                row(
                    cell(
                        left + right,
                        paragraph("Chỗ ký nhận", "XÁC NHẬN TIẾP NHẬN CỦA {{ receiver|upper }}"),
                        only_if(
                            "received",
                            paragraph("Chú dẫn ký nhận", "{{ received }}"),
                            otherwise(),
                            paragraph(
                                "Chú dẫn ký nhận",
                                "Ngày nhận: ……/……/……      Ý kiến: …………………………………………………………………",
                            ),
                        ),
                        span=2,
                    ),
                ),
                row(
                    cell(
                        left,
                        paragraph("Chỗ ký nhận", "Người nhận"),
                        paragraph("Chú dẫn ký nhận", "(Ký, ghi rõ họ tên)"),
                        *[paragraph("Chữ của phiếu")] * 3,
                    ),
                    cell(
                        right,
                        paragraph("Chỗ ký nhận", "Thủ trưởng đơn vị"),
                        paragraph("Chú dẫn ký nhận", "(Ký, ghi rõ họ tên)"),
                        *[paragraph("Chữ của phiếu")] * 3,
                    ),
                ),
                ruled=True,
            ),
        )
    )
