"""What holds for every deadline, whatever the phrase, the day and the calendar."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.kit.periods.deadlines import Deadline, DeadlineKind, parse_deadline, recounted
from giaoban.kit.periods.workdays import WorkCalendar, vietnam

VIETNAM = vietnam(range(2008, 2032))
ANCHORS = st.dates(date(2010, 1, 1), date(2028, 12, 31))
COUNTS = st.integers(1, 200)
UNITS = st.sampled_from(["ngày làm việc", "ngày", "tuần", "tháng"])
PIECES = st.sampled_from(
    [
        *("trước", "ngày", "tháng", "năm", "quý", "tuần", "trong", "kể từ", "sau khi", "hằng"),
        *("chậm nhất", "15/3", "31/12/2025", "ngày làm việc", "10", "mười", "một lần", "cuối"),
        *("đầu", "giữa", "này", "tới", "I", "IV", "2025-2026", "thứ hai", "17h00", "và", "đến"),
        *("tuỳ thuộc", "thường xuyên", "(", ")", ",", "0", "99999", "năm năm", "nửa", "-", "/"),
    ]
)


def _days_off(anchor: date) -> st.SearchStrategy[set[date]]:
    return st.sets(st.integers(0, 300).map(lambda n: anchor + timedelta(days=n)), max_size=20)


@given(ANCHORS, COUNTS, UNITS)
def test_a_counted_deadline_never_ends_on_a_day_of_rest(
    anchor: date, count: int, unit: str
) -> None:
    on = parse_deadline(f"trong {count} {unit}", anchor, VIETNAM).on

    assert on is not None
    assert VIETNAM.is_working(on)
    assert on > anchor


@given(st.data(), ANCHORS, COUNTS, UNITS)
def test_another_day_off_never_makes_a_counted_deadline_earlier(
    data: st.DataObject, anchor: date, count: int, unit: str
) -> None:
    off = data.draw(_days_off(anchor))
    fuller = replace(VIETNAM, days_off=dict.fromkeys(off, "Nghỉ thêm"))
    phrase = f"trong {count} {unit}"

    before = parse_deadline(phrase, anchor, VIETNAM).on
    after = parse_deadline(phrase, anchor, fuller).on

    assert before is not None
    assert after is not None
    assert after >= before


@given(ANCHORS, COUNTS)
def test_so_many_working_days_lie_behind_the_first_day_up_to_the_last(
    anchor: date, count: int
) -> None:
    on = parse_deadline(f"trong {count} ngày làm việc", anchor, VIETNAM).on

    assert on is not None
    days = (anchor + timedelta(days=n) for n in range(1, (on - anchor).days + 1))
    assert sum(VIETNAM.is_working(day) for day in days) == count


@given(ANCHORS, COUNTS)
def test_counting_back_leaves_at_least_so_many_working_days(day: date, count: int) -> None:
    phrase = f"chậm nhất {count} ngày làm việc trước ngày {day:%d/%m/%Y}"
    on = parse_deadline(phrase, day, VIETNAM).on

    assert on is not None
    between = (on + timedelta(days=n) for n in range((day - on).days))
    assert sum(VIETNAM.is_working(each) for each in between) == count


@given(ANCHORS, COUNTS)
def test_one_more_day_is_never_earlier(anchor: date, count: int) -> None:
    shorter = parse_deadline(f"trong {count} ngày", anchor, VIETNAM).on
    longer = parse_deadline(f"trong {count + 1} ngày", anchor, VIETNAM).on

    assert shorter is not None
    assert longer is not None
    assert shorter <= longer


@given(ANCHORS, st.dates(date(2000, 1, 1), date(2090, 12, 31)))
def test_a_named_day_is_kept_whatever_the_calendar(anchor: date, day: date) -> None:
    everything_off = WorkCalendar(days_off={day: "Nghỉ"})

    assert parse_deadline(f"trước ngày {day:%d/%m/%Y}", anchor, everything_off).on == day


@given(ANCHORS, st.integers(1, 28))
def test_a_day_that_comes_back_is_the_next_on_or_after_the_anchor(anchor: date, day: int) -> None:
    on = parse_deadline(f"ngày {day} hằng tháng", anchor).on

    assert on is not None
    assert on.day == day
    assert 0 <= (on - anchor).days < 31


@given(st.lists(PIECES, max_size=14).map(" ".join), ANCHORS)
@settings(max_examples=400)
def test_pieces_of_phrases_in_any_order_are_read_or_are_none(phrase: str, anchor: date) -> None:
    _is_whole(parse_deadline(phrase, anchor, VIETNAM))


@given(st.text(max_size=200), st.none() | st.dates())
@settings(max_examples=300)
def test_any_text_with_any_anchor_is_read_or_is_none(phrase: str, anchor: date | None) -> None:
    _is_whole(parse_deadline(phrase, anchor, VIETNAM))


def _is_whole(deadline: Deadline) -> None:
    assert deadline.explanation.on == deadline.on
    assert deadline.explanation.text("vi")
    assert deadline.explanation.text("en")
    assert (deadline.recurs is not None) == (deadline.kind is DeadlineKind.RECURRING)
    assert recounted(deadline, VIETNAM).kind is deadline.kind
