"""Reading a deadline takes linear time, whatever is repeated. The kit itself knows no clock."""

import time
from datetime import date

import pytest

from giaoban.kit.periods.deadlines import parse_deadline


@pytest.mark.parametrize(
    "piece",
    ["trước ngày 15/3, ", "10 ngày ", "từ 3 đến 5 ", "tháng 6, ", "hằng tháng ", "a", "((", "1-",
     "sau khi ", "năm 2025 - ", "một hai ba bốn ", "trong ", "kể từ ngày "],
)  # fmt: skip
def test_a_longer_text_takes_no_more_than_its_share_of_time(
    piece: str,
) -> None:
    short, long = piece * 100, piece * 2_000
    parse_deadline(short, date(2025, 8, 22))

    taken = _seconds(short), _seconds(long)

    assert taken[1] < 60 * taken[0] + 0.02


def _seconds(phrase: str) -> float:
    """The best of three, as other work disturbs."""
    return min(_once(phrase) for _ in range(3))


def _once(phrase: str) -> float:
    start = time.process_time()
    parse_deadline(phrase, date(2025, 8, 22))
    return time.process_time() - start
