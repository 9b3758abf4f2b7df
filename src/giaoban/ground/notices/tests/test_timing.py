from datetime import date, datetime

import pytest
from django.utils.timezone import get_default_timezone

from giaoban.ground.notices.models import Habits
from giaoban.ground.notices.timing import mail_moment
from giaoban.ground.notices.types import Channel
from giaoban.kit.periods.workdays import WorkCalendar

# Friday 25/07/2025 is worked, Monday 28/07 is a holiday.
CALENDAR = WorkCalendar(holidays={date(2025, 7, 28): "Ngày nghỉ mẫu"})


def at(text: str) -> datetime:
    """`25/07 17:30` by the clock in Viet Nam."""
    return datetime.strptime(f"{text} 2025", "%d/%m %H:%M %Y").replace(
        tzinfo=get_default_timezone()
    )


def moment(channel: Channel, now: str, **habits: int | bool) -> str:
    found = mail_moment(channel, habits=Habits(**habits), now=at(now), calendar=CALENDAR)
    return f"{found:%d/%m %H:%M}" if found else ""


@pytest.mark.parametrize(
    ("now", "sent"),
    [
        ("25/07 09:15", "25/07 09:15"),
        ("25/07 06:59", "25/07 07:00"),
        ("24/07 18:00", "25/07 07:00"),
        ("24/07 23:30", "25/07 07:00"),
        ("25/07 18:00", "29/07 07:00"),  # over the weekend and the holiday
        ("26/07 10:00", "29/07 07:00"),
        ("28/07 10:00", "29/07 07:00"),
    ],
)
def test_what_comes_at_once_waits_out_nights_and_days_of_rest(now: str, sent: str) -> None:
    assert moment(Channel.AT_ONCE, now) == sent


@pytest.mark.parametrize(
    ("now", "sent"),
    [
        ("25/07 07:59", "25/07 08:00"),
        ("24/07 08:00", "25/07 08:00"),
        ("25/07 08:01", "29/07 08:00"),
    ],
)
def test_the_daily_e_mail_comes_at_its_hour_of_the_next_working_day(now: str, sent: str) -> None:
    assert moment(Channel.DIGEST, now) == sent


def test_who_wants_e_mail_on_days_of_rest_gets_it() -> None:
    assert moment(Channel.AT_ONCE, "26/07 10:00", on_rest_days=True) == "26/07 10:00"
    assert moment(Channel.DIGEST, "25/07 20:00", on_rest_days=True) == "26/07 08:00"


def test_quiet_hours_may_lie_within_a_day() -> None:
    assert moment(Channel.AT_ONCE, "25/07 12:10", quiet_from=12, quiet_to=13) == "25/07 13:00"
    assert moment(Channel.AT_ONCE, "25/07 22:00", quiet_from=12, quiet_to=13) == "25/07 22:00"


def test_equal_hours_mean_no_quiet_time() -> None:
    assert moment(Channel.AT_ONCE, "25/07 03:00", quiet_from=0, quiet_to=0) == "25/07 03:00"


def test_the_inbox_alone_means_no_e_mail() -> None:
    assert moment(Channel.INBOX, "25/07 09:00") == ""
