"""The columns of a table of tasks, recognised by their headings without accents, in any order."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from giaoban.kit.vntext.folding import fold


@dataclass(frozen=True)
class Column:
    """A column: what the program calls it, its Vietnamese heading, what else heads it.

    `hints` are words one of which is enough where no heading is met whole.
    """

    name: str
    heading: str
    also: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    example: str = ""
    is_needed: bool = False
    width: int = 18


# In the order of the template to fill. Hints are tried in this order too, the exacter first.
COLUMNS: tuple[Column, ...] = (
    Column(
        "title",
        "Nhiệm vụ",
        (
            "noi dung nhiem vu",
            "noi dung",
            "cong viec",
            "ten nhiem vu",
            "noi dung cong viec",
            "task",
        ),
        ("nhiem vu", "noi dung", "cong viec"),
        "Hoàn thiện quy chế phối hợp cung cấp số liệu",
        is_needed=True,
        width=60,
    ),
    Column(
        "lead",
        "Đơn vị chủ trì",
        ("chu tri", "co quan chu tri", "don vi thuc hien", "don vi xu ly", "lead", "don vi"),
        ("chu tri", "don vi thuc hien", "xu ly chinh", "phu trach"),
        "Vụ Kế hoạch và Khai thác",
        is_needed=True,
        width=32,
    ),
    Column(
        "coordinating",
        "Đơn vị phối hợp",
        ("phoi hop", "co quan phoi hop", "coordinating"),
        ("phoi hop",),
        "Văn phòng; Thanh tra",
        width=32,
    ),
    Column(
        "due",
        "Thời hạn",
        ("han xu ly", "han hoan thanh", "thoi han hoan thanh", "han", "tien do", "deadline"),
        ("thoi han", "han hoan thanh", "han xu ly", "ky han", "thoi gian hoan thanh"),
        "31/07/2020",
    ),
    Column(
        "symbol",
        "Số ký hiệu",
        ("so ki hieu", "so van ban", "so hieu", "van ban giao", "van ban", "document"),
        ("ki hieu", "ky hieu", "so van ban", "so hieu", "van ban giao"),
        "12/KH-BKD",
    ),
    Column(
        "issued_on",
        "Ngày văn bản",
        ("ngay ban hanh", "ngay vb", "ngay thang van ban", "document date"),
        ("ngay van ban", "ngay ban hanh"),
        "15/06/2020",
    ),
    Column("subject", "Trích yếu", ("ten van ban", "subject"), ("trich yeu",), "", width=40),
    Column("point", "Điểm, khoản", ("muc", "diem", "point"), ("diem khoan",), "Mục II.3"),
    Column(
        "assigned_on",
        "Ngày giao",
        ("ngay giao viec", "ngay giao nhiem vu", "assigned on"),
        ("ngay giao",),
        "15/06/2020",
    ),
    Column(
        "leader",
        "Lãnh đạo giao",
        ("lanh dao chi dao", "nguoi giao", "lanh dao", "leader"),
        ("lanh dao", "nguoi giao", "nguoi chi dao"),
        "Thứ trưởng Đoàn Thị Mẫu",
        width=26,
    ),
    Column("product", "Sản phẩm", ("ket qua dau ra", "san pham dau ra", "product"), ("san pham",)),
    Column("field", "Lĩnh vực", ("linh vuc", "field"), ("linh vuc",), "Khai thác"),
    Column("programme", "Chương trình", ("de an", "programme"), ("chuong trinh",)),
    Column("responsibility", "Trách nhiệm", ("responsibility",), ("trach nhiem",), "", width=26),
    Column("authority", "Thẩm quyền", ("authority",), ("tham quyen",), "", width=26),
    Column(
        "followed_by",
        "Người theo dõi",
        ("chuyen vien theo doi", "can bo theo doi", "nguoi theo doi", "officer"),
        ("theo doi",),
        "Trần Thị Mẫu",
        width=24,
    ),
    Column("urgency", "Độ khẩn", ("muc do khan", "khan", "urgency"), ("do khan",), "Khẩn"),
    Column(
        "result",
        "Kết quả",
        ("ket qua thuc hien", "tinh hinh thuc hien", "result"),
        ("ket qua", "tinh hinh thuc hien"),
        "",
        width=40,
    ),
    Column(
        "done_on",
        "Ngày hoàn thành",
        ("ngay hoan thanh thuc te", "hoan thanh ngay", "ngay ket thuc", "done on"),
        ("ngay hoan thanh", "hoan thanh ngay", "ngay ket thuc"),
        "",
    ),
    Column("note", "Ghi chú", ("note",), ("ghi chu",), "", width=30),
    Column("secrecy", "Độ mật", ("muc do mat", "mat", "secrecy"), ("do mat",), "Thường"),
)
NAMED: Mapping[str, Column] = {column.name: column for column in COLUMNS}
NEEDED = tuple(column.name for column in COLUMNS if column.is_needed)
# What the template to fill leaves out: nobody fills a table with what must not be in it.
OFFERED = tuple(column for column in COLUMNS if column.name != "secrecy")

_MOST_WORDS = 14  # of a heading; a longer cell is no heading


def recognised(heads: Sequence[str], columns: Sequence[Column] = COLUMNS) -> dict[str, int]:
    """Which place holds which column: whole headings first, then those that hold a hint."""
    bare = [_bare(head) for head in heads]
    found: dict[str, int] = {}
    for is_met in (_is_headed, _is_hinted):
        for column in columns:
            for place, words in enumerate(bare):
                if column.name in found or place in found.values():
                    continue
                if words and len(words.split()) <= _MOST_WORDS and is_met(column, words):
                    found[column.name] = place
    return found


def looks_like_heads(cells: Sequence[str]) -> bool:
    """Whether a row names at least the task and one thing more, in cells as short as headings."""
    found = recognised(cells)
    return "title" in found and len(found) > 1


def _is_headed(column: Column, words: str) -> bool:
    return words in {_bare(each) for each in (column.heading, column.name, *column.also)}


def _is_hinted(column: Column, words: str) -> bool:
    return any(re.search(rf"\b{hint}\b", words) for hint in column.hints)


def _bare(heading: str) -> str:
    """The words of a heading, without accents, signs and what stands in brackets."""
    words = fold(heading).partition("(")[0]
    words = "".join(each if each.isalnum() else " " for each in words)
    return " ".join(words.split()).replace("ky hieu", "ki hieu")
