from datetime import date

import pytest

from giaoban.kit.periods.deadlines import DeadlineKind, parse_deadline
from giaoban.kit.periods.workdays import WorkCalendar

AUTUMN_2025 = WorkCalendar(
    holidays={date(2025, 9, 1): "Quốc khánh", date(2025, 9, 2): "Quốc khánh"}
)


@pytest.mark.parametrize(
    ("phrase", "anchor", "kind", "on"),
    [
        ("trước ngày 15/3/2022", date(2022, 1, 1), DeadlineKind.DAY, date(2022, 3, 15)),
        ("trước ngày 15/3", date(2021, 12, 20), DeadlineKind.DAY, date(2022, 3, 15)),
        ("trước 17h00 ngày 25/12", date(2022, 1, 1), DeadlineKind.DAY, date(2022, 12, 25)),
        ("trong tháng 6", date(2022, 1, 1), DeadlineKind.PERIOD_END, date(2022, 6, 30)),
        ("quý I", date(2022, 6, 1), DeadlineKind.PERIOD_END, date(2023, 3, 31)),
        ("6 tháng cuối năm 2022", date(2022, 7, 1), DeadlineKind.PERIOD_END, date(2022, 12, 31)),
        ("trước tháng 6/2022", date(2022, 1, 1), DeadlineKind.PERIOD_END, date(2022, 5, 31)),
        ("trong 10 ngày", date(2025, 8, 22), DeadlineKind.DAYS, date(2025, 9, 3)),
        ("trong vòng 1 tháng", date(2025, 1, 31), DeadlineKind.DAYS, date(2025, 2, 28)),
        ("trong mười ngày kể từ ngày ký", date(2025, 3, 3), DeadlineKind.DAYS, date(2025, 3, 13)),
        ("thường xuyên", date(2022, 1, 1), DeadlineKind.NONE, None),
        ("không nói gì", date(2022, 1, 1), DeadlineKind.NONE, None),
        ("tuỳ thuộc thời điểm Luật có hiệu lực", None, DeadlineKind.CONDITIONAL, None),
        ("trong 30 ngày kể từ khi Luật có hiệu lực", None, DeadlineKind.DAYS, None),
    ],
)
def test_a_phrase_sets_a_deadline(
    phrase: str, anchor: date | None, kind: DeadlineKind, on: date | None
) -> None:
    deadline = parse_deadline(phrase, anchor, AUTUMN_2025)

    assert (deadline.kind, deadline.on) == (kind, on)


@pytest.mark.parametrize(
    ("phrase", "rule", "on"),
    [
        ("định kỳ ngày 20 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=20", date(2022, 2, 20)),
        ("trước 12h00 thứ Năm hằng tuần", "FREQ=WEEKLY;BYDAY=TH", date(2022, 1, 27)),
        (
            "ngày 15 tháng cuối quý",
            "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=15",
            date(2022, 3, 15),
        ),
        ("hằng quý", "FREQ=MONTHLY;BYMONTH=3,6,9,12", date(2022, 3, 31)),
        ("ngày 15/12 hằng năm", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15", date(2022, 12, 15)),
        ("ngày 31 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=31", date(2022, 1, 31)),
    ],
)
def test_a_recurring_deadline_falls_next_on_or_after_the_anchor(
    phrase: str, rule: str, on: date
) -> None:
    deadline = parse_deadline(phrase, date(2022, 1, 21))

    assert (deadline.kind, deadline.recurs, deadline.on) == (DeadlineKind.RECURRING, rule, on)


def test_working_days_state_their_steps() -> None:
    deadline = parse_deadline(
        "trong 10 ngày làm việc kể từ ngày 22/8/2025", date(2025, 8, 22), AUTUMN_2025
    )

    assert deadline.kind is DeadlineKind.WORKING_DAYS
    assert deadline.on == date(2025, 9, 9)
    assert deadline.explanation.text("vi") == (
        "10 ngày làm việc kể từ 22/08/2025, không tính ngày đầu (Điều 147 Bộ luật Dân sự 2015); "
        "01/09 và 02/09 là ngày nghỉ (Quốc khánh): 09/09/2025"
    )
    assert deadline.explanation.text("en") == (
        "10 working days from 22/08/2025, the first day not counted (Civil Code 2015, Art. 147); "
        "01/09 and 02/09 off (Quốc khánh): 09/09/2025"
    )


def test_a_counted_last_day_of_rest_says_that_it_moved() -> None:
    deadline = parse_deadline("trong 10 ngày", date(2025, 8, 22), AUTUMN_2025)

    assert deadline.explanation.rolled_from == date(2025, 9, 1)


def test_a_named_day_of_rest_stays_as_named() -> None:
    assert parse_deadline("trước ngày 01/9/2025", None, AUTUMN_2025).on == date(2025, 9, 1)


def test_of_several_days_the_last_is_still_in_time() -> None:
    phrase = "đợt 1 trước ngày 15/4/2022, đợt 2 trước ngày 30/7/2022"

    assert parse_deadline(phrase, None).on == date(2022, 7, 30)


def test_without_an_anchor_a_count_has_no_day() -> None:
    deadline = parse_deadline("trong 5 ngày làm việc", None)

    assert (deadline.kind, deadline.on) == (DeadlineKind.WORKING_DAYS, None)
    assert deadline.explanation.text("en") == "5 working days, from a day that is not known"


def test_a_period_keeps_its_key() -> None:
    assert parse_deadline("trong quý III/2022", None).period == "2022-Q3"
