import pytest

from giaoban.kit.periods.written import find_periods


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("tháng 7/2020", "2020-07"),
        ("tháng 7 năm 2020", "2020-07"),
        ("tháng 7-2020", "2020-07"),
        ("Quý II/2020", "2020-Q2"),
        ("quý 3 năm 2020", "2020-Q3"),
        ("6 tháng đầu năm 2020", "2020-H1"),
        ("06 tháng cuối năm 2020", "2020-H2"),
        ("9 tháng đầu năm 2020", "2020-M09"),
        ("năm 2020", "2020"),
    ],
)
def test_a_period_is_found_as_written(text: str, key: str) -> None:
    [mention] = find_periods(f"Báo cáo {text}.")

    period = mention.period()
    assert period is not None
    assert period.key == key


def test_a_period_without_a_year_waits_for_one() -> None:
    [mention] = find_periods("nhiệm vụ tháng 7")

    assert mention.period() is None
    period = mention.period(2021)
    assert period is not None
    assert period.key == "2021-07"


@pytest.mark.parametrize("text", ["ngày 27 tháng 11", "tháng 13", "giai đoạn năm 2011-2015"])
def test_days_and_spans_of_years_are_no_periods(text: str) -> None:
    assert [mention.period(2020) for mention in find_periods(text)] in ([], [None])
