"""Papers to try things on. Every person and every task in them is invented."""

import io
from datetime import date
from typing import Any

import docx
from docx.document import Document

from giaoban.kit.paper.charts import VIETNAMESE, classes_by_unit, picture
from giaoban.kit.paper.report import OverdueRow, Picture, ScoreCardReport, UnitRow
from giaoban.kit.paper.word import write_word

_UNITS = {
    "Vụ Bưu chính": (4, 0, 2, 0),
    "Vụ Công nghệ thông tin": (5, 1, 2, 0),
    "Vụ Khoa học và Công nghệ": (2, 0, 1, 0),
    "Vụ Kế hoạch - Tài chính": (3, 0, 2, 0),
    "Vụ Quản lý doanh nghiệp": (2, 0, 1, 0),
    "Vụ Hợp tác quốc tế": (3, 0, 1, 0),
    "Vụ Pháp chế": (3, 1, 2, 0),
    "Vụ Tổ chức cán bộ": (2, 0, 1, 0),
    "Vụ Thi đua - Khen thưởng": (1, 0, 0, 0),
    "Thanh tra Bộ": (2, 0, 1, 0),
    "Văn phòng Bộ": (6, 0, 3, 0),
    "Cục Viễn thông": (5, 1, 3, 1),
    "Cục Tần số vô tuyến điện": (2, 0, 1, 0),
    "Cục An toàn thông tin": (4, 0, 2, 0),
    "Cục Tin học hóa": (4, 1, 2, 1),
    "Cục Báo chí": (3, 0, 1, 0),
    "Cục Phát thanh, truyền hình và thông tin điện tử": (2, 1, 1, 0),
    "Cục Xuất bản, In và Phát hành": (1, 0, 1, 0),
    "Cục Thông tin cơ sở": (1, 0, 1, 0),
    "Cục Thông tin đối ngoại": (1, 0, 0, 0),
    "Cục Bưu điện Trung ương": (1, 0, 1, 0),
    "Trung tâm Internet Việt Nam": (1, 0, 0, 0),
    "Ban Quản lý dự án hạ tầng số các vùng biên giới, hải đảo và miền núi phía Bắc": (1, 0, 1, 0),
    "Trung tâm Thông tin": (0, 0, 0, 0),
}


def a_row(name: str, *classes: int) -> UnitRow:
    """A unit with so many tasks on time, late, in time and overdue, and the rate they make."""
    on_time, late, in_time, overdue = classes
    due = on_time + late + overdue
    rate = f"{on_time / due:.2%}".replace(".", ",").replace("%", "\u00a0%") if due else "–"
    return UnitRow(name, sum(classes), on_time, late, in_time, overdue, f"{on_time}/{due}", rate)


def a_ministry() -> tuple[UnitRow, ...]:
    """24 units with 96 tasks, of which one has a name of 78 characters and one has no task."""
    return tuple(a_row(name, *classes) for name, classes in _UNITS.items())


def the_sum_of(rows: tuple[UnitRow, ...]) -> UnitRow:
    return a_row("Tổng cộng", *(sum(row.classes[place] for row in rows) for place in range(4)))


def overdue_tasks(number: int) -> tuple[OverdueRow, ...]:
    return tuple(
        OverdueRow(
            title=f"Việc số {place}: trình phương án nâng cấp đường truyền cho các điểm phục vụ xã",
            unit=list(_UNITS)[place % len(_UNITS)],
            deadline=date(2020, 6, 29 - place % 28),
            days=1 + place % 28,
        )
        for place in range(1, number + 1)
    )


def a_chart(rows: tuple[UnitRow, ...]) -> Picture:
    png = picture(classes_by_unit(rows, VIETNAMESE), scale=1)
    return Picture(png, "Nhiệm vụ theo đơn vị", "Nhiệm vụ của từng đơn vị.")


def a_report(**changes: Any) -> ScoreCardReport:
    """The report of June 2020 of a ministry, all its parts there but the chart."""
    units = changes.pop("units", a_ministry())
    parts: dict[str, Any] = {
        "agency": "Bộ Thông tin và Truyền thông",
        "number": 5,
        "symbol": "BC-BTTTT",
        "place": "Hà Nội",
        "on": date(2020, 7, 3),
        "subject": "Tình hình thực hiện nhiệm vụ được giao tháng 6/2020",
        "period": "tháng 6/2020",
        "as_of": date(2020, 6, 30),
        "addressees": ("Lãnh đạo Bộ",),
        "summary": (
            "Trong tháng 6/2020, các đơn vị chủ trì 96 nhiệm vụ có thời hạn.",
            "Số đã đến hạn là 66 nhiệm vụ, trong đó 59 nhiệm vụ xong đúng hạn (89,39\u00a0%).",
        ),
        "units": units,
        "totals": the_sum_of(units),
        "overdue": overdue_tasks(2),
        "notes": ("Mỗi nhiệm vụ tính một lần, ở đơn vị chủ trì.",),
        "signer_authority": ("TL. Bộ trưởng", "Chánh Văn phòng"),
        "signer_name": "Lê Minh Châu",
        "recipients": ("Bộ trưởng và các Thứ trưởng", "Các đơn vị thuộc Bộ", "Lưu: VT, VP (2)"),
    }
    return ScoreCardReport(**{**parts, **changes})


def a_document(report: ScoreCardReport | None = None) -> Document:
    """The Word file of a report, opened again."""
    return docx.Document(io.BytesIO(write_word(report or a_report())))


def a_template(*paragraphs: str) -> bytes:
    """A Word file with these paragraphs and nothing else."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def saved(document: Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
