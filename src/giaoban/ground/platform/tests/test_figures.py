from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.utils.translation import override

from giaoban.ground.platform.templatetags import figures
from giaoban.kit.periods.period import Period


def shown(template: str, **context: object) -> str:
    return engines["django"].from_string(template).render(context)


def test_numbers_group_by_a_dot_and_open_decimals_by_a_comma() -> None:
    written = shown(
        "{{ n|number }} {{ n|number:2 }} {{ none|number }}", n=Decimal("1234.5"), none=None
    )

    assert written == "1.234,5 1.234,50 "


def test_a_moment_is_told_by_the_clock_in_viet_nam() -> None:
    late_evening = datetime(2025, 3, 31, 18, 5, tzinfo=UTC)

    assert shown("{{ m|moment }} {{ m|day }}", m=late_evening) == "01/04/2025 01:05 01/04/2025"


def test_a_day_is_written_the_same_in_every_language() -> None:
    with override("en"):
        assert shown("{{ d|day }} {{ d|day_month }}", d=date(2025, 3, 31)) == "31/03/2025 31/03"


def test_the_days_of_the_week_have_their_names() -> None:
    with override("vi"):
        assert [figures.weekday(date(2020, 6, day)) for day in (28, 29, 30)] == [
            "Chủ nhật",
            "thứ Hai",
            "thứ Ba",
        ]


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(59, 96, "61,46\u00a0%"), (5, 96, "5,21\u00a0%"), (0, 3, "0,00\u00a0%"), (0, 0, "–")],
)
def test_a_rate_is_never_broken_and_a_rate_of_nothing_is_a_dash(
    part: int, whole: int, expected: str
) -> None:
    assert shown("{% rate part whole %}", part=part, whole=whole) == expected


@pytest.mark.parametrize(
    ("status", "slug", "word"),
    [
        ("done_on_time", "on", "Hoàn thành đúng hạn"),
        ("done_late", "late", "Hoàn thành quá hạn"),
        ("open_in_time", "intime", "Đang thực hiện trong hạn"),
        ("open_overdue", "over", "Đang thực hiện quá hạn"),
        ("no_deadline", "nodl", "Không thời hạn"),
        ("suspended", "nodl", "Tạm dừng"),
        ("cancelled", "nodl", "Đã hủy"),
    ],
)
def test_a_class_is_shown_by_its_mark_and_its_word(status: str, slug: str, word: str) -> None:
    with override("vi"):
        html = shown('{% include "platform/status.html" %}', status=status)

    assert f"gb-st--{slug}" in html
    assert f"#mk-{slug}" in html
    assert word in html


def test_words_of_ones_own_take_the_place_of_the_class() -> None:
    html = shown(
        '{% include "platform/status.html" with words="Hạn 25/06" %}', status="open_overdue"
    )

    assert "Hạn 25/06" in html
    assert "quá hạn" not in html


@pytest.mark.parametrize(
    ("key", "vietnamese", "english"),
    [
        ("2020-06", "tháng 6/2020", "June 2020"),
        ("2020-Q2", "quý II/2020", "quarter II of 2020"),
        ("2020-H1", "6 tháng đầu năm 2020", "first half of 2020"),
        ("2020-H2", "6 tháng cuối năm 2020", "second half of 2020"),
        ("2020-M09", "9 tháng đầu năm 2020", "first nine months of 2020"),
        ("2020", "năm 2020", "year 2020"),
    ],
)
def test_a_period_is_said_in_words(key: str, vietnamese: str, english: str) -> None:
    with override("vi"):
        assert figures.period_words(key) == vietnamese
    with override("en"):
        assert figures.period_words(Period.parse(key)) == english


def test_what_is_no_period_is_shown_as_it_came() -> None:
    assert figures.period_words("2020-13") == "2020-13"


def test_a_big_bar_leaves_out_empty_classes_and_fills_its_width() -> None:
    segments = figures.big_bar([59, 0, 30, 7])

    assert [segment.slug for segment in segments] == ["on", "intime", "over"]
    assert sum(float(segment.width) for segment in segments) == pytest.approx(100, abs=0.05)


def test_a_big_bar_says_its_counts_to_those_who_hear_the_page() -> None:
    with override("vi"):
        html = shown(
            '{% include "platform/bar.html" with counts=counts big=True %}', counts=[59, 5, 30, 2]
        )

    assert "59 hoàn thành đúng hạn, 5 hoàn thành quá hạn" in html


def test_the_longest_small_bar_of_a_table_is_as_long_as_its_column() -> None:
    assert figures.small_bar([50, 0, 0, 0], 50).width == 110
    assert figures.small_bar([5, 0, 0, 0], 50).width == 11


def test_small_totals_are_drawn_task_by_task() -> None:
    assert figures.small_bar([4, 0, 2, 0]).width == 66


def test_one_task_among_thousands_can_still_be_seen() -> None:
    bar = figures.small_bar([4000, 0, 0, 1])

    assert [segment.slug for segment in bar.segments] == ["on", "over"]
    assert int(bar.segments[1].width) >= 2


def test_a_bar_of_nothing_is_drawn_without_a_fault() -> None:
    for size in ("", "big=True"):
        bar = shown(
            "{% include 'platform/bar.html' with counts=counts " + size + " %}", counts=[0, 0, 0, 0]
        )
        assert "<rect" not in bar


def test_a_long_list_is_leafed_through_with_a_gap_for_what_is_left_out() -> None:
    page = Paginator(range(1000), 10).page(50)

    assert figures.leaves(page) == [1, None, 48, 49, 50, 51, 52, None, 100]
