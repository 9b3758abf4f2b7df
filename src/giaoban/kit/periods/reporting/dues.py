"""The last day to send a report, reckoned from the rule of its regime, with every step told."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from giaoban.kit.periods.reporting.terms import Term
from giaoban.kit.periods.workdays import WorkCalendar


class DueKind(StrEnum):
    """From what the last day is reckoned."""

    DAY = "day"
    WORKING_DAYS = "working_days"
    DAYS = "days"


class Roll(StrEnum):
    """What happens to a last day on which nobody works. The law leaves it open for fixed dates."""

    STAYS = "stays"
    NEXT = "next"
    BEFORE = "before"


@dataclass(frozen=True)
class DueRule:
    """The last day to send.

    DAY: the day `number` of the month that lies `months_after` months after the last month of the
    period; a month that has no such day ends before. WORKING_DAYS and DAYS: so many after the day
    of the cut-off. A week has no month, so there DAY counts as DAYS.
    """

    kind: DueKind
    number: int
    months_after: int = 0
    roll: Roll = Roll.STAYS


@dataclass(frozen=True)
class Due:
    """The last day to send for a period, and how it was found.

    `reckoned` is the day before days of rest were looked at, `rests` the weekdays of rest that a
    count passed over, `worked` the days of rest worked in exchange that it counted. `is_too_soon`:
    no working day lies between the cut-off and the last day, which Decree 09/2019/NĐ-CP, Art. 8(5)
    asks for. `unannounced` is a year whose days of rest are not certain yet.
    """

    term: Term
    rule: DueRule
    reckoned: date
    on: date
    rests: tuple[tuple[date, str], ...] = ()
    worked: tuple[date, ...] = ()
    is_too_soon: bool = False
    unannounced: int | None = None

    def steps(self, language: str = "vi") -> list[str]:
        """The steps as sentences; any language but "en" is told in Vietnamese."""
        tongue = 1 if language == "en" else 0
        told = [
            _COUNTS[tongue].format(first=_day(self.term.start), last=_day(self.term.last)),
            self._rule(tongue),
        ]
        if self.rests:
            days = ", ".join(f"{day:%d/%m} ({name})" for day, name in self.rests)
            told.append(_RESTS[tongue].format(days=days))
        if self.worked:
            days = ", ".join(f"{day:%d/%m}" for day in self.worked)
            told.append(_WORKED[tongue].format(days=days))
        if self.on != self.reckoned:
            words = _NEXT if self.on > self.reckoned else _BEFORE
            told.append(words[tongue].format(day=_day(self.reckoned), on=_day(self.on)))
        if self.is_too_soon:
            told.append(_TOO_SOON[tongue])
        if self.unannounced:
            told.append(_UNANNOUNCED[tongue].format(year=self.unannounced))
        return told

    def _rule(self, tongue: int) -> str:
        words = _RULES[self.rule.kind if self.term.month else _without_month(self.rule)]
        return words[tongue].format(
            number=self.rule.number,
            month=f"{self.reckoned:%m/%Y}",
            last=_day(self.term.last),
            day=_day(self.reckoned),
        )


def due_of(rule: DueRule, term: Term, calendar: WorkCalendar) -> Due:
    """The last day to send for a period, by the working days of the agency."""
    kind = rule.kind if term.month else _without_month(rule)
    if kind is DueKind.DAY and term.month:
        reckoned = _in_month(term.month, rule)
    elif kind is DueKind.WORKING_DAYS:
        reckoned = calendar.after(term.last, rule.number)
    else:
        reckoned = term.last + timedelta(days=rule.number)
    on = _rolled(reckoned, rule.roll, calendar)
    # What a count passed over is told; a day that is named passes over nothing.
    counted_until = on if kind is DueKind.WORKING_DAYS else term.last
    rests, worked = _passed(term.last, counted_until, calendar)
    return Due(
        term=term,
        rule=rule,
        reckoned=reckoned,
        on=on,
        rests=rests,
        worked=worked,
        is_too_soon=on < calendar.after(term.last, 1),
        unannounced=calendar.unannounced(on),
    )


def _without_month(rule: DueRule) -> DueKind:
    return DueKind.DAYS if rule.kind is DueKind.DAY else rule.kind


def _in_month(month: date, rule: DueRule) -> date:
    months = month.year * 12 + month.month - 1 + rule.months_after
    first = date(months // 12, months % 12 + 1, 1)
    following = date((months + 1) // 12, (months + 1) % 12 + 1, 1)
    return min(first + timedelta(days=rule.number - 1), following - timedelta(days=1))


def _rolled(day: date, roll: Roll, calendar: WorkCalendar) -> date:
    if roll is Roll.NEXT:
        return calendar.roll(day)
    return calendar.roll_back(day) if roll is Roll.BEFORE else day


def _passed(
    after: date, until: date, calendar: WorkCalendar
) -> tuple[tuple[tuple[date, str], ...], tuple[date, ...]]:
    """The weekdays of rest and the worked days of rest between the two, the last one included."""
    days = [after + timedelta(days=number) for number in range(1, (until - after).days + 1)]
    rests = tuple(
        (day, name)
        for day in days
        if day.weekday() < 5 and day not in calendar.worked and (name := calendar.holiday(day))
    )
    return rests, tuple(day for day in days if day in calendar.worked)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


_COUNTS = (
    "Số liệu tính từ {first} đến hết ngày {last}.",
    "It counts from {first} to the end of {last}.",
)
_RULES = {
    DueKind.DAY: (
        "Gửi chậm nhất ngày {number} tháng {month}: {day}.",
        "It is sent by day {number} of {month}: {day}.",
    ),
    DueKind.WORKING_DAYS: (
        "Gửi chậm nhất {number} ngày làm việc sau ngày chốt số liệu {last}: {day}.",
        "It is sent within {number} working days after the cut-off on {last}: {day}.",
    ),
    DueKind.DAYS: (
        "Gửi chậm nhất {number} ngày sau ngày chốt số liệu {last}: {day}.",
        "It is sent within {number} days after the cut-off on {last}: {day}.",
    ),
}
_RESTS = ("Không tính ngày nghỉ {days}.", "Days of rest are not counted: {days}.")
_WORKED = (
    "{days} làm bù nên tính là ngày làm việc.",
    "Worked in exchange and so counted: {days}.",
)
_NEXT = (
    "{day} là ngày nghỉ nên lùi đến ngày làm việc kế tiếp: {on}.",
    "{day} is a day of rest, so it moves to the next working day: {on}.",
)
_BEFORE = (
    "{day} là ngày nghỉ nên lấy ngày làm việc liền trước: {on}.",
    "{day} is a day of rest, so the working day before it is taken: {on}.",
)
_TOO_SOON = (
    "Từ ngày chốt số liệu đến thời hạn gửi chưa đủ 01 ngày làm việc (Điều 8 NĐ 09/2019/NĐ-CP).",
    "Less than a working day lies between cut-off and last day (Decree 09/2019/NĐ-CP, Art. 8).",
)
_UNANNOUNCED = (
    "Lịch nghỉ năm {year} chưa công bố đầy đủ nên ngày này có thể thay đổi.",
    "The days of rest of {year} are not all announced, so this day may change.",
)
