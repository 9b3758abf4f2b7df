"""The clocks of reporting that texts of the state prescribe, as data.

What no text says is marked: an agency looks at it and sets its own rule.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from giaoban.kit.periods.reporting.dues import DueKind, DueRule, Roll
from giaoban.kit.periods.reporting.terms import CutOff, Frequency
from giaoban.kit.periods.window import MID_MONTH, Window


@dataclass(frozen=True)
class Level:
    """Who of a chain sends by when: `below` to the unit in charge, `unit` to the top."""

    key: str
    due: DueRule


@dataclass(frozen=True)
class Timing:
    """Cut-off and last days of one frequency. `unsure` says in Vietnamese what no text settles."""

    cut_off: CutOff
    levels: tuple[Level, ...]
    unsure: str = ""


@dataclass(frozen=True)
class Clock:
    """The rules of one text, by frequency; `source` names it."""

    key: str
    source: str
    timings: Mapping[Frequency, Timing]


_MID_MONTH = CutOff(MID_MONTH)


def _by_day(number: int, *, roll: Roll = Roll.STAYS) -> DueRule:
    return DueRule(DueKind.DAY, number, roll=roll)


def _chain(below: DueRule, unit: DueRule) -> tuple[Level, ...]:
    return (Level("below", below), Level("unit", unit))


# Art. 12: from the 15th of the month before to the 14th of the last month. Art. 13: to the
# Government by the 25th of the last month; each ministry sets what comes before, here the 18th
# and the 20th of that month.
_DECREE = _chain(_by_day(18), _by_day(20))
_OWN_DAYS = "Nghị định để cơ quan ban hành tự đặt thời hạn của cấp dưới; ngày 18 và 20 là gợi ý."
DECREE_09_2019 = Clock(
    "decree-09-2019",
    "Nghị định số 09/2019/NĐ-CP, Điều 12 và Điều 13",
    {
        Frequency.MONTH: Timing(_MID_MONTH, _DECREE, _OWN_DAYS),
        Frequency.QUARTER: Timing(_MID_MONTH, _DECREE, _OWN_DAYS),
        Frequency.HALF: Timing(_MID_MONTH, _DECREE, _OWN_DAYS),
        Frequency.NINE_MONTHS: Timing(
            _MID_MONTH, _DECREE, f"{_OWN_DAYS} Kỳ 9 tháng do cơ quan ban hành chế độ quy định."
        ),
        Frequency.YEAR: Timing(_MID_MONTH, _DECREE, _OWN_DAYS),
    },
)

# The circular gives the last days. With the decree's cut-off on the 14th they would, but for the
# month, come before the cut-off, so that it must lie earlier; the days here are ours.
_OWN_CUT_OFF = "Thông tư quy định thời hạn gửi; ngày chốt số liệu ở đây là gợi ý, cần rà soát lại."
CIRCULAR_02_2023 = Clock(
    "circular-02-2023",
    "Thông tư số 02/2023/TT-BTTTT",
    {
        Frequency.MONTH: Timing(_MID_MONTH, _chain(_by_day(15), _by_day(16))),
        Frequency.QUARTER: Timing(
            CutOff(Window(day=1, months_before=1)), _chain(_by_day(6), _by_day(8)), _OWN_CUT_OFF
        ),
        Frequency.HALF: Timing(
            CutOff(Window(day=1, months_before=1)), _chain(_by_day(6), _by_day(8)), _OWN_CUT_OFF
        ),
        Frequency.YEAR: Timing(
            CutOff(Window(day=15, months_before=2)),
            _chain(
                DueRule(DueKind.DAY, 25, months_after=-1), DueRule(DueKind.DAY, 27, months_after=-1)
            ),
            _OWN_CUT_OFF,
        ),
    },
)

# Statistics count whole months (Circular 04/2022/TT-BTTTT). Each form has a last day of its own.
_FORM_DAYS = "Thời hạn gửi theo từng biểu mẫu thống kê; số ngày ở đây là gợi ý."
_AFTER = _chain(DueRule(DueKind.WORKING_DAYS, 5), DueRule(DueKind.WORKING_DAYS, 8))
STATISTICS = Clock(
    "statistics",
    "Thông tư số 04/2022/TT-BTTTT",
    {
        frequency: Timing(CutOff(), _AFTER, _FORM_DAYS)
        for frequency in (Frequency.MONTH, Frequency.QUARTER, Frequency.HALF, Frequency.YEAR)
    },
)

CLOCKS: Mapping[str, Clock] = {
    clock.key: clock for clock in (DECREE_09_2019, CIRCULAR_02_2023, STATISTICS)
}
