"""The report "Tình hình thực hiện nhiệm vụ được giao" of a period."""

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
_NUMBER, _UNIT, _COUNT, _PARTS, _RATE = 9, 50, 12.5, 14, 19.5
_COUNTS = ("total", "done_on_time", "done_late", "open_in_time", "open_overdue")
_TITLE, _LEAD, _DEADLINE, _DAYS = 65, 40, 23, 18


def score_card_report() -> str:
    """The body of the template."""
    return "".join(
        (
            letterhead(),
            heading("BÁO CÁO"),
            addressees(),
            paragraph("Đề mục", "1. Kết quả chung"),
            each("line", "summary", paragraph("Nội dung", "{{ line }}")),
            paragraph("Đề mục", "2. Kết quả theo đơn vị chủ trì"),
            paragraph("Tên bảng", "Bảng 1. Nhiệm vụ của các đơn vị {{ period }}"),
            paragraph("Đơn vị tính", "Tính đến hết ngày {{ as_of }}. Đơn vị tính: nhiệm vụ"),
            _units(),
            paragraph("Đề mục", "3. Nhiệm vụ đang thực hiện quá hạn"),
            only_if(
                "overdue",
                paragraph(
                    "Nội dung",
                    "Đến hết ngày {{ as_of }}, các nhiệm vụ sau đã quá thời hạn, chưa hoàn thành:",
                ),
                paragraph("Tên bảng", "Bảng 2. Nhiệm vụ đang thực hiện quá hạn"),
                _overdue(),
                otherwise(),
                paragraph("Nội dung", "Đến hết ngày {{ as_of }} không có nhiệm vụ quá hạn."),
            ),
            only_if(
                "chart",
                paragraph("Đề mục", "4. Biểu đồ kết quả theo đơn vị chủ trì"),
                paragraph("Hình", "{{ chart }}"),
                paragraph("Tên hình", "Hình 1. {{ chart_caption }}"),
            ),
            only_if(
                "notes",
                paragraph("Đề mục", "{{ 5 if chart else 4 }}. Cách tính và ghi chú"),
                each("note", "notes", paragraph("Nội dung", "- {{ note }}")),
            ),
            paragraph(
                CLOSING,
                "Trên đây là báo cáo tình hình thực hiện nhiệm vụ được giao trong {{ period }}, "
                "số liệu tính đến hết ngày {{ as_of }}./.",
            ),
            signature(),
        )
    )


def _units() -> str:
    """Classes by unit under two rows of headers, the sum below."""
    begin = paragraph("Chữ trong bảng", "{{ unit.name }}")
    counts = [
        cell(_COUNT, paragraph("Số trong bảng", f"{{{{ unit.{name} }}}}")) for name in _COUNTS
    ]
    sums = [cell(_COUNT, paragraph("Số tổng cộng", f"{{{{ totals.{name} }}}}")) for name in _COUNTS]
    return table(
        (_NUMBER, _UNIT, *[_COUNT] * len(_COUNTS), _PARTS, _RATE),
        *_unit_headers(),
        rows_of(
            "unit",
            "units",
            cell(_NUMBER, paragraph("Giữa ô", "{{ loop.index }}")),
            cell(_UNIT, begin),
            *counts,
            cell(_PARTS, paragraph("Số trong bảng", "{{ unit.on_time_of_due }}")),
            cell(_RATE, paragraph("Số trong bảng", "{{ unit.on_time_rate }}")),
        ),
        row(
            cell(_NUMBER + _UNIT, paragraph("Chữ tổng cộng", "Tổng cộng"), span=2),
            *sums,
            cell(_PARTS, paragraph("Số tổng cộng", "{{ totals.on_time_of_due }}")),
            cell(_RATE, paragraph("Số tổng cộng", "{{ totals.on_time_rate }}")),
        ),
        ruled=True,
    )


def _unit_headers() -> tuple[str, str]:
    tall = ((_NUMBER, "TT"), (_UNIT, "Đơn vị"), (_COUNT, "Tổng số"))
    wide = (
        (2 * _COUNT, "Hoàn thành"),
        (2 * _COUNT, "Đang thực hiện"),
        (_PARTS + _RATE, "Đúng hạn trên số đã đến hạn"),
    )
    low = (
        (_COUNT, "đúng hạn"),
        (_COUNT, "quá hạn"),
        (_COUNT, "trong hạn"),
        (_COUNT, "quá hạn"),
        (_PARTS, "số việc"),
        (_RATE, "tỷ lệ"),
    )
    return (
        row(
            *(_header(width, text, merge="restart") for width, text in tall),
            *(_header(width, text, span=2) for width, text in wide),
            header=True,
        ),
        row(
            *(_header(width, "", merge="continue") for width, _ in tall),
            *(_header(width, text) for width, text in low),
            header=True,
        ),
    )


def _overdue() -> str:
    """The tasks that are open and overdue, the day of their deadline and the days since."""
    return table(
        (_NUMBER, _TITLE, _LEAD, _DEADLINE, _DAYS),
        row(
            _header(_NUMBER, "TT"),
            _header(_TITLE, "Nhiệm vụ"),
            _header(_LEAD, "Đơn vị chủ trì"),
            _header(_DEADLINE, "Thời hạn"),
            _header(_DAYS, "Số ngày quá hạn"),
            header=True,
        ),
        rows_of(
            "task",
            "overdue",
            cell(_NUMBER, paragraph("Giữa ô", "{{ loop.index }}")),
            cell(_TITLE, paragraph("Chữ trong bảng", "{{ task.title }}")),
            cell(_LEAD, paragraph("Chữ trong bảng", "{{ task.unit }}")),
            cell(_DEADLINE, paragraph("Giữa ô", "{{ task.deadline }}")),
            cell(_DAYS, paragraph("Số trong bảng", "{{ task.days }}")),
        ),
        ruled=True,
    )


def _header(width: float, text: str, *, span: int = 1, merge: str = "") -> str:
    return cell(width, paragraph("Đầu bảng", text), span=span, merge=merge, middle=True)
