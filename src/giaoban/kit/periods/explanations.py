"""Why a deadline falls on its day, kept as data and told in Vietnamese or English."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Rule(StrEnum):
    """The way in which a deadline was reckoned."""

    NAMED_DAY = "named_day"
    PERIOD_END = "period_end"
    BEFORE_PERIOD = "before_period"
    CALENDAR_UNITS = "calendar_units"
    WORKING_DAYS = "working_days"
    RECURRING = "recurring"
    CONDITION = "condition"
    STANDING = "standing"
    NOTHING = "nothing"


_LANGUAGES = ("vi", "en")

_UNITS = {
    "day": ("ngày", "days"),
    "week": ("tuần", "weeks"),
    "month": ("tháng", "months"),
    "year": ("năm", "years"),
}

_OPENINGS: dict[Rule, tuple[str, str]] = {
    Rule.NAMED_DAY: ("ngày nêu trong văn bản", "the day that the text names"),
    Rule.PERIOD_END: ("ngày cuối của kỳ {period}", "the last day of the period {period}"),
    Rule.BEFORE_PERIOD: (
        "trước kỳ {period}, tức là chậm nhất ngày liền trước",
        "before the period {period}, so the day before it at the latest",
    ),
    Rule.CALENDAR_UNITS: (
        "{count} {unit} kể từ {anchor}, không tính ngày đầu",
        "{count} {unit} from {anchor}, the first day not counted",
    ),
    Rule.WORKING_DAYS: (
        "{count} ngày làm việc kể từ {anchor}, không tính ngày đầu",
        "{count} working days from {anchor}, the first day not counted",
    ),
    Rule.RECURRING: (
        "định kỳ ({phrase}); lần tới tính từ {anchor}",
        "recurs ({phrase}); the next time from {anchor} on",
    ),
    Rule.CONDITION: (
        "tuỳ thuộc một sự kiện chưa biết ngày ({phrase})",
        "hangs on an event whose day is not known ({phrase})",
    ),
    Rule.STANDING: ("việc thường xuyên, không có ngày cuối", "standing work without a last day"),
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
    Rule.RECURRING: ("định kỳ ({phrase})", "recurs ({phrase})"),
}

_REST = ("{days} là ngày nghỉ ({names})", "{days} off ({names})")
_WORKED = ("{days} làm bù, tính là ngày làm việc", "{days} worked in exchange, counted")
_ROLLED = (
    "{day} không phải ngày làm việc nên lùi đến ngày làm việc kế tiếp",
    "{day} is no working day, so it moves to the next one",
)
_MONTH_END = (
    "tháng không có ngày tương ứng nên lấy ngày cuối tháng",
    "the month has no such day, so its last day is taken",
)
_ASSUMED = (
    "văn bản không nêu ngày bắt đầu nên tính từ ngày văn bản",
    "the text names no first day, so the document's date is taken",
)
_AND = (" và ", " and ")


@dataclass(frozen=True)
class Explanation:
    """The steps of a reckoning. What a rule does not use stays empty.

    `rests` are the holidays that were passed over, `worked` the Saturdays that counted,
    `rolled_from` the day of rest that the count first ended on.
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

    def text(self, language: str = "vi") -> str:
        """The steps as one sentence; any language but "en" is told in Vietnamese."""
        tongue = _LANGUAGES.index(language) if language in _LANGUAGES else 0
        steps = [self._opening(tongue)]
        if self.anchor_assumed and self.anchor:
            steps.append(_ASSUMED[tongue])
        if self.month_end:
            steps.append(_MONTH_END[tongue])
        if self.rests:
            names = ", ".join(dict.fromkeys(name for _, name in self.rests))
            steps.append(
                _REST[tongue].format(
                    days=_days([day for day, _ in self.rests], tongue), names=names
                )
            )
        if self.worked:
            steps.append(_WORKED[tongue].format(days=_days(self.worked, tongue)))
        if self.rolled_from:
            steps.append(_ROLLED[tongue].format(day=f"{self.rolled_from:%d/%m/%Y}"))
        told = "; ".join(steps)
        return f"{told}: {self.on:%d/%m/%Y}" if self.on else told

    def _opening(self, tongue: int) -> str:
        openings = _OPENINGS if self.anchor else {**_OPENINGS, **_UNANCHORED}
        return openings[self.rule][tongue].format(
            count=self.count,
            unit=_UNITS[self.unit][tongue],
            anchor=f"{self.anchor:%d/%m/%Y}" if self.anchor else "?",
            period=self.period,
            phrase=self.phrase,
        )


def _days(days: tuple[date, ...] | list[date], tongue: int) -> str:
    written = [f"{day:%d/%m}" for day in days]
    return _AND[tongue].join(part for part in (", ".join(written[:-1]), written[-1]) if part)
