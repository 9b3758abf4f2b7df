"""Why a deadline falls on its day, kept as data and told in Vietnamese or English."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from giaoban.kit.periods.period import Kind, NotAPeriod, Period


class Rule(StrEnum):
    """The way in which a deadline was reckoned."""

    NAMED_DAY = "named_day"
    RELATIVE_DAY = "relative_day"
    NO_SUCH_DAY = "no_such_day"
    POINT = "point"
    PERIOD_END = "period_end"
    BEFORE_PERIOD = "before_period"
    CALENDAR_UNITS = "calendar_units"
    WORKING_DAYS = "working_days"
    BACK_FROM = "back_from"
    RECURRING = "recurring"
    CONDITION = "condition"
    STANDING = "standing"
    BEGINS = "begins"
    VAGUE = "vague"
    NOTHING = "nothing"


_LANGUAGES = ("vi", "en")

_UNITS = {
    "hour": ("giờ", "hours"),
    "day": ("ngày", "days"),
    "working_day": ("ngày làm việc", "working days"),
    "week": ("tuần", "weeks"),
    "month": ("tháng", "months"),
    "quarter": ("quý", "quarters"),
    "year": ("năm", "years"),
}
_AND_HALF = ("{unit} rưỡi", "and a half {unit}")

_OPENINGS: dict[Rule, tuple[str, str]] = {
    Rule.NAMED_DAY: ("ngày nêu trong văn bản", "the day that the text names"),
    Rule.RELATIVE_DAY: (
        "ngày nêu trong văn bản, suy từ ngày văn bản {anchor}",
        "the day that the text names, seen from the document's date {anchor}",
    ),
    Rule.NO_SUCH_DAY: (
        "lịch không có ngày này ({phrase})",
        "the calendar has no such day ({phrase})",
    ),
    Rule.POINT: (
        "thời điểm đầu hoặc giữa {period} (Điều 146 Bộ luật Dân sự 2015)",
        "the beginning or middle of the period {period} (Civil Code 2015, Art. 146)",
    ),
    Rule.PERIOD_END: ("ngày cuối của {period}", "the last day of the period {period}"),
    Rule.BEFORE_PERIOD: (
        "trước {period}, tức là chậm nhất ngày liền trước",
        "before the period {period}, so the day before it at the latest",
    ),
    Rule.CALENDAR_UNITS: (
        "{count} {unit} kể từ {anchor}, không tính ngày đầu (Điều 147 Bộ luật Dân sự 2015)",
        "{count} {unit} from {anchor}, the first day not counted (Civil Code 2015, Art. 147)",
    ),
    Rule.WORKING_DAYS: (
        "{count} ngày làm việc kể từ {anchor}, không tính ngày đầu (Điều 147 Bộ luật Dân sự 2015)",
        "{count} working days from {anchor}, the first day not counted (Civil Code 2015, Art. 147)",
    ),
    Rule.BACK_FROM: (
        "chậm nhất {count} {unit} trước {anchor}, đếm ngược",
        "at least {count} {unit} before {anchor}, counted back",
    ),
    Rule.RECURRING: (
        "định kỳ ({phrase}); lần tới tính từ {anchor}",
        "recurs ({phrase}); the next time from {anchor} on",
    ),
    Rule.CONDITION: (
        "tuỳ thuộc một sự kiện chưa biết ngày ({event})",
        "hangs on an event whose day is not known ({event})",
    ),
    Rule.STANDING: ("việc thường xuyên, không có ngày cuối", "standing work without a last day"),
    Rule.BEGINS: (
        "chỉ nêu khi bắt đầu, không nêu ngày cuối",
        "only says when it begins, not the last day",
    ),
    Rule.VAGUE: ("không nêu ngày cụ thể ({phrase})", "no day is stated ({phrase})"),
    Rule.NOTHING: ("không nêu thời hạn", "no deadline is stated"),
}

# The same where no first day is known.
_UNANCHORED: dict[Rule, tuple[str, str]] = {
    Rule.CALENDAR_UNITS: (
        "{count} {unit}, chưa biết tính từ ngày nào",
        "{count} {unit}, from a day that is not known",
    ),
    Rule.WORKING_DAYS: (
        "{count} ngày làm việc, chưa biết tính từ ngày nào",
        "{count} working days, from a day that is not known",
    ),
    Rule.BACK_FROM: (
        "chậm nhất {count} {unit} trước một ngày chưa biết",
        "at least {count} {unit} before a day that is not known",
    ),
    Rule.RELATIVE_DAY: (
        "chưa biết ngày văn bản để suy ra ({phrase})",
        "the document's date, from which it would follow, is not known ({phrase})",
    ),
    Rule.RECURRING: ("định kỳ ({phrase})", "recurs ({phrase})"),
}

_REST = ("{days} là ngày nghỉ ({names})", "{days} off ({names})")
_WORKED = ("{days} làm bù, tính là ngày làm việc", "{days} worked in exchange, counted")
_ROLLED = (
    "{day} không phải ngày làm việc nên lùi đến ngày làm việc kế tiếp (Điều 148)",
    "{day} is no working day, so it moves to the next one (Art. 148)",
)
_ROLLED_BACK = (
    "{day} không phải ngày làm việc nên lấy ngày làm việc liền trước",
    "{day} is no working day, so the working day before it is taken",
)
_MONTH_END = (
    "tháng không có ngày tương ứng nên lấy ngày cuối tháng (Điều 148)",
    "the month has no such day, so its last day is taken (Art. 148)",
)
_ASSUMED = (
    "văn bản không nêu ngày bắt đầu nên tính từ ngày văn bản",
    "the text names no first day, so the document's date is taken",
)
_WAITS = ("chờ biết ngày: {event}", "to be known first: {event}")
_CONDITION = ("còn chờ: {event}", "and it waits for: {event}")
_YEAR = (
    "không nêu năm nên lấy lần gần nhất từ ngày văn bản {anchor}",
    "no year is stated, so the next one from the document's date {anchor} is taken",
)
_NO_YEAR = (
    "không nêu năm và chưa biết ngày văn bản",
    "no year is stated and the document's date is not known",
)
_BEFORE_DAY = (
    "“trước ngày” được hiểu là chậm nhất trong chính ngày đó",
    "“before the day” is taken as on that day at the latest",
)
_HOUR = ("đến {hour}", "until {hour}")
_UNANNOUNCED = (
    "lịch nghỉ năm {year} chưa công bố đầy đủ nên ngày này có thể thay đổi",
    "the days off of {year} are not all announced, so this day may change",
)
_AND = (" và ", " and ")
_PERIODS = {
    Kind.MONTH: ("tháng {number}/{year}", "{number}/{year}"),
    Kind.QUARTER: ("quý {number}/{year}", "quarter {number}/{year}"),
    Kind.HALF: ("6 tháng {half} năm {year}", "the {half} half of {year}"),
    Kind.NINE_MONTHS: ("9 tháng đầu năm {year}", "the first nine months of {year}"),
    Kind.YEAR: ("năm {year}", "{year}"),
}
_HALVES = (("đầu", "cuối"), ("first", "second"))
_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Explanation:
    """The steps of a reckoning. What a rule does not use stays empty.

    `rests` are the holidays that were passed over, `worked` the Saturdays that counted,
    `rolled_from` the day of rest that the count first ended on, `rolled_back_from` the same where
    it was counted back. `event` is what a count or a whole deadline waits for, `condition` what a
    named day waits for besides. `unannounced` is the year whose days off are not certain.
    """

    rule: Rule
    phrase: str = ""
    anchor: date | None = None
    anchor_assumed: bool = False
    count: int | None = None
    unit: str = "day"
    period: str | None = None
    rests: tuple[tuple[date, str], ...] = ()
    worked: tuple[date, ...] = ()
    rolled_from: date | None = None
    month_end: bool = False
    on: date | None = None
    rolled_back_from: date | None = None
    and_half: bool = False
    event: str | None = None
    condition: str | None = None
    hour: str | None = None
    before_day: bool = False
    year_assumed: bool = False
    unannounced: int | None = None

    def text(self, language: str = "vi") -> str:
        """The steps as one sentence; any language but "en" is told in Vietnamese."""
        tongue = _LANGUAGES.index(language) if language in _LANGUAGES else 0
        told = "; ".join((self._opening(tongue), *self._steps(tongue)))
        return f"{told}: {self.on:%d/%m/%Y}" if self.on else told

    def _opening(self, tongue: int) -> str:
        openings = _OPENINGS if self.anchor else {**_OPENINGS, **_UNANCHORED}
        unit = _UNITS[self.unit][tongue]
        return openings[self.rule][tongue].format(
            count=self.count,
            unit=_AND_HALF[tongue].format(unit=unit) if self.and_half else unit,
            anchor=_day(self.anchor),
            period=_named_period(self.period, tongue),
            phrase=self.phrase,
            event=self.event or self.phrase,
        )

    def _steps(self, tongue: int) -> Iterator[str]:
        yield from self._beginning(tongue)
        if self.month_end:
            yield _MONTH_END[tongue]
        if self.rests:
            names = ", ".join(dict.fromkeys(name for _, name in self.rests))
            days = _days([day for day, _ in self.rests], tongue)
            yield _REST[tongue].format(days=days, names=names)
        if self.worked:
            yield _WORKED[tongue].format(days=_days(self.worked, tongue))
        if self.rolled_from:
            yield _ROLLED[tongue].format(day=_day(self.rolled_from))
        if self.rolled_back_from:
            yield _ROLLED_BACK[tongue].format(day=_day(self.rolled_back_from))
        yield from self._reserves(tongue)

    def _beginning(self, tongue: int) -> Iterator[str]:
        """From when it is reckoned, and what is taken for granted there."""
        if self.anchor_assumed and self.anchor:
            yield _ASSUMED[tongue]
        if self.event and self.rule is not Rule.CONDITION:
            yield _WAITS[tongue].format(event=self.event)
        if self.year_assumed:
            wording = _YEAR if self.anchor else _NO_YEAR
            yield wording[tongue].format(anchor=_day(self.anchor))

    def _reserves(self, tongue: int) -> Iterator[str]:
        """How the day is meant, and what may still change it."""
        if self.before_day:
            yield _BEFORE_DAY[tongue]
        if self.hour and self.on:
            yield _HOUR[tongue].format(hour=self.hour)
        if self.condition:
            yield _CONDITION[tongue].format(event=self.condition)
        if self.unannounced:
            yield _UNANNOUNCED[tongue].format(year=self.unannounced)


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else "?"


def _named_period(key: str | None, tongue: int) -> str:
    """`2025-Q3` as people say it. What is no key is told as it is."""
    try:
        period = Period.parse(key or "")
    except NotAPeriod:
        return key or "?"
    names = _PERIODS[period.kind]
    number = _ROMAN[period.number - 1] if period.kind is Kind.QUARTER else period.number
    if period.kind is Kind.HALF:
        return names[tongue].format(half=_HALVES[tongue][period.number - 1], year=period.year)
    return names[tongue].format(number=number, year=period.year)


def _days(days: tuple[date, ...] | list[date], tongue: int) -> str:
    written = [f"{day:%d/%m}" for day in days]
    return _AND[tongue].join(part for part in (", ".join(written[:-1]), written[-1]) if part)
