"""Builders of what administrators bring."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from itertools import count

import openpyxl  # type: ignore[import-untyped]  # it ships no types
from django.utils import timezone

from giaoban.ground.accounts.models import User
from giaoban.records.organisations.administration import services
from giaoban.records.organisations.administration.models import Sheet
from giaoban.records.organisations.administration.types import SheetKind
from giaoban.records.organisations.tests.build import an_appointment
from giaoban.records.organisations.types import Post

NOW = timezone.make_aware(datetime(2020, 7, 2, 9))  # noqa: DTZ001 (made aware)
UNIT_HEAD = ("Tên đơn vị", "Loại", "Đơn vị cấp trên", "Từ ngày", "Mã định danh", "Tên viết tắt")
PEOPLE_HEAD = ("Họ và tên", "Tên đăng nhập", "Đơn vị", "Vai trò", "Từ ngày", "Thôi từ ngày")

_serial = count(1)


def an_administrator() -> User:
    return an_appointment(post=Post.ADMINISTRATOR, valid_from=date(2019, 1, 1)).user


def a_workbook(rows: Sequence[Sequence[object]]) -> bytes:
    """An Excel file with these rows on its first sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def a_sheet(
    rows: Sequence[Sequence[object]],
    *,
    kind: SheetKind = SheetKind.UNITS,
    actor: User | None = None,
) -> Sheet:
    """Brought, not loaded; the headings are those of units unless the kind is another."""
    head = UNIT_HEAD if kind == SheetKind.UNITS else PEOPLE_HEAD
    return services.bring_sheet(
        actor=actor or an_administrator(),
        kind=kind,
        data=a_workbook([head, *rows]),
        file_name=f"bang-{next(_serial)}.xlsx",
        now=NOW,
    )
