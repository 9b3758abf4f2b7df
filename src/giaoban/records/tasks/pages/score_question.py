"""Which score-card is asked for: what an address says, and the form that shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils.text import capfirst

from giaoban.ground.platform.templatetags.figures import period_words
from giaoban.kit.periods.period import Between, Days, Kind, NotAPeriod, Period, stretch_of
from giaoban.records.tasks.forms_score import TWO_DAYS, Against, Roles, ScoreCardForm
from giaoban.records.tasks.selectors.score_cards import stretch_a_year_before, stretch_before
from giaoban.records.tasks.types import Axis, Measure, UnitsAs, Versus

FIRST_YEAR = 1950  # before it no agency of ours counted anything
LONGEST = timedelta(days=3660)  # ten years between two days


@dataclass(frozen=True)
class Question:
    """Which score-card is asked for, and with which it is compared."""

    period: Period | Between
    as_of: date
    by: Axis = Axis.UNIT
    versus: Versus = Versus.BEFORE
    units: UnitsAs = UnitsAs.THEN
    against: Against = Against.CURRENT
    roles: Roles = Roles.LEAD

    @property
    def before(self) -> Period | Between:
        if self.versus == Versus.YEAR:
            return stretch_a_year_before(self.period)
        return stretch_before(self.period)

    @property
    def asked(self) -> list[tuple[date, Days | None]]:
        """This card and the one it is compared with, which counts to the end of its period."""
        before = self.before.days()
        return [(self.as_of, self.period.days()), (before.last, before)]

    @property
    def measure(self) -> Measure:
        return self.against.measure

    @property
    def with_other(self) -> bool:
        return self.against == Against.BOTH

    @property
    def with_coordinating(self) -> bool:
        return self.roles == Roles.APART

    @property
    def address(self) -> str:
        """The question as it stands in an address."""
        return f"{listed(self.period, self.as_of)}&{self.manner}"

    @property
    def manner(self) -> str:
        """All of it but the days: what stays where one goes on to another period."""
        named = {"by": self.by.value, "versus": self.versus.value, "units": self.units.value}
        if self.against != Against.CURRENT:
            named["against"] = self.against.value
        if self.roles != Roles.LEAD:
            named["roles"] = self.roles.value
        return urlencode(named)

    @property
    def next_period(self) -> Period | Between:
        if isinstance(self.period, Between):
            first = self.period.last + timedelta(days=1)
            return Between(first, first + (self.period.last - self.period.first))
        number = self.period.number + 1
        if number <= self.period.kind.per_year:
            return Period(self.period.kind, self.period.year, number)
        return Period(self.period.kind, self.period.year + 1)

    @property
    def is_narrowed(self) -> bool:
        """Whether one of the less used choices is made, so that the page shows them."""
        return (
            isinstance(self.period, Between)
            or self.against != Against.CURRENT
            or self.roles != Roles.LEAD
            or self.units == UnitsAs.NOW
        )


def listed(period: Period | Between, as_of: date) -> str:
    """The part of an address that asks for what a period counts on a day."""
    return urlencode({"period": period.key, "as_of": as_of.isoformat()})


def question_of(data: Mapping[str, str], *, on: date) -> tuple[Question, ScoreCardForm]:
    """What an address asks for, by default the month of `on`, and the form that shows it."""
    form = ScoreCardForm(data, periods=[(data.get("period") or "", "")])
    form.is_valid()
    given = form.cleaned_data
    period = _asked(data.get("period") or "", given, on)
    question = Question(
        period,
        _day(given.get("as_of"), period, was=given.get("was") or "", on=on),
        Axis(given.get("by") or Axis.UNIT),
        Versus(given.get("versus") or Versus.BEFORE),
        UnitsAs(given.get("units") or UnitsAs.THEN),
        Against(given.get("against") or Against.CURRENT),
        Roles(given.get("roles") or Roles.LEAD),
    )
    return question, _shown(question, data["as_of"] if "as_of" in form.errors else "", on)


def _shown(question: Question, wrong_day: str, on: date) -> ScoreCardForm:
    period = question.period
    days = period.days()
    is_calendar = isinstance(period, Period)
    return ScoreCardForm(
        {
            "period": period.key if is_calendar else TWO_DAYS,
            "was": period.key,
            "by": question.by,
            "versus": question.versus,
            "units": question.units,
            "against": question.against,
            "roles": question.roles,
            "first": f"{days.start:%d/%m/%Y}",
            "last": f"{days.last:%d/%m/%Y}",
            "as_of": wrong_day or f"{question.as_of:%d/%m/%Y}",
        },
        periods=_choices(period if isinstance(period, Period) else _month_of(days.last), on),
    )


def _asked(key: str, given: Mapping[str, Any], on: date) -> Period | Between:
    """The period; where two days are asked for, those, if they are in order."""
    if key == TWO_DAYS:
        first, last = given.get("first"), given.get("last")
        if first and last and first <= last:
            key = f"{first.isoformat()}..{last.isoformat()}"
    return period_of(key) or _month_of(on)


def period_of(key: str) -> Period | Between | None:
    """The period that an address names, or None where it names none that could be counted."""
    try:
        period = stretch_of(key)
    except NotAPeriod:
        return None
    days = period.days()
    if days.start.year < FIRST_YEAR or days.end - days.start > LONGEST:
        return None
    return period


def _month_of(day: date) -> Period:
    return Period(Kind.MONTH, day.year, day.month)


def _day(given: date | None, period: Period | Between, *, was: str, on: date) -> date:
    """The last day of the period or, before that, today; else the day that was given."""
    days = period.days()
    usual = min(days.last, on)
    if given is None or given < days.start:
        return usual
    if was and was != period.key:
        before = period_of(was) or _month_of(on)
        if given == min(before.days().last, on):
            return usual  # another period was chosen, and the day still was that of the one before
    return min(given, on)


def _choices(chosen: Period, on: date) -> list[tuple[str, Any]]:
    years = sorted({on.year, on.year - 1, chosen.year, chosen.year - 1}, reverse=True)
    groups: list[tuple[str, Any]] = []
    for year in years:
        begun = [each for each in Period.all_of(year) if each.days().start <= on]
        named = [(each.key, capfirst(period_words(each))) for each in begun]
        if named:
            groups.append((str(year), named))
    return groups
