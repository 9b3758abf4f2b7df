"""The papers of a meeting: invitation, notice of conclusions and minutes (samples 1.7, 1.4, 1.9).

Widths of their tables are those of the Government's own samples (Appendix III of Decree 30/2020).
"""

from giaoban.kit.paper.building.letterhead import heading, letterhead, minutes_head, signature
from giaoban.kit.paper.building.markup import cell, each, only_if, paragraph, row, table
from giaoban.kit.paper.closing import CLOSING

_MINUTES_FOOT = (67.5, 97.5)


def meeting_invitation() -> str:
    """The body of the template of a giấy mời."""
    return "".join(
        (
            letterhead(),
            heading("GIẤY MỜI"),
            paragraph("Nội dung", "{{ inviter }} trân trọng kính mời:"),
            each("line", "invited", paragraph("Nội dung", "{{ line }}")),
            paragraph("Nội dung", "Tới dự: {{ event }}."),
            only_if("chair", paragraph("Nội dung", "Chủ trì: {{ chair }}.")),
            paragraph("Nội dung", "Thời gian: {{ time }}."),
            paragraph("Nội dung", "Địa điểm: {{ venue }}."),
            only_if(
                "agenda",
                paragraph("Đề mục", "Chương trình"),
                each("line", "agenda", paragraph("Nội dung", "{{ line }}")),
            ),
            only_if(
                "notes",
                paragraph("Đề mục", "Lưu ý"),
                each("line", "notes", paragraph("Nội dung", "{{ line }}")),
            ),
            paragraph(CLOSING, "Trân trọng kính mời./."),
            signature(),
        )
    )


def conclusion_notice() -> str:
    """The body of the template of a thông báo kết luận."""
    return "".join(
        (
            letterhead(),
            heading("THÔNG BÁO"),
            each("line", "opening", paragraph("Nội dung", "{{ line }}")),
            each("line", "conclusions", paragraph("Nội dung", "{{ line }}")),
            paragraph(CLOSING, "{{ closing }}"),
            signature(),
        )
    )


def meeting_minutes() -> str:
    """The body of the template of a biên bản: no place and date, two who sign."""
    left, right = _MINUTES_FOOT
    return "".join(
        (
            minutes_head(),
            heading("BIÊN BẢN"),
            each(
                "section",
                "sections",
                only_if("section.title", paragraph("Đề mục", "{{ section.title }}")),
                each("line", "section.lines", paragraph("Nội dung", "{{ line }}")),
            ),
            paragraph(CLOSING, "{{ closing }}"),
            paragraph("Trước chữ ký"),
            table(
                _MINUTES_FOOT,
                row(
                    cell(
                        left,
                        paragraph("Quyền hạn, chức vụ", "THƯ KÝ"),
                        paragraph("Người ký", "{{ secretary }}"),
                    ),
                    cell(
                        right,
                        paragraph("Quyền hạn, chức vụ", "CHỦ TỌA"),
                        paragraph("Người ký", "{{ signer_name }}"),
                    ),
                ),
            ),
            paragraph("Trước chữ ký"),
            paragraph("Nơi nhận", "Nơi nhận:"),
            each("recipient", "recipients", paragraph("Danh sách nơi nhận", "{{ recipient }}")),
        )
    )
