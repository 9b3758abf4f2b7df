"""Phrases as documents write them, each with the deadline that a careful clerk reckons by hand."""

from datetime import date

import pytest

from giaoban.kit.periods.deadlines import DeadlineKind, parse_deadline
from giaoban.kit.periods.workdays import vietnam

CALENDAR = vietnam(range(2014, 2030))
FRIDAY = "2025-08-22"

DAY, PERIOD_END, DAYS = DeadlineKind.DAY, DeadlineKind.PERIOD_END, DeadlineKind.DAYS
WORKING, RECURRING = DeadlineKind.WORKING_DAYS, DeadlineKind.RECURRING
CONDITIONAL, NONE = DeadlineKind.CONDITIONAL, DeadlineKind.NONE

Row = tuple[str, str, DeadlineKind, str | None]

NAMED_DAYS: tuple[Row, ...] = (
    ("trước ngày 15/3", FRIDAY, DAY, "2026-03-15"),
    ("trước ngày 15/3", "2025-03-15", DAY, "2025-03-15"),
    ("chậm nhất ngày 05 tháng 9 năm 2025", FRIDAY, DAY, "2025-09-05"),
    ("chậm nhất là ngày 30/9", FRIDAY, DAY, "2025-09-30"),
    ("muộn nhất vào ngày 10.10.2025", FRIDAY, DAY, "2025-10-10"),
    ("trước 17h00 ngày 25/12", FRIDAY, DAY, "2025-12-25"),
    ("trước 16 giờ 30 ngày 28/8/2025", FRIDAY, DAY, "2025-08-28"),
    ("xong trước 30-9-2025", FRIDAY, DAY, "2025-09-30"),
    ("từ ngày 01/9 đến ngày 15/9/2025", "2025-09-03", DAY, "2025-09-15"),
    ("đợt 1 trước ngày 15/4, đợt 2 trước ngày 30/7/2025", "2025-01-10", DAY, "2025-07-30"),
    ("trước ngày 15/8 và ngày 30/9/2025", FRIDAY, DAY, "2025-09-30"),
    ("trước ngày 15/3 năm sau", "2025-01-10", DAY, "2026-03-15"),
    ("trước ngày 15 tháng 3 năm nay", "2025-01-10", DAY, "2025-03-15"),
    ("trước ngày 29/2", "2025-03-10", DAY, "2028-02-29"),
    ("trước ngày 25 tháng này", FRIDAY, DAY, "2025-08-25"),
    ("chậm nhất ngày 10 tháng sau", "2025-12-20", DAY, "2026-01-10"),
    ("ngày 05 của tháng tiếp theo", FRIDAY, DAY, "2025-09-05"),
    ("trước ngày 25", "2025-08-26", DAY, "2025-09-25"),
    ("ngày 10 của tháng đầu quý sau", FRIDAY, DAY, "2025-10-10"),
    ("trước ngày 20 tháng cuối quý này", FRIDAY, DAY, "2025-09-20"),
    ("trước ngày 15 tháng đầu quý IV", FRIDAY, DAY, "2025-10-15"),
    ("ngay trong ngày hôm nay", FRIDAY, DAY, FRIDAY),
    ("trong ngày", FRIDAY, DAY, FRIDAY),
    ("trước 10h00 sáng mai", FRIDAY, DAY, "2025-08-23"),
    ("trước thứ Sáu tuần này", "2025-08-20", DAY, "2025-08-22"),
    ("chậm nhất thứ Tư tuần tới", FRIDAY, DAY, "2025-08-27"),
    ("trước 15h00 thứ Năm", FRIDAY, DAY, "2025-08-28"),
    ("chậm nhất thứ 6, ngày 05/9/2025", FRIDAY, DAY, "2025-09-05"),
    ("TRƯỚC NGÀY 15/10/2025", FRIDAY, DAY, "2025-10-15"),
    ("trước   ngày\n15/10/2025", FRIDAY, DAY, "2025-10-15"),
    ("giữa tháng 10", FRIDAY, DAY, "2025-10-15"),
    ("đầu tháng 10/2025", FRIDAY, DAY, "2025-10-01"),
    ("vào giữa năm 2026", FRIDAY, DAY, "2026-06-30"),
    ("trước ngày 02/9/2025", FRIDAY, DAY, "2025-09-02"),
    (
        "theo Quyết định số 12/QĐ-TTg ngày 15/3/2024, hoàn thành trước ngày 30/9/2025",
        FRIDAY,
        DAY,
        "2025-09-30",
    ),
    ("ngay sau khi được phê duyệt, xong trước ngày 30/9/2025", FRIDAY, DAY, "2025-09-30"),
    ("trước ngày 31/2/2025", FRIDAY, NONE, None),
    ("trước ngày 20 của tháng", FRIDAY, DAY, "2025-09-20"),
    ("trong các ngày 25-26/8/2025", FRIDAY, DAY, "2025-08-26"),
)

PERIODS: tuple[Row, ...] = (
    ("trong tháng 6", FRIDAY, PERIOD_END, "2026-06-30"),
    ("trong tháng 8", FRIDAY, PERIOD_END, "2025-08-31"),
    ("tháng 12 năm nay", FRIDAY, PERIOD_END, "2025-12-31"),
    ("tháng 3 năm sau", "2025-01-15", PERIOD_END, "2026-03-31"),
    ("quý I", FRIDAY, PERIOD_END, "2026-03-31"),
    ("hết quý III", FRIDAY, PERIOD_END, "2025-09-30"),
    ("trong quý 4 năm 2025", FRIDAY, PERIOD_END, "2025-12-31"),
    ("quí IV/2025", FRIDAY, PERIOD_END, "2025-12-31"),
    ("6 tháng đầu năm", FRIDAY, PERIOD_END, "2026-06-30"),
    ("6 tháng đầu năm", "2025-02-01", PERIOD_END, "2025-06-30"),
    ("trong 6 tháng cuối năm 2025", FRIDAY, PERIOD_END, "2025-12-31"),
    ("9 tháng đầu năm 2025", "2025-02-01", PERIOD_END, "2025-09-30"),
    ("trong 3 tháng đầu năm 2026", FRIDAY, PERIOD_END, "2026-03-31"),
    ("3 tháng cuối năm", FRIDAY, PERIOD_END, "2025-12-31"),
    ("những tháng cuối năm", FRIDAY, PERIOD_END, "2025-12-31"),
    ("trong tuần này", "2025-08-20", PERIOD_END, "2025-08-24"),
    ("trong tuần tới", "2025-08-20", PERIOD_END, "2025-08-31"),
    ("cuối tuần sau", "2025-08-20", PERIOD_END, "2025-08-31"),
    ("trong tháng này", FRIDAY, PERIOD_END, "2025-08-31"),
    ("trong tháng tới", "2025-12-10", PERIOD_END, "2026-01-31"),
    ("hết quý này", FRIDAY, PERIOD_END, "2025-09-30"),
    ("trong quý tới", "2025-11-10", PERIOD_END, "2026-03-31"),
    ("vào cuối năm", FRIDAY, PERIOD_END, "2025-12-31"),
    ("trước cuối năm 2026", FRIDAY, PERIOD_END, "2026-12-31"),
    ("trong năm nay", FRIDAY, PERIOD_END, "2025-12-31"),
    ("sang năm", FRIDAY, PERIOD_END, "2026-12-31"),
    ("đến hết năm 2025", FRIDAY, PERIOD_END, "2025-12-31"),
    ("năm 2025-2026", FRIDAY, PERIOD_END, "2026-12-31"),
    ("giai đoạn 2026 - 2030", FRIDAY, PERIOD_END, "2030-12-31"),
    ("trong năm 2025 và năm 2026", FRIDAY, PERIOD_END, "2026-12-31"),
    ("trong tháng 9, 10/2025", FRIDAY, PERIOD_END, "2025-10-31"),
    ("tháng 6-7/2026", FRIDAY, PERIOD_END, "2026-07-31"),
    ("trong tháng 6 hoặc tháng 7 năm 2026", FRIDAY, PERIOD_END, "2026-07-31"),
    ("quý I-II/2026", FRIDAY, PERIOD_END, "2026-06-30"),
    ("từ quý III/2025 đến quý I/2026", FRIDAY, PERIOD_END, "2026-03-31"),
    ("trước tháng 6/2026", FRIDAY, PERIOD_END, "2026-05-31"),
    ("nửa đầu tháng 9", FRIDAY, PERIOD_END, "2025-09-15"),
    ("nửa đầu năm 2026", FRIDAY, PERIOD_END, "2026-06-30"),
    ("tuần đầu tháng 10/2025", FRIDAY, PERIOD_END, "2025-10-07"),
    ("tuần thứ hai của tháng 10", FRIDAY, PERIOD_END, "2025-10-14"),
    ("trong 20 ngày đầu tháng 9", FRIDAY, PERIOD_END, "2025-09-20"),
    ("tuần cuối tháng 9", FRIDAY, PERIOD_END, "2025-09-30"),
    ("cuối tháng 9/2025", FRIDAY, PERIOD_END, "2025-09-30"),
    ("trong quý IV (tuỳ thuộc thời điểm Luật có hiệu lực)", FRIDAY, PERIOD_END, "2025-12-31"),
)

COUNTED: tuple[Row, ...] = (
    ("trong 10 ngày làm việc kể từ ngày 22/8/2025", FRIDAY, WORKING, "2025-09-09"),
    ("trong 10 ngày làm việc kể từ ngày 22/8", "2025-08-25", WORKING, "2025-09-09"),
    ("kể từ ngày 22/8/2025, trong vòng 10 ngày làm việc", "2025-09-30", WORKING, "2025-09-09"),
    ("10 ngày", FRIDAY, DAYS, "2025-09-03"),
    ("trong mười ngày", FRIDAY, DAYS, "2025-09-03"),
    ("trong 05 (năm) ngày làm việc", FRIDAY, WORKING, "2025-08-29"),
    ("trong năm ngày", FRIDAY, DAYS, "2025-08-27"),
    ("không quá 15 ngày kể từ ngày ký", FRIDAY, DAYS, "2025-09-08"),
    ("thời hạn: 15 ngày kể từ ngày ban hành Thông báo này", FRIDAY, DAYS, "2025-09-08"),
    ("chậm nhất 07 ngày kể từ ngày họp", FRIDAY, DAYS, "2025-08-29"),
    ("từ 3 đến 5 ngày làm việc", FRIDAY, WORKING, "2025-08-29"),
    ("trong 7-10 ngày", FRIDAY, DAYS, "2025-09-03"),
    ("trong vòng 02 tuần", FRIDAY, DAYS, "2025-09-05"),
    ("trong hai tuần tới", FRIDAY, DAYS, "2025-09-05"),
    ("một tháng kể từ ngày 31/01/2025", FRIDAY, DAYS, "2025-02-28"),
    ("một tháng rưỡi kể từ ngày 01/3/2025", FRIDAY, DAYS, "2025-04-16"),
    ("nửa tháng kể từ ngày 01/3/2025", FRIDAY, DAYS, "2025-03-17"),
    ("trong 3 tháng tới", FRIDAY, DAYS, "2025-11-24"),
    ("6 tháng kể từ ngày 31/8/2025", FRIDAY, DAYS, "2026-03-02"),
    ("trong 01 năm kể từ ngày 29/02/2024", FRIDAY, DAYS, "2025-02-28"),
    ("trong 24 giờ", FRIDAY, DAYS, "2025-08-25"),
    ("trong vòng 48 giờ kể từ ngày 18/8/2025", FRIDAY, DAYS, "2025-08-20"),
    ("trong 16 giờ làm việc", FRIDAY, WORKING, "2025-08-26"),
    ("5 ngày làm việc kể từ ngày 24/4/2025", FRIDAY, WORKING, "2025-05-05"),
    ("3 ngày làm việc kể từ ngày 23/01/2025", FRIDAY, WORKING, "2025-02-04"),
    ("1 ngày làm việc kể từ ngày 23/11/2026", "2026-11-01", WORKING, "2026-11-25"),
    ("1 ngày làm việc kể từ ngày 24/4/2026", "2026-04-01", WORKING, "2026-04-28"),
    ("1 ngày làm việc kể từ ngày 09/01/2026", "2026-01-05", WORKING, "2026-01-10"),
    ("1 ngày làm việc kể từ ngày 21/8/2026", "2026-08-01", WORKING, "2026-08-22"),
    ("sau 05 ngày làm việc kể từ ngày nhận được văn bản", FRIDAY, WORKING, None),
    ("trong 10 ngày làm việc kể từ ngày nhận", FRIDAY, WORKING, None),
    ("trong 30 ngày kể từ khi Luật có hiệu lực", FRIDAY, DAYS, None),
    ("30 ngày, kể từ ngày Luật Đất đai năm 2024 có hiệu lực", FRIDAY, DAYS, None),
    ("sau khi nhận đủ hồ sơ 05 ngày làm việc", FRIDAY, WORKING, None),
    ("trong 10 ngày kể từ ngày Nghị định có hiệu lực (01/10/2025)", FRIDAY, DAYS, "2025-10-13"),
    (
        "trong 10 ngày kể từ ngày nhận được báo cáo nhưng không quá ngày 30/9/2025",
        FRIDAY,
        DAY,
        "2025-09-30",
    ),
    ("chậm nhất 03 ngày làm việc trước ngày 06/5/2025", FRIDAY, WORKING, "2025-04-28"),
    ("trước ngày 06/5/2025 ít nhất 03 ngày làm việc", FRIDAY, WORKING, "2025-04-28"),
    ("ít nhất 05 ngày trước khi họp", FRIDAY, DAYS, None),
    ("chậm nhất 02 ngày trước ngày 02/9/2025", FRIDAY, DAYS, "2025-08-29"),
)

REST: tuple[Row, ...] = (
    ("tuỳ thuộc thời điểm Luật sửa đổi năm 2025 có hiệu lực", FRIDAY, CONDITIONAL, None),
    ("tùy thuộc vào tiến độ giải phóng mặt bằng", FRIDAY, CONDITIONAL, None),
    ("ngay sau khi Nghị định được ban hành", FRIDAY, CONDITIONAL, None),
    ("khi có hướng dẫn của Bộ", FRIDAY, CONDITIONAL, None),
    ("theo tiến độ của dự án", FRIDAY, CONDITIONAL, None),
    ("theo kế hoạch năm 2026 của Bộ", FRIDAY, CONDITIONAL, None),
    ("thường xuyên", FRIDAY, NONE, None),
    ("liên tục, thường xuyên", FRIDAY, NONE, None),
    ("khẩn trương", FRIDAY, NONE, None),
    ("trong thời gian tới", FRIDAY, NONE, None),
    ("kể từ ngày 01/10/2025", FRIDAY, NONE, None),
    ("", FRIDAY, NONE, None),
    ("rà soát danh mục", FRIDAY, NONE, None),
)


@pytest.mark.parametrize(("phrase", "anchor", "kind", "on"), NAMED_DAYS + PERIODS + COUNTED + REST)
def test_a_phrase_sets_a_deadline(
    phrase: str, anchor: str, kind: DeadlineKind, on: str | None
) -> None:
    deadline = parse_deadline(phrase, date.fromisoformat(anchor), CALENDAR)

    assert (deadline.kind, deadline.on) == (kind, date.fromisoformat(on) if on else None)


@pytest.mark.parametrize(
    ("phrase", "rule", "on"),
    [
        ("định kỳ ngày 20 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=20", "2025-09-20"),
        ("hàng tháng, trước ngày 25", "FREQ=MONTHLY;BYMONTHDAY=25", "2025-08-25"),
        ("ngày 15 và ngày 30 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=15,30", "2025-08-30"),
        ("hằng tháng", "FREQ=MONTHLY", "2025-08-31"),
        (
            "ngày làm việc cuối cùng hằng tháng",
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "2025-08-29",
        ),
        (
            "hằng quý trước ngày 10 của tháng đầu quý sau",
            "FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=10",
            "2025-10-10",
        ),
        (
            "trước ngày 15 tháng cuối quý",
            "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=15",
            "2025-09-15",
        ),
        ("mỗi quý một lần", "FREQ=MONTHLY;BYMONTH=3,6,9,12", "2025-09-30"),
        ("03 tháng một lần", "FREQ=MONTHLY;BYMONTH=3,6,9,12", "2025-09-30"),
        ("định kỳ 6 tháng", "FREQ=MONTHLY;BYMONTH=6,12", "2025-12-31"),
        ("06 tháng/lần", "FREQ=MONTHLY;BYMONTH=6,12", "2025-12-31"),
        ("định kỳ hằng quý, 6 tháng, năm", "FREQ=MONTHLY;BYMONTH=3,6,9,12", "2025-09-30"),
        ("trước ngày 15/12 hằng năm", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15", "2025-12-15"),
        (
            "trước ngày 20/6 và 15/12 hằng năm",
            "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=20\nFREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15",
            "2025-12-15",
        ),
        ("hằng năm, trước ngày 30 tháng 6", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30", "2026-06-30"),
        ("tháng 11 hằng năm", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=-1", "2025-11-30"),
        ("hằng năm", "FREQ=YEARLY", "2025-12-31"),
        ("trước 12h00 thứ Năm hằng tuần", "FREQ=WEEKLY;BYDAY=TH", "2025-08-28"),
        ("thứ Hai và thứ Sáu hằng tuần", "FREQ=WEEKLY;BYDAY=MO,FR", "2025-08-22"),
        ("hằng tuần (chiều thứ 6)", "FREQ=WEEKLY;BYDAY=FR", "2025-08-22"),
        ("mỗi tuần một lần", "FREQ=WEEKLY", "2025-08-24"),
        ("hai tuần một lần", "FREQ=WEEKLY;INTERVAL=2", "2025-09-05"),
        ("trước 17h hằng ngày", "FREQ=DAILY", FRIDAY),
    ],
)
def test_a_recurring_deadline_has_a_rule_and_falls_next_on_a_day(
    phrase: str, rule: str, on: str
) -> None:
    deadline = parse_deadline(phrase, date.fromisoformat(FRIDAY), CALENDAR)

    assert (deadline.kind, deadline.recurs, deadline.on) == (
        RECURRING,
        rule,
        date.fromisoformat(on),
    )
