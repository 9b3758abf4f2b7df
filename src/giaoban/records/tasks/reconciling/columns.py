"""The columns of an export: those of a table of tasks, its words for a status, and our number."""

from collections.abc import Sequence

from giaoban.records.tasks.importing.columns import COLUMNS as OF_TASKS
from giaoban.records.tasks.importing.columns import Column
from giaoban.records.tasks.importing.columns import recognised as recognised_among

STATUS = Column(
    "status",
    "Trạng thái",
    ("tinh trang", "trang thai xu ly", "tinh trang xu ly", "status"),
    ("trang thai", "tinh trang"),
)
NUMBER = Column("number", "Mã nhiệm vụ", ("ma so", "ma", "so nhiem vu"), ("ma nhiem vu",))
COLUMNS: tuple[Column, ...] = (STATUS, NUMBER, *OF_TASKS)
NAMED = {column.name: column for column in COLUMNS}


def recognised(heads: Sequence[str]) -> dict[str, int]:
    return recognised_among(heads, COLUMNS)
