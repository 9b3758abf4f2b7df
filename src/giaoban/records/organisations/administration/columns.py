"""The columns of a sheet: recognised by their headings without accents, in any order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from giaoban.kit.vntext.folding import fold
from giaoban.records.organisations.administration.types import SheetKind


@dataclass(frozen=True)
class Column:
    """A column: what the program calls it, its Vietnamese heading, what else heads it, an example.

    A heading may say more in brackets, which are not compared.
    """

    name: str
    heading: str
    also: tuple[str, ...] = ()
    example: str = ""
    is_needed: bool = False
    is_day: bool = False
    width: int = 22


_SHEETS: Mapping[SheetKind, tuple[Column, ...]] = {
    SheetKind.UNITS: (
        Column(
            "name",
            "Tên đơn vị",
            ("ten", "don vi", "ten co quan", "unit", "name"),
            "Vụ Kế hoạch và Khai thác",
            is_needed=True,
            width=40,
        ),
        Column("short_name", "Tên viết tắt", ("viet tat", "short name"), "Vụ KHKT"),
        Column("kind", "Loại", ("loai don vi", "kind"), "Vụ thuộc Bộ", is_needed=True, width=26),
        Column("code", "Mã định danh", ("ma don vi", "ma", "code"), "M01.15"),
        Column(
            "parent",
            "Đơn vị cấp trên",
            ("cap tren", "truc thuoc", "co quan chu quan", "parent"),
            "Bộ Khoáng Đạt",
            width=40,
        ),
        Column(
            "valid_from",
            "Từ ngày",
            ("ngay hieu luc", "hieu luc tu", "tu", "from"),
            "01/01/2020",
            is_needed=True,
            is_day=True,
            width=14,
        ),
        Column(
            "aliases", "Tên gọi khác", ("cach viet khac", "aliases"), "Vụ KH-KT; Vụ KHKT", width=30
        ),
        Column("key", "Khóa", ("key",), "", width=24),
    ),
    SheetKind.PEOPLE: (
        Column(
            "full_name",
            "Họ và tên",
            ("ho ten", "ten", "can bo", "full name", "name"),
            "Trần Thị Mẫu",
            is_needed=True,
            width=28,
        ),
        Column(
            "username",
            "Tên đăng nhập",
            ("tai khoan", "username", "user name"),
            "mau.tt",
            is_needed=True,
        ),
        Column("email", "Thư điện tử", ("email", "e mail", "mail"), "mau.tt@coquan.vn", width=30),
        Column(
            "unit",
            "Đơn vị",
            ("don vi cong tac", "phong ban", "ten don vi", "unit"),
            "Vụ Kế hoạch và Khai thác",
            width=40,
        ),
        Column("post", "Vai trò", ("vai tro trong he thong", "post", "role"), "", width=26),
        Column(
            "title", "Chức danh", ("chuc vu", "ten chuc vu", "title"), "Chuyên viên chính", width=26
        ),
        Column(
            "valid_from",
            "Từ ngày",
            ("ngay bo nhiem", "bo nhiem tu", "tu", "from"),
            "01/01/2020",
            is_day=True,
            width=14,
        ),
        Column(
            "valid_to",
            "Thôi từ ngày",
            ("den ngay", "thoi giu chuc vu tu", "until"),
            "",
            is_day=True,
            width=14,
        ),
    ),
}


def columns_of(kind: SheetKind) -> tuple[Column, ...]:
    return _SHEETS[kind]


def headed(kind: SheetKind, headings: Sequence[str]) -> dict[int, str]:
    """Which place of a row holds which column; the first where two are headed alike."""
    names: dict[str, str] = {}
    for column in columns_of(kind):
        for words in (column.heading, column.name, *column.also):
            names.setdefault(_bare(words), column.name)
    found: dict[int, str] = {}
    for place, heading in enumerate(headings):
        name = names.get(_bare(heading))
        if name and name not in found.values():
            found[place] = name
    return found


def _bare(heading: str) -> str:
    """The words of a heading, without accents, signs and what stands in brackets."""
    words = fold(heading).partition("(")[0].replace("_", " ").replace("*", " ")
    return " ".join("".join(each if each.isalnum() else " " for each in words).split())
