"""Sheets of units and people: read, looked at, loaded."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from giaoban.ground.accounts.models import User
from giaoban.ground.accounts.tests.build import a_user
from giaoban.ground.audit.models import Entry
from giaoban.records.organisations.administration import services
from giaoban.records.organisations.administration.models import Sheet
from giaoban.records.organisations.administration.opening_sheets import MAX_ROWS, open_sheet
from giaoban.records.organisations.administration.tests.build import (
    NOW,
    UNIT_HEAD,
    a_sheet,
    a_workbook,
    an_administrator,
)
from giaoban.records.organisations.administration.types import (
    NothingToLoad,
    RowState,
    SheetKind,
    SheetLoadedAlready,
    SheetUnreadable,
)
from giaoban.records.organisations.models import Appointment, Unit, UnitAlias, UnitVersion
from giaoban.records.organisations.tests.build import a_unit, an_appointment
from giaoban.records.organisations.types import Post, UnitKind

pytestmark = pytest.mark.django_db

MINISTRY = ("Bộ Khoáng Đạt", "ministry", "", "01/01/2018", "K01", "")
BELOW = ("Vụ Khai Khoáng", "department", "Bộ Khoáng Đạt", "01/01/2018", "K01.02", "Vụ KK")


def preview(rows: Sequence[Sequence[object]], kind: SheetKind = SheetKind.UNITS) -> list[RowState]:
    actor = an_administrator()
    sheet = a_sheet(rows, kind=kind, actor=actor)
    return [row.state for row in services.preview_sheet(actor=actor, sheet=sheet, now=NOW).rows]


def load(rows: Sequence[Sequence[object]], kind: SheetKind = SheetKind.UNITS) -> list[RowState]:
    actor = an_administrator()
    sheet = a_sheet(rows, kind=kind, actor=actor)
    return [row.state for row in services.load_sheet(actor=actor, sheet_id=sheet.pk, now=NOW).rows]


def what_is_wrong(rows: Sequence[Sequence[object]], kind: SheetKind = SheetKind.UNITS) -> str:
    actor = an_administrator()
    sheet = a_sheet(rows, kind=kind, actor=actor)
    outcome = services.preview_sheet(actor=actor, sheet=sheet, now=NOW)
    assert [row.state for row in outcome.rows] == [RowState.WRONG]
    return " ".join(outcome.rows[0].sentences)


# Reading


def test_columns_are_found_without_accents_and_in_any_order() -> None:
    rows = open_sheet(
        kind=SheetKind.UNITS,
        data=a_workbook(
            [
                ("Danh sách đơn vị",),
                ("TU NGAY *", "Ghi chú", "loai", "Ten don vi (đầy đủ)"),
                (datetime(2020, 1, 1), "bỏ qua", "Vụ", "Vụ Mẫu"),  # noqa: DTZ001 - as Excel keeps it
            ]
        ),
    )

    assert [(row.number, dict(row.cells)) for row in rows] == [
        (3, {"valid_from": "2020-01-01", "kind": "Vụ", "name": "Vụ Mẫu"})
    ]


@pytest.mark.parametrize(
    "data",
    [
        "Tên đơn vị;Loại;Từ ngày\r\nVụ Mẫu;Vụ;01/01/2020\r\n".encode("utf-8-sig"),
        "Tên đơn vị\tLoại\tTừ ngày\r\nVụ Mẫu\tVụ\t01/01/2020\r\n".encode("utf-16"),
        "Tên đơn vị,Loại,Từ ngày\nVụ Mẫu,Vụ,01/01/2020\n".encode(),
    ],
)
def test_a_csv_file_is_read_like_a_workbook(data: bytes) -> None:
    [row] = open_sheet(kind=SheetKind.UNITS, data=data)

    assert dict(row.cells) == {"name": "Vụ Mẫu", "kind": "Vụ", "valid_from": "01/01/2020"}


def test_a_formula_counts_by_its_stored_value_and_is_never_computed() -> None:
    book = a_workbook([UNIT_HEAD, ('=CONCATENATE("Vụ ","Mẫu")', "Vụ", "", "01/01/2020", "", "")])

    [row] = open_sheet(kind=SheetKind.UNITS, data=book)

    assert "name" not in row.cells


def test_a_missing_heading_is_named() -> None:
    with pytest.raises(SheetUnreadable, match="Từ ngày"):
        open_sheet(kind=SheetKind.UNITS, data=a_workbook([("Tên đơn vị", "Loại"), ("Vụ", "Vụ")]))


def test_a_workbook_that_swells_when_unpacked_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 50_000_000)

    with pytest.raises(SheetUnreadable):
        open_sheet(kind=SheetKind.UNITS, data=file.getvalue())


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0old", b"\0\1\2"])
def test_what_is_no_sheet_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(SheetUnreadable):
        open_sheet(kind=SheetKind.PEOPLE, data=data)


def test_too_many_rows_are_refused() -> None:
    rows = [("Vụ Mẫu", "Vụ", "", "01/01/2020", "", "")] * (MAX_ROWS + 1)

    with pytest.raises(SheetUnreadable, match=str(MAX_ROWS)):
        open_sheet(kind=SheetKind.UNITS, data=a_workbook([UNIT_HEAD, *rows]))


# Units


def test_a_preview_changes_nothing_and_tells_each_row() -> None:
    states = preview([MINISTRY, BELOW, ("Vụ Lạ", "không có", "", "01/01/2018", "", "")])

    assert states == [RowState.NEW, RowState.NEW, RowState.WRONG]
    assert not UnitVersion.objects.filter(name__in=["Bộ Khoáng Đạt", "Vụ Khai Khoáng"]).exists()
    assert not Entry.objects.filter(verb="organisations.established").exists()


def test_a_unit_may_stand_under_one_of_an_earlier_row() -> None:
    load([MINISTRY, BELOW])

    below = UnitVersion.objects.select_related("parent").get(name="Vụ Khai Khoáng")
    assert below.parent == UnitVersion.objects.get(name="Bộ Khoáng Đạt").unit
    assert (below.kind, below.short_name, below.unit.key) == (
        UnitKind.DEPARTMENT,
        "Vụ KK",
        "vu-khai-khoang",
    )


def test_several_units_stand_under_the_same_one() -> None:
    others = [(f"Phòng {n}", "division", "Bộ Khoáng Đạt", "01/01/2018", "", "") for n in range(3)]

    assert preview([MINISTRY, *others]) == [RowState.NEW] * 4


def test_the_same_sheet_twice_changes_nothing() -> None:
    load([MINISTRY, BELOW])

    assert preview([MINISTRY, BELOW]) == [RowState.SAME, RowState.SAME]
    with pytest.raises(NothingToLoad):
        load([MINISTRY, BELOW])


def test_a_row_that_differs_changes_the_unit_from_its_day_on() -> None:
    load([MINISTRY, BELOW])

    assert load([("Vụ Khai thác mỏ", *BELOW[1:3], "01/06/2020", *BELOW[4:])]) == [RowState.CHANGED]
    names = UnitVersion.objects.filter(code="K01.02").order_by("valid_from")
    assert list(names.values_list("name", "valid_from")) == [
        ("Vụ Khai Khoáng", date(2018, 1, 1)),
        ("Vụ Khai thác mỏ", date(2020, 6, 1)),
    ]


def test_good_rows_are_loaded_and_wrong_ones_leave_nothing_behind() -> None:
    states = load([MINISTRY, ("Vụ Lạc", "Vụ", "Bộ Không Có", "01/01/2018", "", "")])

    assert states[1] == RowState.WRONG
    assert list(UnitVersion.objects.filter(name__in=["Bộ Khoáng Đạt", "Vụ Lạc"])) == [
        UnitVersion.objects.get(name="Bộ Khoáng Đạt")
    ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("Vụ Mẫu", "department", "Bộ Không Có", "01/01/2018", "", ""), "Bộ Không Có"),
        (("Vụ Mẫu", "department", "", "31/02/2018", "", ""), "31/02/2018"),
        (("Vụ Mẫu", "phi thuyền", "", "01/01/2018", "", ""), "phi thuyền"),
        (("Vụ Mẫu", "department", "", "", "K9", ""), "Từ ngày"),
    ],
)
def test_a_wrong_row_says_what_is_wrong(row: Sequence[object], words: str) -> None:
    assert words in what_is_wrong([row])


def test_other_names_are_added_once() -> None:
    a_unit(name="Vụ Mẫu", aliases=("Vụ M",), valid_from=date(2018, 1, 1))
    actor = an_administrator()
    head = ("Tên đơn vị", "Loại", "Từ ngày", "Tên gọi khác")
    sheet = services.bring_sheet(
        actor=actor,
        kind=SheetKind.UNITS,
        data=a_workbook([head, ("Vụ Mẫu", "department", "01/02/2018", "Vụ M; Vụ Mau moi")]),
        file_name="ten.xlsx",
        now=NOW,
    )
    services.load_sheet(actor=actor, sheet_id=sheet.pk, now=NOW)

    assert sorted(UnitAlias.objects.values_list("text", flat=True)) == ["Vụ M", "Vụ Mau moi"]


# People


def test_a_person_gets_an_account_and_an_appointment() -> None:
    unit = a_unit(name="Vụ Mẫu")

    assert load(
        [("Đinh Thị Mơ", "mo.dt", "Vụ Mẫu", "head", "01/03/2020", "")], SheetKind.PEOPLE
    ) == [RowState.NEW]
    user = User.objects.get(username="mo.dt")
    assert (user.full_name, user.has_usable_password()) == ("Đinh Thị Mơ", False)
    appointment = Appointment.objects.get(user=user)
    assert (appointment.unit, appointment.post, appointment.valid_from) == (
        unit,
        Post.HEAD,
        date(2020, 3, 1),
    )


def test_the_same_people_twice_change_nothing() -> None:
    a_unit(name="Vụ Mẫu")
    row = ("Đinh Thị Mơ", "mo.dt", "Vụ Mẫu", "", "01/03/2020", "")
    load([row], SheetKind.PEOPLE)

    assert preview([row], SheetKind.PEOPLE) == [RowState.SAME]


def test_a_row_with_an_end_ends_the_appointment() -> None:
    unit = a_unit(name="Vụ Mẫu")
    user = a_user(username="mo.dt", full_name="Đinh Thị Mơ")
    an_appointment(user=user, unit=unit, valid_from=date(2020, 1, 1))

    load([("Đinh Thị Mơ", "mo.dt", "Vụ Mẫu", "", "01/01/2020", "01/07/2020")], SheetKind.PEOPLE)

    assert Appointment.objects.get(user=user).valid_to == date(2020, 7, 1)


def test_a_name_that_differs_is_corrected() -> None:
    user = a_user(username="mo.dt", full_name="Dinh Thi Mo")

    assert load([("Đinh Thị Mơ", "mo.dt", "", "", "", "")], SheetKind.PEOPLE) == [RowState.CHANGED]
    user.refresh_from_db()
    assert user.full_name == "Đinh Thị Mơ"


def test_two_units_of_one_name_are_not_guessed_between() -> None:
    a_unit(name="Phòng Tổng hợp")
    a_unit(name="Phòng Tổng hợp")

    words = what_is_wrong(
        [("Đinh Thị Mơ", "mo.dt", "Phòng Tổng hợp", "", "01/03/2020", "")], SheetKind.PEOPLE
    )
    assert "Phòng Tổng hợp" in words
    assert not User.objects.filter(username="mo.dt").exists()


# The whole


def test_a_loaded_sheet_keeps_its_figures_and_not_its_words() -> None:
    load([MINISTRY])

    sheet = Sheet.objects.get()
    assert (sheet.rows, sheet.counts["new"], sheet.loaded_at) == ([], 1, NOW)
    assert Entry.objects.filter(verb="administration.sheet-loaded").count() == 1
    with pytest.raises(SheetLoadedAlready):
        services.load_sheet(actor=sheet.brought_by, sheet_id=sheet.pk, now=NOW)


def test_only_administrators_bring_sheets() -> None:
    clerk = an_appointment(post=Post.OFFICE_CLERK).user

    with pytest.raises(PermissionDenied):
        a_sheet([MINISTRY], actor=clerk)


def test_a_sheet_that_is_put_away_is_gone() -> None:
    actor = an_administrator()
    sheet = a_sheet([MINISTRY], actor=actor)

    services.put_sheet_away(actor=actor, sheet_id=sheet.pk, now=NOW)

    assert not Sheet.objects.exists()
    assert not Unit.objects.filter(versions__name="Bộ Khoáng Đạt").exists()
