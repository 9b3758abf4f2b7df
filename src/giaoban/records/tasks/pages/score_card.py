"""The page of the score-card: what is asked, both cards, what slipped."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.utils.text import capfirst

from giaoban.ground.accounts.models import User
from giaoban.ground.platform.templatetags.figures import period_words
from giaoban.kit.periods.period import Days, Kind, NotAPeriod, Period
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.successions import selectors as successions
from giaoban.records.tasks import selectors
from giaoban.records.tasks.forms import ScoreCardForm
from giaoban.records.tasks.pages.lists import Line, lines_of
from giaoban.records.tasks.types import (
    FOUR_CLASSES,
    RULE_EDITION,
    Axis,
    Rate,
    ScoreCard,
    ScoreRow,
    StatusClass,
    Tally,
    UnitsAs,
    Versus,
)

OVERDUE_SHOWN = 10
_PARAMETERS = {Axis.UNIT: "unit", Axis.FIELD: "field", Axis.SOURCE: "source"}


@dataclass(frozen=True)
class Question:
    """Which score-card is asked for, and with which it is compared."""

    period: Period
    as_of: date
    by: Axis = Axis.UNIT
    versus: Versus = Versus.BEFORE
    units: UnitsAs = UnitsAs.THEN

    @property
    def before(self) -> Period:
        if self.versus == Versus.YEAR:
            return Period(self.period.kind, self.period.year - 1, self.period.number)
        return selectors.period_before(self.period)

    @property
    def asked(self) -> list[tuple[date, Days | None]]:
        """This card and the one it is compared with, which counts to the end of its period."""
        before = self.before.days()
        return [(self.as_of, self.period.days()), (before.last, before)]

    @property
    def address(self) -> str:
        """The question as it stands in an address."""
        named = {"by": self.by.value, "versus": self.versus.value, "units": self.units.value}
        return f"{listed(self.period, self.as_of)}&{urlencode(named)}"

    @property
    def next_period(self) -> Period:
        number = self.period.number + 1
        if number <= self.period.kind.per_year:
            return Period(self.period.kind, self.period.year, number)
        return Period(self.period.kind, self.period.year + 1)


@dataclass(frozen=True)
class ScoreLine:
    """A row of the table beside the same row of the card it is compared with.

    `query` is the part of an address by which the list of tasks is told which row of which card.
    """

    row: ScoreRow
    before: Tally
    query: str

    @property
    def tally(self) -> Tally:
        return self.row.tally

    @cached_property
    def counts(self) -> list[tuple[StatusClass, int]]:
        return [(status, self.tally[status]) for status in FOUR_CLASSES]

    @property
    def bar(self) -> list[int]:
        return [count for _status, count in self.counts]

    @property
    def change(self) -> Decimal | None:
        return self.tally.on_time_of_due.points_above(self.before.on_time_of_due)


@dataclass(frozen=True)
class ClassFigure:
    """One of the four classes in the tally above the table."""

    status: StatusClass
    share: Rate
    before: Rate


def listed(period: Period, as_of: date) -> str:
    """The part of an address that asks for what a period counts on a day."""
    return urlencode({"period": period.key, "as_of": as_of.isoformat()})


def question_of(data: Mapping[str, str], *, on: date) -> tuple[Question, ScoreCardForm]:
    """What an address asks for, by default the month of `on`, and the form that shows it."""
    period = _period(data.get("period") or "", on)
    form = ScoreCardForm(data, periods=_choices(period, on))
    form.is_valid()
    given = form.cleaned_data
    by, versus = given.get("by") or Axis.UNIT, given.get("versus") or Versus.BEFORE
    as_of = _day(given.get("as_of"), period, was=given.get("was") or "", on=on)
    units = UnitsAs(given.get("units") or UnitsAs.THEN)
    question = Question(period, as_of, Axis(by), Versus(versus), units)
    shown = ScoreCardForm(
        {
            "period": period.key,
            "was": period.key,
            "by": by,
            "versus": versus,
            "units": units.value,
            "as_of": data["as_of"] if "as_of" in form.errors else f"{as_of:%d/%m/%Y}",
        },
        periods=_choices(period, on),
    )
    return question, shown


def _period(key: str, on: date) -> Period:
    try:
        return Period.parse(key)
    except NotAPeriod:
        return Period(Kind.MONTH, on.year, on.month)


def _day(given: date | None, period: Period, *, was: str, on: date) -> date:
    """The last day of the period or, before that, today; else the day that was given."""
    days = period.days()
    usual = min(days.last, on)
    if given is None or given < days.start:
        return usual
    if was and was != period.key and given == min(_period(was, on).days().last, on):
        return usual  # another period was chosen, and the day still was that of the one before
    return min(given, on)


def _choices(chosen: Period, on: date) -> list[tuple[str, Any]]:
    years = sorted({on.year, on.year - 1, chosen.year, chosen.year - 1}, reverse=True)
    groups = []
    for year in years:
        begun = [each for each in Period.all_of(year) if each.days().start <= on]
        named = [(each.key, capfirst(period_words(each))) for each in begun]
        if named:
            groups.append((str(year), named))
    return groups


@dataclass(frozen=True)
class ScoreCardPage:
    """Everything the page shows besides its form."""

    question: Question
    card: ScoreCard
    before: ScoreCard
    overdue: list[Line]
    ages: list[selectors.Age]
    moves: selectors.Moves | None
    has_passages: bool = False

    rule_edition = RULE_EDITION

    @property
    def lines(self) -> Iterator[ScoreLine]:
        as_now = f"&units={UnitsAs.NOW.value}" if self.card.units == UnitsAs.NOW else ""
        for row, before in zip(self.card.rows, self.before.rows, strict=True):
            if row.tally.total or row.tally.beside or before.tally.total:
                number = row.key or 0  # the list calls what has no such thing by 0
                query = f"{self.list_address}&{self.parameter}={number}{as_now}"
                yield ScoreLine(row, before.tally, query)

    @cached_property
    def total(self) -> ScoreLine:
        whole = ScoreRow(key=None, name="", tally=self.card.total)
        return ScoreLine(whole, self.before.total, self.list_address)

    @property
    def figures(self) -> list[ClassFigure]:
        now, then = self.card.total, self.before.total
        return [ClassFigure(each, now.share(each), then.share(each)) for each in FOUR_CLASSES]

    @property
    def completed_change(self) -> Decimal | None:
        return self.card.total.done_of_all.points_above(self.before.total.done_of_all)

    @cached_property
    def longest(self) -> int:
        return max((row.tally.total for row in self.card.rows), default=0)

    @cached_property
    def list_address(self) -> str:
        return listed(self.question.period, self.question.as_of)

    @property
    def list_address_before(self) -> str:
        return listed(self.question.before, self.before.as_of)

    @property
    def parameter(self) -> str:
        """How the list of tasks is told which row is meant."""
        return _PARAMETERS[self.question.by]

    @property
    def period_before(self) -> Period:
        return selectors.period_before(self.question.period)

    @property
    def can_go_on(self) -> bool:
        return self.question.next_period.days().start <= self.question.as_of


def _names(question: Question, on: date) -> dict[int, str]:
    """What units are called in the lists of the page: as they were that day, or are now."""
    if question.units == UnitsAs.THEN:
        return successions.names_told_apart(on=question.as_of)
    names, now = organisations.unit_names(on=on), successions.units_now(on=on)
    return {unit: names[now.of(unit)] for unit in names}


def score_card_page(*, actor: User, on: date, question: Question) -> ScoreCardPage:
    card, before = selectors.score_cards(
        actor=actor, on=on, by=question.by, asked=question.asked, units=question.units
    )
    overdue: list[Line] = []
    ages: list[selectors.Age] = []
    moves = None
    if card.total.open_overdue or before.total.open_overdue:
        late = selectors.task_list(
            actor=actor,
            on=on,
            as_of=question.as_of,
            days=question.period.days(),
            statuses=[StatusClass.OPEN_OVERDUE],
        )
        names = _names(question, on)
        overdue = lines_of(list(late[:OVERDUE_SHOWN]), names=names, day=question.as_of)
        ages = selectors.ages_of(late, as_of=question.as_of)
        moves = selectors.overdue_moves(actor=actor, on=on, asked=question.asked, names=names)
    has_passages = bool(successions.units_now(on=on).successor_of)
    return ScoreCardPage(question, card, before, overdue, ages, moves, has_passages)
