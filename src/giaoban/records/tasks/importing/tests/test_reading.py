"""What cells mean: days in every dress, deadlines in words, units of yesterday."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.ground.accounts.tests.build import a_user
from giaoban.kit.periods.workdays import WEEKENDS_ONLY
from giaoban.records.organisations import services as organisations
from giaoban.records.organisations.tests.build import a_unit
from giaoban.records.tasks.importing.columns import recognised
from giaoban.records.tasks.importing.days import NoDay, day_of, due_of
from giaoban.records.tasks.importing.naming import UnitsNamed
from giaoban.records.tasks.importing.reading import Reading, RowReader
from giaoban.records.tasks.importing.tests.build import DAY, units
from giaoban.records.tasks.tests.build import at

COLUMNS = ("title", "lead", "coordinating", "due", "followed_by", "urgency", "secrecy")


def due(text: str) -> date | None:
    return due_of(text, DAY, lambda _day: WEEKENDS_ONLY).on


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_a_day_is_the_same_in_every_dress(day: date) -> None:
    serial = str((day - date(1899, 12, 30)).days)
    for text in (
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day:%d-%m-%Y}",
        f"{day.day}.{day.month}.{day.year}",
        f"ngày {day:%d/%m/%Y}",
        f"{day:%d/%m/%Y} 17:00",
        f"{day.isoformat()} 00:00:00",
        serial,
    ):
        assert day_of(text) == day


@pytest.mark.parametrize("text", ["01/01/1970", "1970-01-01", "01/01/1900", "", "-", "Không"])
def test_the_beginnings_of_clocks_are_no_day(text: str) -> None:
    assert day_of(text) is None


@pytest.mark.parametrize("text", ["31/02/2020", "13/13/2020", "hôm nào", "7/31/2020"])
def test_what_no_calendar_has_is_no_day(text: str) -> None:
    with pytest.raises(NoDay):
        day_of(text)


def test_deadlines_in_words_have_the_day_that_follows() -> None:
    assert due("12/2020") == date(2020, 12, 31)
    assert due("11/2020 hoặc 1/2021") == date(2021, 1, 31)
    assert due("Quý III/2020") == date(2020, 9, 30)
    assert due("15 ngày làm việc") == date(2020, 7, 23)
    assert due("thường xuyên") is None
    assert not due_of("xong thì thôi", DAY, lambda _day: WEEKENDS_ONLY).is_understood


def test_headings_are_known_without_accents_and_beside_others() -> None:
    heads = ["STT", "NOI DUNG NHIEM VU", "Cơ quan, đơn vị chủ trì (Sở)", "Thời hạn hoàn thành"]

    assert recognised(heads) == {"title": 1, "lead": 2, "due": 3}


# With the register


def read(*cells: str, chosen: dict[str, int] | None = None) -> Reading:
    reader = RowReader(
        columns={name: at for at, name in enumerate(COLUMNS)},
        assigned_on=DAY,
        today=DAY,
        named=chosen,
    )
    return reader.read([*cells, *[""] * (len(COLUMNS) - len(cells))])


@pytest.mark.django_db
def test_names_with_commas_are_cut_no_further_than_needed() -> None:
    first, second = units()
    third = a_unit(name="Sở Văn hóa, Thể thao và Du lịch")

    reading = read(
        "Việc", "Cục Đo lường Mỏ", "Vụ KH và KT, Sở Văn hóa, Thể thao và Du lịch; Cục Đo lường Mỏ"
    )

    assert reading.problems == []
    assert reading.told["lead_id"] == second.pk
    assert reading.told["coordinating"] == [first.pk, third.pk]


@pytest.mark.django_db
def test_the_second_of_several_leads_coordinates_and_that_is_said() -> None:
    first, second = units()

    reading = read("Việc", "Vụ Kế hoạch và Khai thác, Cục Đo lường Mỏ")

    assert (reading.told["lead_id"], reading.told["coordinating"]) == (first.pk, [second.pk])
    assert reading.remarks


@pytest.mark.django_db
def test_a_unit_by_its_name_of_before_is_the_unit_of_today() -> None:
    first, _second = units()
    organisations.change_unit(
        actor=None, unit=first, valid_from=date(2020, 7, 1), now=at(DAY), name="Vụ Quy hoạch"
    )

    named = UnitsNamed(on=DAY).one("Vụ Kế hoạch và Khai thác")

    assert named.unit_id == first.pk
    assert "Vụ Quy hoạch" in named.remark


@pytest.mark.django_db
def test_an_unknown_unit_is_wrong_with_those_that_may_be_meant() -> None:
    units()

    reading = read("Việc", "Vụ Kế hoạch và Đầu tư Mỏ")

    assert reading.unknown == ["Vụ Kế hoạch và Đầu tư Mỏ"]
    reading = read("Việc", "Vụ Kế hoạch")
    assert "Vụ Kế hoạch và Khai thác" in reading.problems[0]


@pytest.mark.django_db
def test_who_follows_is_found_by_name_or_left_open_with_a_remark() -> None:
    units()
    officer = a_user(full_name="Trần Thị Mẫu")

    assert read("V", "Cục Đo lường Mỏ", "", "", "tran thi mau").told["followed_by_id"] == officer.pk
    assert read("V", "Cục Đo lường Mỏ", "", "", "Ai Đó").remarks


@pytest.mark.django_db
def test_a_row_marked_secret_is_never_taken() -> None:
    units()

    assert read("Việc", "Cục Đo lường Mỏ", "", "", "", "", "Mật").problems
    assert not read("Việc", "Cục Đo lường Mỏ", "", "", "", "", "Thường").problems


@pytest.mark.django_db
def test_a_cell_whose_formula_failed_is_wrong_and_said_so() -> None:
    units()

    assert "#REF!" not in read("#REF!", "Cục Đo lường Mỏ").told["title"]
    assert read("Việc", "Cục Đo lường Mỏ", "", "#N/A").problems
