"""Builders of exports as an e-office makes them: titles cut short, days of 1970, old names."""

from collections.abc import Sequence
from datetime import date

from giaoban.ground.accounts.models import User
from giaoban.records.tasks.importing.tests.build import excel
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.reconciling import services
from giaoban.records.tasks.reconciling.models import Line, Session
from giaoban.records.tasks.tests.build import a_clerk, at

DAY = date(2020, 7, 2)
HEADS = (
    *("STT", "Số/ký hiệu", "Ngày ban hành", "Nội dung nhiệm vụ", "Đơn vị xử lý chính"),
    *("Hạn xử lý", "Trạng thái", "Ngày hoàn thành"),
)


def cut(title: str, most: int = 40) -> str:
    """A title as it comes out of a column that is too narrow."""
    return title if len(title) <= most else title[:most].rstrip() + "…"


def a_row(
    title: str,
    unit: str,
    *,
    due: str = "01/01/1970",
    status: str = "Đang xử lý",
    done_on: str = "",
    symbol: str = "",
) -> list[object]:
    return [1, symbol, "", title, unit, due, status, done_on]


def row_of(task: Task, unit: str, **more: str) -> list[object]:
    """A row that says what the task says, with its title cut."""
    return a_row(cut(task.title), unit, **more)


def a_session(rows: Sequence[Sequence[object]], *, clerk: User | None = None) -> Session:
    return services.bring_export(
        actor=clerk or a_clerk(),
        data=excel(rows, heads=HEADS, above=[["THỐNG KÊ NHIỆM VỤ"]]),
        file_name="thong-ke.xlsx",
        now=at(DAY),
    )


def lines(session: Session) -> list[Line]:
    return list(Line.objects.filter(session=session).order_by("number"))


def line(session: Session) -> Line:
    return lines(session)[0]
